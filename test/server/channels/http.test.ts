import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isPublicAddress } from '../../../server/channels/addresses.ts';
import { ask, retryAt } from '../../../server/channels/http.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { readReason, reasonWith } from '../../../shared/network-reason.ts';

const loopback = safeFetch({ plainHttp: true, mayReach: () => true });
const nowMs = () => Date.UTC(2027, 5, 10, 18);
const call = (url: string, fetch = loopback, signal = AbortSignal.timeout(5_000)) =>
  ask({ fetch, nowMs }, url, { method: 'POST', body: 'words', signal });

async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('CH60 what provably never left is not sent: no host, nobody there, time up before a connection', async () => {
  const never = { outcome: 'not-sent', reason: expect.stringMatching(/^unreachable: /) };
  expect(await call('http://127.0.0.1:1/')).toMatchObject(never);
  const unknownHost = safeFetch({ plainHttp: true, resolve: () => Promise.reject(new Error('ENOTFOUND')) });
  expect(await call('http://nowhere.example/', unknownHost)).toMatchObject(never);
  const silentNames = safeFetch({ plainHttp: true, resolve: () => new Promise(() => {}) });
  expect(await call('http://slow.example/', silentNames, AbortSignal.timeout(20))).toEqual({
    outcome: 'not-sent',
    reason: 'timeout',
  });
});

test('CH61 what may have landed is unknown: a cut line, a whole answer that never comes, 5xx, pages', async () => {
  const answers: readonly (readonly [RequestListener, string])[] = [
    [(request) => void request.socket.resetAndDestroy(), 'cut: ECONNRESET'],
    [(request) => void request.resume().on('end', () => request.socket.destroy()), 'cut: ECONNRESET'],
    [
      (_, response) => {
        response.writeHead(200, { 'content-length': '100', 'content-type': 'application/json' });
        response.write('{"id":');
        setImmediate(() => response.destroy());
      },
      'cut: ECONNRESET',
    ],
    [(_, response) => void response.writeHead(503).end('{"error":"busy"}'), 'server-error: 503 busy'],
    [(_, response) => void response.end('<title>Accueil</title>'), 'odd-answer: Accueil'],
    [(_, response) => void response.writeHead(408).end(), 'timeout'],
  ];
  for (const [answer, reason] of answers) {
    expect(await call(await listening(answer))).toEqual({ outcome: 'unknown', reason });
  }
  const hanging = await listening(() => {});
  expect(await call(hanging, loopback, AbortSignal.timeout(50))).toEqual({ outcome: 'unknown', reason: 'timeout' });
  const endless = await listening((_, response) => {
    const write = () => {
      if (response.destroyed) return;
      response.write('x'.repeat(1_000_000));
      setImmediate(write);
    };
    write();
  });
  expect(await call(endless)).toMatchObject({ outcome: 'unknown', reason: expect.stringMatching(/^odd-answer/) });
});

test('CH62 a no is a no, with its words', async () => {
  const url = await listening((_, response) => void response.writeHead(422).end('{"error":"Text is odd"}'));
  expect(await call(url)).toMatchObject({ outcome: 'refused', status: 422, reason: 'refused: Text is odd' });
  const moved = await listening(
    (_, response) => void response.writeHead(301, { location: 'https://other.example/x' }).end(),
  );
  expect(await call(moved)).toMatchObject({ outcome: 'refused', reason: 'redirected: other.example' });
});

