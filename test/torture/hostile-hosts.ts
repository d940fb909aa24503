import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPublicAddress } from '../../server/channels/addresses.ts';
import { safeFetch } from '../../server/channels/safe-fetch.ts';

/** Hosts as one may type them to have this server speak to itself or to its neighbours. */
const TYPED = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.0.0.1.',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7F.0.0.1',
  '0x7f.1',
  '017700000001',
  '0177.0.0.1',
  '0177.0x0.0.01',
  '0',
  '0.0.0.0',
  '00000',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '１２７.0.0.1',
  '%31%32%37.0.0.1',
  'user@127.0.0.1',
  'good.example@127.0.0.1',
  'good.example:x@127.0.0.1',
  '127.0.0.1\\@good.example',
  '127.0.0.1#@good.example',
  '127.0.0.1?@good.example',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2002:c0a8:101::1]',
  '[2001:0:7f00:1::1]',
  '[2001:db8::1]',
  '[fe80::1]',
  '[fe80::1%25lo]',
  '[fec0::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '[100::1]',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '169.254.170.2',
  '[::ffff:169.254.169.254]',
  '100.64.0.1',
  '100.100.100.200',
  '100.127.255.255',
  '10.0.0.1',
  '012.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.0.0.192',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  'localhost',
  'LOCALHOST',
  'localhost.',
] as const;

/** Answers that a name of somebody else's may give. */
const NAMED: readonly (readonly string[])[] = [
  ['127.0.0.1'],
  ['169.254.169.254'],
  ['10.1.2.3'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['64:ff9b::7f00:1'],
  ['fe80::1%lo'],
  ['8.8.8.8', '127.0.0.1'],
  ['2606:4700::1111', '::1'],
  ['0.0.0.0'],
  ['not an address'],
  [],
];

const MOVED = [301, 302, 303, 307, 308] as const;
const SCHEMES = [
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1/',
  'data:text/plain,x',
  'ws://127.0.0.1/',
];

/** Tries to reach, through the one way out, a neighbour that counts who comes. */
export async function hostileHosts(): Promise<{ tried: number; violations: readonly string[] }> {
  const violations: string[] = [];
  let tried = 0;
  let visits = 0;
  const inside = await listening('127.0.0.1', (_, response) => {
    visits += 1;
    response.end('inside');
  });
  const attempt = async (what: string, call: () => Promise<Response>, mayAnswer = false) => {
    tried += 1;
    const before = visits;
    const answered = await call().then(
      ({ status }) => status,
      () => undefined,
    );
    if (visits !== before) violations.push(`${what}: reached`);
    else if (answered !== undefined && !mayAnswer) violations.push(`${what}: answered ${answered}`);
  };

  // Whatever speaks plain HTTP in here is refused for its address alone: in service, for its scheme too.
  const strict = safeFetch({ plainHttp: true });
  for (const host of TYPED) await attempt(host, () => strict(`http://${withPort(host, inside.port)}/`));
  for (const scheme of SCHEMES) await attempt(scheme, () => strict(scheme));
  await attempt('plain HTTP', () => safeFetch({ mayReach: () => true })(`http://127.0.0.1:${inside.port}/`));
  for (const addresses of NAMED) {
    const named = safeFetch({
      plainHttp: true,
      resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    });
    await attempt(`a name that is ${addresses}`, () => named(`http://good.example:${inside.port}/`));
  }

  // A stand-in for the open internet: the one address that may be spoken to here.
  const outside = await listening('127.0.0.2', ({ url }, response) => {
    const [, status, ...where] = (url ?? '').split('/');
    response.writeHead(Number(status), { location: decodeURIComponent(where.join('/')) }).end();
  });
  const mayReach = (address: string) => address === '127.0.0.2' || isPublicAddress(address);
  for (const status of MOVED) {
    for (const where of [`http://127.0.0.1:${inside.port}/`, `//127.0.0.1:${inside.port}/`]) {
      const path = `${status}/${encodeURIComponent(where)}`;
      const follow = safeFetch({ plainHttp: true, mayReach });
      await attempt(
        `${status} to ${where}`,
        () => follow(`http://127.0.0.2:${outside.port}/${path}`, { redirect: 'follow' }),
        true,
      );
    }
  }
  let asked = 0;
  const rebinding = safeFetch({
    plainHttp: true,
    mayReach,
    resolve: async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
    },
  });
  // Nobody listens there on this port: what goes by the second answer of the name finds the neighbour.
  await attempt('a name that changes its mind', () => rebinding(`http://rebound.example:${inside.port}/`));
  await attempt('and again', () => rebinding(`http://rebound.example:${inside.port}/`));

  // Not vacuous: without the rule the neighbour is reached by the same call.
  await safeFetch({ plainHttp: true, mayReach: () => true })(`http://127.0.0.1:${inside.port}/`);
  if (visits === 0) violations.push('the neighbour could not have been reached at all');
  inside.server.close();
  outside.server.close();
  return { tried, violations };
}

/** Before what ends a host. */
const withPort = (host: string, port: number): string => host.replace(/(?=[#?\\])|$/, `:${port}`);

async function listening(host: string, answer: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, host, done));
  return { server, port: (server.address() as AddressInfo).port };
}
