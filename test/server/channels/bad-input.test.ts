import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { en } from '../../../client/words/network-reasons.en.ts';
import { fr } from '../../../client/words/network-reasons.fr.ts';
import { MENDED_BY_CONNECTING, type NetworkReason, readReason } from '../../../shared/network-reason.ts';
import { listenOn, type Reply } from '../../fixtures/servers/loopback.ts';
import { startMastodon, TOKEN } from '../../fixtures/servers/mastodon.ts';
import type { WholeServer } from '../../fixtures/whole-server.ts';
import { signIn } from '../signing-in.ts';
import { startNetworkShow } from './network-show.ts';

let whole: WholeServer;
let admin: string;
beforeAll(async () => {
  whole = await startNetworkShow();
  admin = (await signIn({ url: whole.url, staffLink: whole.server.staffLink() }, 'phone-admin')).cookie;
});
afterAll(() => whole.stop());

const faithful = async (options: Parameters<typeof startMastodon>[0] = {}): Promise<string> => {
  const server = await startMastodon(options);
  onTestFinished(server.close);
  return server.url;
};
const answering = async (reply: Reply): Promise<string> => {
  const server = await listenOn(Date.now, async () => reply);
  onTestFinished(server.close);
  return server.url;
};

const CASES: readonly (readonly [NetworkReason, string, () => Promise<string>, string?])[] = [
  ['wrong-host', 'a server that is no Mastodon', () => answering({ status: 200, body: { hello: 'there' } })],
  ['private-address', 'a private address', async () => 'http://10.0.0.1'],
  [
    'redirected',
    'a redirection to a private address',
    () => answering({ status: 302, headers: { location: 'http://10.0.0.1/' } }),
  ],
  ['token', 'a token that is no longer good', () => faithful(), 'an-old-token'],
  ['not-permitted', 'a token that may only read', () => faithful({ scopes: ['read'] })],
  ['suspended', 'a suspended account', () => faithful({ suspended: true })],
];

test.for(CASES)(
  'CH145 %s: %s is told in its own words, and connects nothing',
  async ([code, , server, token = TOKEN]) => {
    const path = '/shows/soiree/channels/masto/connection';
    const body = { network: 'mastodon', server: await server(), token };
    const { check } = (await whole.ask('PUT', path, { cookie: admin, body })).body;
    expect(check).toMatchObject({ ok: false });
    expect(readReason(check.reason).code).toBe(code);
    expect(MENDED_BY_CONNECTING).toContain(code);
    expect(new Set([fr.codes[code], en.codes[code], fr.codes.refused, en.codes.refused]).size).toBe(4);
    expect((await whole.ask('GET', path, { cookie: admin })).body.state).toBe('none');
  },
);
