import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { qrOf } from '../../../server/wall/qr.ts';
import { staffWallRoutes } from '../../../server/wall/staff-routes.ts';
import { wallTokens } from '../../../server/wall/tokens.ts';
import { SHOW, startServer } from '../running-server.ts';

test('WA27 staff of a show read its wall’s link, with its code, and who watches it; nobody else does', async () => {
  const server = await startServer();
  server.addShow('forum');
  const tokens = wallTokens(new Uint8Array(32));
  const seen = { screens: 1, visitors: 240 };
  const routes = staffWallRoutes({
    access: server.access,
    tokens,
    walls: { seen: () => seen },
    origin: 'https://regie.example',
  });
  const http = createServer(express().use(routes));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void http.close());
  const ask = async (show: string, cookie?: string) => {
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/shows/${show}/wall`;
    const response = await fetch(url, { headers: cookie === undefined ? {} : { cookie } });
    return [response.status, await response.json()];
  };
  const cookie = await server.signIn('loane', 'phone-a');
  const url = `https://regie.example/wall/${tokens.tokenOf(SHOW)}`;
  expect(await ask(SHOW, cookie)).toEqual([200, { ok: true, url, qr: qrOf(url), seen }]);
  expect(await ask('forum', cookie)).toEqual([404, { ok: false, code: 'unknown-show' }]);
  expect(await ask(SHOW)).toEqual([401, { ok: false, code: 'no-session' }]);
});
