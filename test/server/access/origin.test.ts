import { expect, test } from 'vitest';
import { sealing } from '../../../server/access/sealing.ts';
import { heard, SHOW, startServer } from '../running-server.ts';

test('AC21 nothing is changed by a page of another site, nor by a request that hides where it comes from', async () => {
  const server = await startServer();
  const cookie = await server.signIn('naima', 'phone-n');
  const body = { show: SHOW, staff: 'loane' };
  const invite = (origin: string) => server.ask('POST', '/invitations', { cookie, body, headers: { origin } });
  for (const origin of ['https://evil.example', 'null', '', `${server.url}0`, 'http://localhost:1']) {
    expect(await invite(origin), origin).toMatchObject({ status: 403, body: { ok: false, code: 'origin' } });
  }
  expect((await invite(server.url)).status).toBe(200);
});

test('AC22 with a public address, its own pages may, and this machine’s; a host that merely names itself may not', async () => {
  const server = await startServer({ isPublic: true });
  const leave = (origin: string, host: string) => server.ask('POST', '/leave', { headers: { origin, host } });
  expect((await leave('https://regie.example.org', 'regie.example.org')).status).toBe(200);
  expect((await leave('http://localhost:8080', 'localhost:8080')).status).toBe(200);
  expect((await leave('https://rebound.example', 'rebound.example')).body.code).toBe('origin');
  expect((await leave('http://regie.example.org', 'regie.example.org')).body.code).toBe('origin');
});

test('AC23 a page of another site gets no websocket, whatever cookies it carries', async () => {
  const server = await startServer();
  const cookie = await server.signIn('loane', 'phone-a');
  const error = await heard(server.socket(cookie, { origin: 'https://evil.example' }), 'connect_error');
  expect(error.message).toBe('websocket error');
  const hidden = await heard(server.socket(cookie, { 'sec-fetch-site': 'cross-site' }), 'connect_error');
  expect(hidden.message).toBe('websocket error');
  await heard(server.socket(cookie, { origin: server.url }), 'connect');
});

test('AC24 a body that is too large, is not JSON or does not fit is refused by name', async () => {
  const server = await startServer();
  const join = (body: unknown) => server.ask('POST', '/join', { body });
  const padded = { token: 'x'.repeat(43), device: 'phone-a', name: 'x'.repeat(9_000) };
  expect(await join(padded)).toMatchObject({ status: 413, body: { ok: false, code: 'too-large' } });
  expect(await join('{')).toMatchObject({ status: 400, body: { ok: false, code: 'bad-packet' } });
  expect(await join({ token: 'short', device: 'phone-a', name: 'x' })).toMatchObject({ status: 400 });
  const { token } = server.access.invitations.make({ show: SHOW, staff: 'loane' });
  expect(await join({ token, device: 'phone a', name: 'x' })).toMatchObject({ body: { code: 'bad-packet' } });
  expect((await join({ token, device: 'phone-a', name: 'x' })).status).toBe(200);
});

test('AC25 a page opened at an address that a route also has is the app’s, whether signed in or not', async () => {
  const server = await startServer();
  for (const path of ['/shows', '/devices', '/session']) {
    const page = await server.ask('GET', path, { headers: { 'sec-fetch-mode': 'navigate' } });
    expect([page.status, page.text], path).toEqual([200, '<title>the app</title>']);
    expect((await server.ask('GET', path)).body, path).toEqual({ ok: false, code: 'no-session' });
  }
});

test('AC26 what is sealed opens with the same key for the same purpose only, and never twice looks the same', () => {
  const key = new Uint8Array(32).fill(7);
  const { seal, open } = sealing(key);
  const sealed = seal('mot de passe d’application', 'finale/bluesky');
  expect(sealed).not.toContain('passe');
  expect(seal('mot de passe d’application', 'finale/bluesky')).not.toBe(sealed);
  expect(open(sealed, 'finale/bluesky')).toBe('mot de passe d’application');
  expect(open(sealed, 'finale/mastodon')).toBeUndefined();
  expect(sealing(new Uint8Array(32).fill(8)).open(sealed, 'finale/bluesky')).toBeUndefined();
  const bytes = Buffer.from(sealed, 'base64url');
  for (const at of [0, 1, 13, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(open(changed.toString('base64url'), 'finale/bluesky'), `byte ${at}`).toBeUndefined();
  }
  expect(open('', 'finale/bluesky')).toBeUndefined();
});
