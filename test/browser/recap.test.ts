import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { unzipSync } from 'fflate';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportOf, type RecapFormat } from '../../server/recap/exports.ts';
import type { Recap } from '../../shared/recap-schema.ts';
import { edit, recapOfEvening } from '../server/recap/recap-of-evening.ts';

let browser: Browser;
let folder: string;
let photo: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recap-'));
  photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#204080' } })
    .jpeg()
    .toBuffer();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

async function bytesOf(recap: Recap, format: RecapFormat): Promise<Buffer> {
  const sending = await exportOf(recap, format, async () => ({ bytes: photo.length, read: async () => photo }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of sending.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The page's file, alone or in its unpacked archive. */
async function saved(recap: Recap, pictures: 'inside' | 'beside'): Promise<string> {
  const name = `${recap.show.language}-${pictures}`;
  if (pictures === 'inside') {
    const path = join(folder, `${name}.html`);
    await writeFile(path, await bytesOf(recap, 'html'));
    return path;
  }
  const files = unzipSync(await bytesOf(recap, 'zip'));
  for (const [file, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name, file)), { recursive: true });
    await writeFile(join(folder, name, file), bytes);
  }
  const page = Object.keys(files).find((file) => file.endsWith('.html'));
  return join(folder, name, page ?? '');
}

const inLanguage = (language: string) =>
  recapOfEvening((rows) => {
    edit(rows, 'show', 'finale', { language });
    edit(rows, 'photo', 'ph-c02', { received: language === 'fr' });
  });

/** Everything the page asked for, and what it complained of. */
function watched(page: Page): { readonly asked: string[]; readonly complaints: string[] } {
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { asked, complaints };
}

describe('recap opened from a file', () => {
  test.each([
    ['fr', 'inside', 1200],
    ['en', 'inside', 390],
    ['fr', 'beside', 390],
    ['en', 'beside', 1200],
  ] as const)(
    'RE47 axe finds nothing, pictures show, nothing else is asked for: %s, pictures %s, %d px',
    async (language, pictures, width) => {
      const path = await saved(inLanguage(language), pictures);
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      const { asked, complaints } = watched(page);
      await page.goto(pathToFileURL(path).href);

      const widths = await page.evaluate(() => [...document.images].map((image) => image.naturalWidth));
      expect(widths).toEqual(language === 'fr' ? [320, 320] : [320]);
      expect(await page.evaluate(() => document.fonts.check('16px Hyperlegible'))).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(complaints).toEqual([]);
      expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);

      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await context.close();
    },
  );
});
