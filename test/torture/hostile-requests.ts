import type { Chance } from '../simulation/chance.ts';
import { junk, oneOf, spoiled } from './hostile-junk.ts';
import { askRaw, type RawAnswer, type RawRequest, sendBytes } from './hostile-line.ts';

interface Parts {
  readonly url: string;
  readonly show: string;
  /** Of a session that may do everything. */
  readonly cookie: string;
}

/** The routes that change something, with what they read. */
export const unsafeRoutes = (show: string): readonly (readonly [method: string, path: string])[] => [
  ['POST', '/join'],
  ['POST', '/leave'],
  ['POST', '/invitations'],
  ['DELETE', '/invitations/x'],
  ['POST', '/handovers'],
  ['DELETE', '/handovers'],
  ['DELETE', '/devices/x'],
  ['POST', '/shows'],
  ['POST', `/shows/${show}/import`],
  ['POST', `/shows/${show}/import/undo`],
  ['POST', `/shows/${show}/rehearsal`],
  ['POST', `/shows/${show}/links`],
  ['DELETE', `/shows/${show}/links/x`],
  ['PUT', `/shows/${show}/channels/bluesky/connection`],
  ['POST', `/shows/${show}/channels/bluesky/connection/test`],
  ['DELETE', `/shows/${show}/channels/bluesky/connection`],
  ['POST', '/push'],
  ['DELETE', '/push'],
  ['POST', '/push/test'],
];

/** Pages of other sites, as they or what stands between name themselves. */
export const BAD_ORIGINS = [
  'https://evil.example',
  'null',
  '',
  'file://',
  'http://127.0.0.1',
  'http://127.0.0.1:1',
  'http://localhost:1',
  'http://127.0.0.1.evil.example',
  'http://evil.example/127.0.0.1',
  'javascript:alert(1)',
] as const;

/** Where a person is asked for, and nothing is answered to anyone else. */
export const guardedPaths = (show: string): readonly string[] => [
  '/session',
  '/shows',
  `/shows/${show}/rows`,
  `/shows/${show}/links`,
  `/shows/${show}/rehearsal`,
  `/shows/${show}/wall`,
  `/shows/${show}/kit.zip`,
  `/shows/${show}/recap.json`,
  `/shows/${show}/channels/bluesky/connection`,
  `/devices?show=${show}`,
  `/invitations?show=${show}`,
  '/push',
];

/** Sends one hostile request; undefined where it was refused, else what was wrong with the answer. */
export async function hostileRequest(chance: Chance, parts: Parts): Promise<string | undefined> {
  switch (chance.between(0, 9)) {
    case 0:
    case 1:
    case 2:
      return badBody(chance, parts);
    case 3:
    case 4:
      return foreign(chance, parts);
    case 5:
      return forged(chance, parts);
    case 6:
    case 7:
    case 8:
      return traversing(chance, parts);
    default:
      return injecting(chance, parts);
  }
}

const isRefused = ({ status }: RawAnswer): boolean => status === 0 || (status >= 400 && status < 500);
const told = ({ method, path, headers, body }: RawRequest, { status, text }: RawAnswer): string =>
  `${method} ${path} ${JSON.stringify(headers)} ${String(body).slice(0, 120)} → ${status} ${text.slice(0, 120)}`;

