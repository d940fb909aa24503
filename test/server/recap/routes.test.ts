import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import compression from 'compression';
import express from 'express';
import { unzipSync } from 'fflate';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../server/log.ts';
import { PhotoStore } from '../../../server/photos/store.ts';
import { photosIn } from '../../../server/recap/photo-file.ts';
import { recapRoutes } from '../../../server/recap/routes.ts';
import type { HttpRefusal } from '../../../shared/access.ts';
import { recapSchema } from '../../../shared/recap-schema.ts';
import { evening, hashOf } from '../../fixtures/evening.ts';
import { MADE } from './recap-of-evening.ts';

const bytesOf = (id: string, size: string) => Buffer.from(`${id} ${size} `.repeat(40_000));

let folder: string;
let store: PhotoStore;
let server: Server;
let refusal: HttpRefusal | undefined;
let base: string;
/** What happens just before a photo is read. */
let reading: (hash: string) => Promise<void>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recap-'));
  store = new PhotoStore(folder);
  await store.prepare(MADE);
  for (const id of ['ph-debut', 'ph-c02']) {
    await store.append(hashOf(id), bytesOf(id, 'original'));
    await store.keep(hashOf(id), {
      wall: bytesOf(id, 'wall'),
      network: bytesOf(id, 'network'),
      thumb: bytesOf(id, 'thumb'),
    });
  }
  refusal = undefined;
  reading = () => Promise.resolve();
  const app = express();
  app.use(compression());
  app.use(
    recapRoutes({
      refusalOf: (request, show) =>
        request.headers.cookie === undefined ? 'no-session' : show === 'other' ? 'not-allowed' : refusal,
      rows: (show) => (show === 'finale' ? evening() : undefined),
      photoFile: async (hash, size) => {
        const file = await photosIn(store)(hash, size);
        return (
          file && {
            ...file,
            async read() {
              await reading(hash);
              return file.read();
            },
          }
        );
      },
      clock: { nowMs: () => MADE },
      log: silentLog,
    }),
  );
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true });
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${base}${path}`, { headers: { cookie: 'session', 'accept-encoding': 'gzip' }, ...init });

describe('recap routes', () => {
  test.each([
    ['html', 'text/html; charset=utf-8', 'inline'],
    ['md', 'text/markdown; charset=utf-8', 'attachment'],
    ['csv', 'text/csv; charset=utf-8', 'attachment'],
    ['json', 'application/json; charset=utf-8', 'attachment'],
    ['zip', 'application/zip', 'attachment'],
  ])('RE60 recap.%s comes as a file with its name and its exact length', async (format, type, kept) => {
    const response = await ask(`/shows/finale/recap.${format}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toBe(`${kept}; filename="recap-mt180-2027-06-10.${format}"`);
    const body = await response.bytes();
    expect(response.headers.get('content-length')).toBe(String(body.length));
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('cache-control')).toContain('no-store');
  });

  test('RE60 the page is a file too when asked, and what it would load is refused by its headers', async () => {
    const response = await ask('/shows/finale/recap.html?download');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; img-src data:.*sandbox/);
    await response.body?.cancel();
  });

  test('RE61 the page has its pictures inside, byte for byte', async () => {
    const page = await (await ask('/shows/finale/recap.html')).text();
    const pictures = [...page.matchAll(/src="data:image\/jpeg;base64,([^"]+)"/g)].map((found) =>
      Buffer.from(found[1] ?? '', 'base64'),
    );
    expect(pictures).toHaveLength(2);
    expect(pictures[0]?.equals(bytesOf('ph-debut', 'wall'))).toBe(true);
    expect(pictures[1]?.equals(bytesOf('ph-c02', 'wall'))).toBe(true);
  });

  test('RE62 the archive has everything in one folder, its page beside the photos as they were sent', async () => {
    const files = unzipSync(await (await ask('/shows/finale/recap.zip')).bytes());
    expect(Object.keys(files).sort()).toEqual(
      ['photos/001-debut.jpg', 'photos/002-c02-photo.jpg', 'recap.csv', 'recap.html', 'recap.json', 'recap.md'].map(
        (name) => `recap-mt180-2027-06-10/${name}`,
      ),
    );
    const file = (name: string) => Buffer.from(files[`recap-mt180-2027-06-10/${name}`] ?? []);
    expect(file('photos/002-c02-photo.jpg').equals(bytesOf('ph-c02', 'original'))).toBe(true);
    expect(file('recap.html').toString()).toContain('src="photos/001-debut.jpg"');
    expect(file('recap.html').toString()).not.toContain('data:image');
    expect(v.is(recapSchema, JSON.parse(file('recap.json').toString()))).toBe(true);
  });

  test('RE63 a photo that is not here is described, and the rest comes', async () => {
    await store.erase(hashOf('ph-debut'));
    const page = await (await ask('/shows/finale/recap.html')).text();
    expect(page).toContain('Photo non reçue');
    expect(page.match(/data:image/g)).toHaveLength(1);
    const files = Object.keys(unzipSync(await (await ask('/shows/finale/recap.zip')).bytes()));
    expect(files.filter((name) => name.endsWith('.jpg'))).toEqual(['recap-mt180-2027-06-10/photos/001-c02-photo.jpg']);
  });

  test('RE63 a photo erased while its turn had not come breaks the download off: nothing passes for whole', async () => {
    reading = (hash) => (hash === hashOf('ph-c02') ? store.erase(hash) : Promise.resolve());
    for (const format of ['html', 'zip']) {
      const response = await ask(`/shows/finale/recap.${format}`);
      expect(response.status).toBe(200);
      await expect(response.bytes()).rejects.toThrow();
      await store.append(hashOf('ph-c02'), bytesOf('ph-c02', 'original'));
      await store.keep(hashOf('ph-c02'), {
        wall: bytesOf('ph-c02', 'wall'),
        network: Buffer.of(1),
        thumb: Buffer.of(1),
      });
    }
  });

  test('RE64 it is for the show’s staff: no session, another show, no such show or format are refused in a code', async () => {
    const code = async (path: string, init?: RequestInit) => {
      const response = await ask(path, init);
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await code('/shows/finale/recap.json', { headers: {} })).toEqual([401, 'no-session']);
    expect(await code('/shows/other/recap.json')).toEqual([403, 'not-allowed']);
    expect(await code('/shows/none/recap.json')).toEqual([404, 'unknown-show']);
    expect(await code('/shows/finale/recap.pdf')).toEqual([404, 'unknown']);
    refusal = 'revoked';
    expect(await code('/shows/finale/recap.zip')).toEqual([403, 'revoked']);
  });

  test('RE60 its length is told without its bytes', async () => {
    const head = await ask('/shows/finale/recap.zip', { method: 'HEAD' });
    const whole = await ask('/shows/finale/recap.zip');
    expect(head.headers.get('content-length')).toBe(String((await whole.bytes()).length));
  });
});
