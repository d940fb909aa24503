import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { staffWorker } from '../../client/offline/plugin.ts';
import { builtPages } from '../../server/pages.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';

/** A small app of two pages, built by the real plugin with the real worker, so that a build can be made anew in a second. */
const repository = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'regie-kept-app-'));
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  await buildApp('one');
  await buildApp('two');
});
afterAll(async () => {
  await browser.close();
  rmSync(work, { recursive: true });
});

test('OF1 after one visit the app opens whole with no server, at every address of its own', async () => {
  const { page, stop, url } = await visit('one');
  await stop();
  for (const path of ['/', '/s/final/direct', '/s/final/posts/p1?from=search', '/join']) {
    await page.goto(url + path);
    expect(await page.textContent('h1'), path).toBe('one');
    // A chunk of a screen that was never opened before.
    await page.click('button');
    await page.waitForSelector('text=screen one');
  }
});

test('OF2 what is not the app goes to the server: shows, photos, recaps, the wall', async () => {
  const { page, url, asked } = await visit('one');
  for (const path of [
    '/shows/final/recap.html',
    '/photos/0/wall.jpg',
    '/session',
    '/wall/',
    '/healthz',
    '/shows/final/rehearsal',
  ]) {
    await page.goto(url + path);
    expect(asked).toContain(path);
  }
});

test('OF2 the wall alone is not kept on phones', async () => {
  const { page } = await visit('one');
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const paths = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return paths.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/index.html');
  expect(kept).toContain('/icon.svg');
  expect(kept.filter((path) => path.includes('wall') || path.endsWith('service-worker.js'))).toEqual([]);
  expect(kept.filter((path) => /shared-.*\.js/.test(path))).toHaveLength(1);
});

test('OF3 a newer build is offered, not taken, until the person takes it', async () => {
  const { page, serve, state } = await visit('one');
  serve('two');
  await page.reload();
  await state('offered');
  expect(await page.textContent('h1')).toBe('one');
  await page.reload();
  await state('offered');
  expect(await page.textContent('h1')).toBe('one');
  expect(await take(page)).toBe('taken');
  await page.waitForSelector('h1:text("two")');
  await state('current');
  expect(await take(page)).toBe('none');
});

test('OF3 a server that says it has a newer build is looked at without reloading', async () => {
  const { page, serve, state } = await visit('one');
  serve('two');
  await page.evaluate('window.updates.look()');
  await state('offered');
});

test('OF4 while a photo is on its way or words are not kept, an update is not taken', async () => {
  const { page, serve, state } = await visit('one');
  serve('two');
  await page.evaluate('window.busy = true; window.updates.look()');
  await state('offered');
  expect(await take(page)).toBe('busy');
  expect(await page.textContent('h1')).toBe('one');
  await page.evaluate('window.busy = false');
  expect(await take(page)).toBe('taken');
  await page.waitForSelector('h1:text("two")');
});

test('OF5 a tab whose update another tab took is not reloaded under the person’s thumbs, but offered', async () => {
  const { page, context, serve, state, url } = await visit('one');
  const other = await context.newPage();
  await other.goto(url);
  await other.waitForFunction('window.updates');
  serve('two');
  await page.evaluate('window.updates.look()');
  await state('offered');
  expect(await take(page)).toBe('taken');
  await page.waitForSelector('h1:text("two")');
  await other.waitForFunction('window.updates.state === "replaced"');
  expect(await other.textContent('h1')).toBe('one');
  expect(await take(other)).toBe('taken');
  await other.waitForSelector('h1:text("two")');
});

test('OF6 the app can be installed', async () => {
  const { page } = await visit('one');
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A private window, which is what a test has, can never install anything.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  const { errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
});

const take = (page: Page) => page.evaluate('window.updates.take()');

/** A first visit, with a server that can be stopped or given another build; it has ended when the app is kept. */
async function visit(build: string) {
  let pages = builtPages(join(work, `dist-${build}`));
  const asked: string[] = [];
  const app = express();
  app.use((request, response, next) => {
    asked.push(request.originalUrl);
    pages(request, response, next);
  });
  const http = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => http.once('listening', resolve));
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  onTestFinished(async () => {
    await context.close();
    await stop(http);
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction('window.kept && navigator.serviceWorker.controller');
  return {
    page,
    context: context as BrowserContext,
    url,
    asked,
    stop: () => stop(http),
    serve(other: string) {
      pages = builtPages(join(work, `dist-${other}`));
    },
    state: (wanted: string) => page.waitForFunction(`window.updates?.state === ${JSON.stringify(wanted)}`),
  };
}

async function stop(http: Server): Promise<void> {
  http.closeAllConnections();
  if (http.listening) await new Promise((resolve) => http.close(resolve));
}

async function buildApp(name: string): Promise<void> {
  const root = join(work, `app-${name}`);
  mkdirSync(join(root, 'wall'), { recursive: true });
  cpSync(join(repository, 'client/public'), join(root, 'public'), { recursive: true });
  const page = (script: string) => `<!doctype html><html lang="fr"><head><title>Régie</title>
    <link rel="manifest" href="/manifest.webmanifest"></head><body><h1></h1><button>Écran</button>
    <script type="module" src="${script}"></script></body></html>`;
  const updates = JSON.stringify(join(repository, 'client/offline/update.ts'));
  const files = {
    'index.html': page('/main.ts'),
    'wall/index.html': page('/wall/wall.ts'),
    'shared.ts': `export const shared = (words) => document.querySelector('h1').textContent = words;`,
    'screen.ts': `document.body.append('screen ${name}');`,
    'wall/wall.ts': `import { shared } from '../shared.ts'; shared('wall ${name}');`,
    'main.ts': `import { watchUpdates } from ${updates};
      import { shared } from './shared.ts';
      shared('${name}');
      document.querySelector('button').onclick = () => import('./screen.ts');
      window.updates = watchUpdates({
        on: { changed() {}, kept() { window.kept = true; } },
        mayReload: () => !window.busy,
      });`,
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(root, file), content);
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [staffWorker(join(repository, 'client/offline/service-worker.ts'))],
    build: {
      outDir: join(work, `dist-${name}`),
      target: 'es2022',
      rolldownOptions: {
        input: { staff: join(root, 'index.html'), wall: join(root, 'wall/index.html') },
        // Even two tiny pages then have a chunk in common, as the real ones do.
        output: { codeSplitting: { groups: [{ name: 'shared', test: /shared\.ts$/ }] } },
      },
    },
  });
}