/** From our own page, signed in: the body alone is wrong. */
async function badBody(chance: Chance, { url, show, cookie }: Parts): Promise<string | undefined> {
  const id = JSON.stringify(show);
  const [method, path, fields] = oneOf<readonly [string, string, Record<string, string>]>(chance, [
    ['POST', '/join', { token: '"x"', device: '"phone-x"', name: '"x"' }],
    ['POST', '/invitations', { show: id, staff: '"nobody"' }],
    ['POST', '/shows', { id: '"x x"', name: '"x"', rehearsal: 'true' }],
    ['POST', `/shows/${show}/import`, { bytes: '7' }],
    ['POST', `/shows/${show}/import/undo`, { import: '"nothing"' }],
    ['POST', `/shows/${show}/rehearsal`, { channel: '"bluesky"', fault: '"nothing of the kind"' }],
    ['POST', `/shows/${show}/links`, { person: '"nobody"' }],
    ['PUT', `/shows/${show}/channels/bluesky/connection`, { network: '"bluesky"', handle: '7' }],
    ['POST', '/push', { endpoint: '7', keys: '{}' }],
    ['POST', '/q/nothing', { act: '"take"' }],
  ]);
  const whole = `{${Object.entries(fields)
    .map(([name, value]) => `"${name}":${value}`)
    .join(',')}}`;
  const body = oneOf(chance, [
    whole,
    spoiled(chance, fields, Object.keys(fields)),
    `[${junk(chance)}]`,
    whole.slice(0, -2),
    '{"a":'.repeat(3_000),
    `"${'x'.repeat(chance.next() < 0.02 ? 15_000_000 : 20_000)}"`,
    '\xff\xfe{\0}',
  ]);
  const type = oneOf(chance, ['application/json', 'application/json', 'text/plain', 'application/json; charset=utf-7']);
  const headers = {
    cookie,
    origin: url,
    'content-type': type,
    ...oneOf(chance, [{}, {}, { 'content-encoding': 'gzip' }]),
  };
  const asked = { method, path, headers, body };
  const answer = await askRaw(url, asked);
  // A file that cannot be read is answered with why, and nothing was taken of it.
  return isRefused(answer) || answer.text.includes('"unread"') ? undefined : told(asked, answer);
}

/** Signed in, and from a page of another site: what a form or a script there can send. */
async function foreign(chance: Chance, { url, show, cookie }: Parts): Promise<string | undefined> {
  const [method, path] = oneOf(chance, unsafeRoutes(show));
  const origin = chance.next() < 0.1 ? {} : { origin: oneOf(chance, BAD_ORIGINS) };
  const type = oneOf(chance, ['text/plain', 'application/x-www-form-urlencoded', 'application/json']);
  const asked = { method, path, headers: { cookie, 'content-type': type, ...origin }, body: junk(chance) };
  const answer = await askRaw(url, asked);
  return answer.status === 403 && answer.text.includes('origin') ? undefined : told(asked, answer);
}

/** With a cookie that nobody was given. */
async function forged(chance: Chance, { url, show, cookie }: Parts): Promise<string | undefined> {
  const asked = {
    method: 'GET',
    path: oneOf(chance, guardedPaths(show)),
    headers: { cookie: forgedCookie(chance, cookie) },
  };
  const answer = await askRaw(url, asked);
  return answer.status === 401 || answer.status === 403 ? undefined : told(asked, answer);
}

export function forgedCookie(chance: Chance, cookie: string): string {
  const [name = '', token = ''] = cookie.split('=');
  const at = chance.between(0, token.length - 2);
  return oneOf(chance, [
    `${name}=`,
    `${name}`,
    `${name}=${token.slice(0, at)}`,
    `${name}=${token}x`,
    `${name}=${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`,
    `${name}=${token.toUpperCase()}~`,
    `${name}="${token}"`,
    `${name}=' OR 1=1 --`,
    `__Host-${name}=x; ${name}=${token}`,
    `x${name}=${token}`,
    `${name}=${'A'.repeat(43)}`,
    `${name}=${token}; ${name}=x`,
    `${name}=__proto__`,
  ]);
}

/** What no path of ours may give: files beside the built pages, of the system, of the data folder. */
const LEAKS = /root:[x*]:0|"devDependencies"|SQLite format|PRIVATE KEY|\[boot loader\]/;
const FILES = [
  'etc/passwd',
  'package.json',
  'data/regie.db',
  'secret.key',
  'server/main.ts',
  '.git/config',
  'proc/self/environ',
];
const UPS = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '..\\',
  '....//',
  '..;/',
  '%252e%252e%252f',
  '..%c0%af',
  '.%00./',
];
const ROOTS = [
  '/',
  '/assets/',
  '/wall/assets/',
  '/wall/',
  '/photos/',
  '/shows/',
  '/out/',
  '/q/',
  `/photos/${'a'.repeat(64)}/`,
  '//',
];

