import { expect, test } from 'vitest';
import type { Log } from '../../../server/log.ts';
import { heard, SHOW, startServer } from '../running-server.ts';

const MINUTE_MS = 60_000;

/** A server, and the lines that its operator reads. */
async function watched() {
  const lines: { readonly about: object; readonly words: string }[] = [];
  const keep = (about: object, words: string) => void lines.push({ about, words });
  const log: Log = { info: keep, warn: keep, error: keep };
  const server = await startServer({ log });
  const turnedAway = () => lines.filter(({ words }) => words === 'a request was turned away').map(({ about }) => about);
  return { server, lines, turnedAway };
}

test('AC106 every sign-in is told to the operator, let in or turned away, and never the link or the code', async () => {
  const { server, lines, turnedAway } = await watched();
  const { token, code } = server.access.invitations.make({ show: SHOW, staff: 'loane' });
  const { cookie } = await server.join(token, 'phone-a');
  await server.join(token, 'phone-b');
  await server.ask('POST', '/join', { body: { code: '22222222', device: 'phone-b', name: 'iPhone' } });
  await server.ask('POST', '/leave', { cookie });

  expect(lines.map(({ words }) => words)).toEqual([
    'a device signed in',
    'a request was turned away',
    'a request was turned away',
    'a device signed out',
  ]);
  expect(turnedAway()).toEqual([
    { code: 'used', method: 'POST', path: '/join', from: '127.0.0.1', device: undefined },
    { code: 'unknown', method: 'POST', path: '/join', from: '127.0.0.1', device: undefined },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${token}|${code}|22222222`));
});

test('AC107 who tries what is not theirs is told by device, page and socket; a session that ended is not', async () => {
  const { server, turnedAway } = await watched();
  const cookie = await server.signIn('loane', 'phone-l');
  await server.ask('POST', '/invitations', { cookie, body: { show: SHOW, staff: 'naima' } });
  await server.ask('POST', '/leave', { headers: { origin: 'https://evil.example' } });
  await heard(server.socket(cookie, { origin: 'https://evil.example' }), 'connect_error');
  await server.ask('GET', '/session');

  const from = '127.0.0.1';
  expect(turnedAway()).toEqual([
    { code: 'not-allowed', method: 'POST', path: '/invitations', from, device: 'phone-l' },
    { code: 'origin', method: 'POST', path: '/leave', from, device: undefined },
    { code: 'origin', method: 'GET', path: '/socket.io/', from },
  ]);
});

test('AC108 a machine that tries a thousand doors fills no disk: what is left out is counted', async () => {
  const { server, turnedAway } = await watched();
  const knock = () => server.ask('POST', '/leave', { headers: { origin: 'https://evil.example' } });
  for (let time = 0; time < 150; time += 1) await knock();
  expect(turnedAway()).toHaveLength(100);
  server.nowMs += MINUTE_MS;
  await knock();
  expect(turnedAway().at(-1)).toMatchObject({ code: 'origin', leftOut: 50 });
});

test('AC109 behind the proxy the caller’s own address is the one that counts, not what the caller puts before it', async () => {
  const { server, turnedAway } = await watched();
  // As the proxy hands it on: what the caller claimed, then the address from which it called.
  const headers = { origin: 'https://evil.example', 'x-forwarded-for': '198.51.100.7, 203.0.113.9' };
  await server.ask('POST', '/leave', { headers });
  expect(turnedAway()).toMatchObject([{ code: 'origin', from: '203.0.113.9' }]);
});
