import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { type AppParts, createApp } from '../../server/app.ts';
import { buildOf } from '../../server/build-id.ts';
import { greeting } from '../../server/greeting.ts';
import { silentLog } from '../../server/log.ts';
import { builtPages } from '../../server/pages.ts';
import { emptyFolder } from './server-process.ts';

/** The app over built pages of a few bytes. */
async function serve(parts: Partial<AppParts> = {}) {
  const dist = join(emptyFolder().root, 'dist');
  const write = (path: string, words: string) => {
    mkdirSync(join(dist, path, '..'), { recursive: true });
    writeFileSync(join(dist, path), words);
  };
  write('index.html', '<script type="module" src="/assets/staff-Ab_d-F12.js"></script>');
  write('wall/index.html', 'the wall');
  write('assets/staff-Ab_d-F12.js', `// ${'words '.repeat(1_000)}`);
  write('service-worker.js', '//');
  write('manifest.webmanifest', '{}');
  write('.sources', 'a mark');
  const app = createApp({
    log: silentLog,
    publicUrl: new URL('https://regie.example.org'),
    isDev: false,
    health: () => ({ version: '1.2.3', epoch: 'e', database: 'ok' }),
    routes: [],
    pages: builtPages(dist),
    ...parts,
  });
  const http = createServer(app);
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  onTestFinished(() => void http.close());
  const { port } = http.address() as AddressInfo;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
  return { ask, dist };
}

test('LE36 files named by their hash are kept for ever, pages and workers asked for each time, text compressed', async () => {
  const { ask } = await serve();
  const script = await ask('/assets/staff-Ab_d-F12.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('content-encoding')).not.toBeNull();
  for (const path of ['/', '/service-worker.js', '/manifest.webmanifest', '/s/finale/direct', '/wall/']) {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('cache-control')], path).toEqual([200, 'no-cache']);
  }
});

test('LE36 an address of the app opens the app, one of the wall the wall; a missing file is missing', async () => {
  const { ask } = await serve();
  expect(await (await ask('/s/finale/posts/p1')).text()).toContain('staff-Ab_d-F12');
  expect(await (await ask('/wall/')).text()).toBe('the wall');
  expect((await ask('/wall')).headers.get('location')).toBe('/wall/');
  for (const path of [
    '/assets/staff-old.js',
    '/assets/',
    '/nothing.js',
    '/wall/nothing.css',
    '/.sources',
    '/../package.json',
  ]) {
    expect((await ask(path)).status, path).toBe(404);
  }
  expect((await ask('/s/finale', { method: 'POST' })).status).toBe(404);
  expect((await ask('/s/finale', { headers: { accept: 'application/json' } })).status).toBe(404);
  expect(await (await ask('/robots.txt')).text()).toBe('User-agent: *\nDisallow: /\n');
});

test('LE37 every answer carries a policy that runs no inline script and tells nothing of the server', async () => {
  const { ask } = await serve();
  for (const path of ['/', '/nothing.js', '/healthz']) {
    const { headers } = await ask(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' ws://regie.example.org wss://regie.example.org;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('LE38 /healthz tells version, epoch and database; a ledger that cannot write is not well', async () => {
  const well = await serve();
  const answer = await well.ask('/healthz');
  expect([answer.status, await answer.json()]).toEqual([200, { version: '1.2.3', epoch: 'e', database: 'ok' }]);
  const ill = await serve({ health: () => ({ version: '1.2.3', epoch: 'e', database: 'failing' }) });
  expect((await ill.ask('/healthz')).status).toBe(503);
});

test('LE39 a route that breaks answers later and is logged; a body that cannot be read is refused by name', async () => {
  const errors: object[] = [];
  const routes = express.Router();
  routes.get(/^\/(break|wall\/.*)$/, () => {
    throw new Error('a bug');
  });
  routes.post('/read', express.json({ limit: '1kb' }), (_request, response) => void response.json({ ok: true }));
  const { ask } = await serve({ routes: [routes], log: { ...silentLog, error: (about) => errors.push(about) } });
  const broken = await ask('/break');
  expect([broken.status, await broken.json()]).toEqual([500, { ok: false, code: 'later', retryMs: 5_000 }]);
  expect(errors).toMatchObject([{ method: 'GET', path: '/break' }]);
  await ask('/wall/finale.mark-of_22-letters-0000');
  expect(errors[1]).toMatchObject({ path: '/wall/finale' });
  const post = (body: string) =>
    ask('/read', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(await (await post('{')).json()).toEqual({ ok: false, code: 'bad-packet' });
  expect(await (await post(`"${'x'.repeat(2_000)}"`)).json()).toEqual({ ok: false, code: 'too-large' });
});

test('LE40 the build served is the one that the page’s own script is named by', async () => {
  const { dist } = await serve();
  expect(buildOf(dist)).toBe('Ab_d-F12');
});

test('LE41 the greeting gives the links, where data and key are, and a QR code for phones over HTTPS only', () => {
  const config = { dataDir: '/srv/data', secretKeyFile: '/srv/key' };
  const wallLinks = ['http://localhost:8080/wall/finale.mark'];
  const local = greeting({ config, staffLink: 'http://localhost:8080/#join=token', wallLinks });
  expect(local).toBe(
    [
      'Staff: http://localhost:8080/#join=token',
      'Wall: http://localhost:8080/wall/finale.mark',
      'Données / Data: /srv/data',
      'Clé / Key: /srv/key',
      '',
    ].join('\n'),
  );
  expect(greeting({ config, staffLink: 'https://regie.example.org/#join=token', wallLinks })).toMatch(/[▀▄█]{3}/);
});