async function traversing(chance: Chance, { url, cookie }: Parts): Promise<string | undefined> {
  const method = oneOf(chance, ['GET', 'GET', 'GET', 'HEAD', 'TRACE', 'PROPFIND', 'PATCH']);
  const path = oneOf(chance, [
    `${oneOf(chance, ROOTS)}${oneOf(chance, UPS).repeat(chance.between(1, 8))}${oneOf(chance, FILES)}`,
    `/${encodeURIComponent(oneOf(chance, FILES))}`,
    `/${oneOf(chance, FILES)}%00.html`,
    `/nothing/${chance.between(0, 1e9)}.js`,
    `/%${oneOf(chance, ['', 'z', 'ff', '00', 'e0%80'])}`,
    `/wall?${'a[b]'.repeat(50)}=1&__proto__[admin]=1`,
    `/shows/__proto__/rows`,
    `/shows/${'x'.repeat(5_000)}/rows`,
    `http://evil.example/etc/passwd`,
    `*`,
  ]);
  const asked = { method, path, headers: { cookie } };
  const answer = await askRaw(url, asked);
  if (LEAKS.test(answer.text) || answer.status >= 500) return told(asked, answer);
  // A page of the app is drawn for an address that it may know; it holds nothing of anyone's.
  if (isRefused(answer) || (answer.status >= 300 && answer.status < 400)) return undefined;
  const type = String(answer.headers['content-type']);
  return type.startsWith('text/html') && (method === 'GET' || method === 'HEAD') ? undefined : told(asked, answer);
}

/** Lines in headers and paths, two lengths, and what else makes a proxy and a server read two requests out of one. */
async function injecting(chance: Chance, { url, show, cookie }: Parts): Promise<string | undefined> {
  const { host } = new URL(url);
  const head = `Host: ${host}\r\nCookie: ${cookie}\r\nOrigin: ${url}\r\nConnection: close\r\n`;
  const inner = `POST /invitations HTTP/1.1\r\nHost: ${host}\r\nX-Injected: 1\r\n\r\n`;
  const bytes = oneOf(chance, [
    `GET /wall%0d%0aX-Injected:%201 HTTP/1.1\r\n${head}\r\n`,
    // Read as a request of the very first HTTP: with nobody's cookie, it opens nothing.
    `GET /session\r\nX-Injected: 1 HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET /\rX-Injected: 1 HTTP/1.1\r\n${head}\r\n`,
    `POST /join HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    `POST /join HTTP/1.1\r\n${head}Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}${inner}`,
    `POST /join HTTP/1.1\r\n${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
    `POST /join HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n`,
    `POST /join HTTP/1.1\r\n${head}Content-Length: 0x10\r\n\r\n`,
    `GET /session HTTP/1.1\r\n${head}X-A: b\r\n c: d\rX-Injected: 1\r\n\r\n`,
    `GET /session HTTP/1.1\r\nX-A : b\r\n${head}\r\n`,
    `GET /session HTTP/9.9\r\n${head}\r\n`,
    `GET /shows/${show}/rows HTTP/1.1\r\nCookie: ${cookie}\r\n\r\n`,
    `GET /session HTTP/1.1\r\n${head}X-Long: ${'x'.repeat(40_000)}\r\n\r\n`,
    `${junk(chance)}\r\n\r\n`,
    '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03',
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://evil.example\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    `GET /socket.io/?EIO=99&transport=__proto__&sid=../x HTTP/1.1\r\n${head}\r\n`,
  ]);
  const said = await sendBytes(url, bytes);
  const statuses = [...said.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
  const isQuiet = statuses.every((status) => status >= 300 && status < 500) && statuses.length <= 1;
  const isDrawn = bytes.startsWith('GET /wall%0d') && said.includes('Content-Type: text/html');
  const hasInjected = /^x-injected/im.test(said);
  return (isQuiet || isDrawn) && !hasInjected ? undefined : `${bytes.slice(0, 120)} → ${said.slice(0, 200)}`;
}
