import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { photoRoutes, staffMayRead } from '../../../server/photos/routes.ts';
import { hashOf, photo, stage } from './stage.ts';

/** A server on which Loane's cookie opens the show `final`. */
async function serve() {
  const staged = await stage({ shows: ['final', 'other'] });
  const access = {
    authenticate: ({ cookie }: { cookie?: string }) => (cookie === 'loane' ? ({ id: 'session' } as never) : undefined),
    staffRow: (_session: string, show: string) => (show === 'final' ? ({} as never) : undefined),
  };
  const app = express();
  app.use(photoRoutes({ store: staged.store, mayRead: staffMayRead({ access, engine: staged.engine }) }));
  const http = createServer(app).listen(0);
  await new Promise((resolve) => http.once('listening', resolve));
  onTestFinished(() => void http.close());
  const { port } = http.address() as AddressInfo;
  const get = (path: string, cookie = 'loane') => fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
  return { ...staged, get };
}

test('PH30 a photo is served as a JPEG that nothing can run, kept by the browser only', async () => {
  const { get, sendAll, addPhoto } = await serve();
  const bytes = await photo();
  const hash = hashOf(bytes);
  addPhoto(hash);
  await sendAll(bytes);
  const response = await get(`/photos/${hash}/original.jpg`);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  const thumb = await get(`/photos/${hash}/thumb.jpg`);
  expect((await thumb.arrayBuffer()).byteLength).toBeLessThan(bytes.length);
});

test('PH31 a photo is shown to staff of a show that names it, and to nobody else', async () => {
  const { get, sendAll, addPhoto, erase, engine } = await serve();
  const [mine, foreign] = [await photo(), await photo({ width: 700 })];
  const row = addPhoto(hashOf(mine), { show: 'final' });
  addPhoto(hashOf(foreign), { show: 'other' });
  await sendAll(mine);
  await sendAll(foreign);
  const status = async (bytes: Uint8Array, cookie?: string) =>
    (await get(`/photos/${hashOf(bytes)}/wall.jpg`, cookie)).status;
  expect(await status(mine)).toBe(200);
  expect(await status(mine, 'nobody')).toBe(403);
  expect(await status(foreign)).toBe(403);
  erase(row);
  await engine.idle();
  expect(await status(mine)).toBe(403);
});

test('PH31 a photo not yet here is not found, and that is not remembered', async () => {
  const { get, addPhoto } = await serve();
  const hash = hashOf(new Uint8Array([1]));
  addPhoto(hash);
  const response = await get(`/photos/${hash}/wall.jpg`);
  expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
});

test('PH31 a path that names no photo and no size reaches no file', async () => {
  const { get } = await serve();
  const hash = hashOf(new Uint8Array([1]));
  for (const path of [
    `/photos/${hash}/huge.jpg`,
    `/photos/${hash}/wall.png`,
    '/photos/..%2f..%2fsecret/wall.jpg',
    '/photos/incoming/wall.jpg',
  ]) {
    expect((await get(path)).status, path).toBe(404);
  }
});
