import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import type { Measure } from './figure.ts';

const SLOWED = 4;
const TIMES = 5;

export const photoMeasure: Measure = {
  name: 'photo',
  async take() {
    const { readyMs, longestTaskMs } = await measurePhoto();
    const how = `4032 × 3024, median of ${TIMES}; a worker cannot be slowed: measured at full speed, times ${SLOWED}`;
    return [
      { measure: '12-megapixel photo to ready, CPU 4× slower', figure: readyMs / 1_000, unit: 's', limit: 3, how },
      {
        measure: 'the page’s longest task meanwhile',
        figure: longestTaskMs,
        unit: 'ms',
        limit: 50,
        how: `the page slowed ${SLOWED}×; Chromium tells no task under 50 ms, 0 is none`,
      },
    ];
  },
};

export interface PhotoFigures {
  /** From the file to the bytes to keep, on a processor four times slower; the median. */
  readonly readyMs: number;
  /** The longest task of the page meanwhile, likewise. */
  readonly longestTaskMs: number;
}

/**
 * A photo of twelve megapixels made ready in the browser. Chromium slows a page's thread on demand, but no worker's: the
 * time to ready is measured at full speed and multiplied, the page's tasks are measured slowed.
 */
export async function measurePhoto(): Promise<PhotoFigures> {
  const work = await mkdtemp(join(tmpdir(), 'regie-bench-photo-'));
  let browser: Browser | undefined;
  const http = createServer(express().use(express.static(join(work, 'dist')))).listen(0, '127.0.0.1');
  try {
    await buildPage(work);
    await writeFile(join(work, 'dist/photo.jpg'), await darkHall());
    browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
    await page.waitForFunction('window.shrinkPhoto');
    const full = await shrunk(page);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    const slowed = await shrunk(page);
    return {
      readyMs: SLOWED * (full.map(({ readyMs }) => readyMs).sort((a, b) => a - b)[TIMES >> 1] ?? Number.NaN),
      longestTaskMs: Math.max(...slowed.map(({ longestTaskMs }) => longestTaskMs)),
    };
  } finally {
    await browser?.close();
    http.close();
    await rm(work, { recursive: true });
  }
}

/** Several times over, as when a person takes several photos. */
async function shrunk(page: Page): Promise<PhotoFigures[]> {
  const figures: PhotoFigures[] = [];
  for (let time = 0; time < TIMES; time++) {
    figures.push(
      await page.evaluate<PhotoFigures>(`(async () => {
        const file = await (await fetch('/photo.jpg')).blob();
        let longestTaskMs = 0;
        const note = (list) => { for (const { duration } of list) longestTaskMs = Math.max(longestTaskMs, duration); };
        const tasks = new PerformanceObserver((seen) => note(seen.getEntries()));
        tasks.observe({ type: 'longtask' });
        const fromMs = performance.now();
        const photo = await window.shrinkPhoto(file);
        const readyMs = performance.now() - fromMs;
        if (!photo.ok) throw new Error(photo.code);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        note(tasks.takeRecords());
        return { readyMs, longestTaskMs };
      })()`),
    );
  }
  return figures;
}

async function buildPage(work: string): Promise<void> {
  const shrink = JSON.stringify(join(import.meta.dirname, '../../client/photos/shrink.ts'));
  await writeFile(join(work, 'index.html'), '<!doctype html><script type="module" src="/main.ts"></script>');
  await writeFile(join(work, 'main.ts'), `import { shrinkPhoto } from ${shrink}; window.shrinkPhoto = shrinkPhoto;`);
  await build({
    configFile: false,
    root: work,
    logLevel: 'error',
    build: { outDir: join(work, 'dist'), target: 'es2022' },
  });
}

/** 4032 × 3024, with the grain of a dark hall: about 6 MB, as a phone writes it. */
function darkHall(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 70, sigma: 40 } as const;
  return sharp({ create: { width: 4032, height: 3024, channels: 3, background: '#333', noise } })
    .blur(0.6)
    .jpeg({ quality: 92 })
    .toBuffer();
}