test('CH63 when to come back is read from every way of saying it, by the network’s own clock', () => {
  const at = (headers: Record<string, string>) => {
    const atMs = retryAt(new Headers(headers), nowMs());
    return atMs === undefined ? undefined : (atMs - nowMs()) / 1000;
  };
  expect(at({})).toBeUndefined();
  expect(at({ 'retry-after': '30' })).toBe(30);
  expect(at({ 'retry-after': new Date(nowMs() + 60_000).toUTCString() })).toBe(60);
  expect(at({ 'x-rate-limit-reset': String(nowMs() / 1000 + 900) })).toBe(900);
  expect(at({ 'ratelimit-reset': String(nowMs() / 1000 + 300) })).toBe(300);
  expect(at({ 'x-ratelimit-reset': new Date(nowMs() + 1_800_000).toISOString() })).toBe(1800);
  expect(at({ 'x-ratelimit-reset': '12' })).toBe(12);
  const date = new Date(nowMs() - 3_600_000).toUTCString();
  expect(at({ date, 'x-rate-limit-reset': String(nowMs() / 1000 - 3600 + 900) })).toBe(900);
  expect(at({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(1);
  expect(at({ 'retry-after': '99999999' })).toBe(24 * 3600);
  expect(at({ 'retry-after': 'soon' })).toBeUndefined();
});

test('CH64 an address inside a house, a machine or a data centre is not reached, however it is written', async () => {
  const inside = [
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.255.255', '192.168.1.1'],
    ...['192.0.0.8', '198.18.0.1', '203.0.113.9', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fd00::1'],
    ...['::ffff:127.0.0.1', '::ffff:a00:1', '64:ff9b::7f00:1', '64:ff9b::192.168.0.1', '2002:7f00:1::', 'ff02::1'],
    ...['2001:db8::1', '2001::1', '::127.0.0.1', '64:ff9b:1::1', '100::1', 'fec0::1', 'not an address', ''],
  ];
  for (const address of inside) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  for (const address of [
    '1.1.1.1',
    '172.32.0.1',
    '2606:4700::1111',
    '2a01:e0a::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);

  const refused = { outcome: 'not-sent', reason: expect.stringMatching(/^private-address: /) };
  const strict = safeFetch({ plainHttp: true });
  for (const host of ['127.0.0.1', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost']) {
    expect(await call(`http://${host}:9/`, strict)).toMatchObject(refused);
  }
});

test('CH65 a name is resolved once and one private address among several is enough; plain HTTP is refused', async () => {
  let asked = 0;
  const url = await listening((_, response) => void response.end('{}'));
  const rebinding = safeFetch({
    plainHttp: true,
    mayReach: (address) => address === '127.0.0.1',
    resolve: async () => {
      asked += 1;
      return asked === 1 ? [{ address: '127.0.0.1', family: 4 }] : [{ address: '10.0.0.1', family: 4 }];
    },
  });
  const { port } = new URL(url);
  expect(await call(`http://rebinding.example:${port}/`, rebinding)).toMatchObject({ outcome: 'answered' });
  expect(asked).toBe(1);
  const both = safeFetch({
    plainHttp: true,
    resolve: async () => [
      { address: '1.1.1.1', family: 4 },
      { address: '192.168.0.1', family: 4 },
    ],
  });
  expect(await call('http://both.example/', both)).toMatchObject({ reason: 'private-address: both.example' });
  expect(await call(url, safeFetch({ mayReach: () => true }))).toMatchObject({
    outcome: 'not-sent',
    reason: expect.stringMatching(/^plain-http/),
  });
});

test('CH66 a connection that is refused its encryption never carried a word', async () => {
  const heard: Buffer[] = [];
  const notTls = createTcp((socket) => {
    socket.on('data', (bytes: Buffer) => {
      heard.push(bytes);
      socket.destroy();
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((done) => notTls.listen(0, '127.0.0.1', done));
  onTestFinished(() => void notTls.close());
  const { port } = notTls.address() as AddressInfo;
  expect(await call(`https://127.0.0.1:${port}/`, safeFetch({ mayReach: () => true }))).toMatchObject({
    outcome: 'not-sent',
    reason: expect.stringMatching(/^unreachable/),
  });
  expect(Buffer.concat(heard).toString('latin1')).not.toContain('words');
});

test('CH67 a reason keeps its code and the network’s words, and an older one without code is readable', () => {
  expect(readReason(reasonWith('token', ' The access\n token: ended '))).toEqual({
    code: 'token',
    detail: 'The access token: ended',
  });
  expect(readReason('restart')).toEqual({ code: 'restart', detail: '' });
  expect(readReason('connection refused')).toEqual({ code: 'refused', detail: 'connection refused' });
});
