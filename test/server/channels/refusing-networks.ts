import { onTestFinished } from 'vitest';
import type { Fetch } from '../../../server/channels/http.ts';
import type { ServedNetwork } from '../../../shared/connection.ts';
import { signUp } from '../../fixtures/pds-accounts.ts';
import { startMastodon, TOKEN } from '../../fixtures/servers/mastodon.ts';
import { startX } from '../../fixtures/servers/x.ts';
import { FIRST_TOKENS } from '../../fixtures/servers/x-oauth.ts';
import { loopback } from './network-show.ts';

/** What befalls an account, or what it sends, after its connection was checked. */
export type Trouble = 'pictures' | 'token' | 'suspended';

/** An account of a network as it is now, and as it may become. */
export interface Refusing {
  /** What connects it: anew where the trouble took the old away. */
  credentials(): Promise<object>;
  /** Undefined: all is mended. */
  trouble(now: Trouble | undefined): Promise<void>;
  posts(): Promise<readonly { readonly words: string; readonly photos: number }[]>;
}

/** What stands between the server under test and the networks: it sends it to the right one, or answers for it. */
export class Between {
  /** Where accounts of Bluesky live. */
  pds = '';
  /** Instead of `https://api.x.com`. */
  x = '';
  /** Undefined: the network answers by itself. */
  instead: (url: string, init: RequestInit | undefined) => Response | undefined = () => undefined;

  readonly reach: Fetch = async (input, init) => {
    const url = String(input);
    return this.instead(url, init) ?? loopback(url.replace('https://api.x.com', this.x), init);
  };
}

let accounts = 0;
export const REFUSING: Readonly<Record<ServedNetwork, (between: Between) => Promise<Refusing>>> = {
  async mastodon() {
    const state = { picturesRefused: undefined as string | undefined, revoked: false, suspended: false };
    const server = await startMastodon(state);
    onTestFinished(server.close);
    return {
      credentials: async () => ({ server: server.url, token: TOKEN }),
      async trouble(now) {
        state.picturesRefused = now === 'pictures' ? 'Validation failed: File content is not supported' : undefined;
        state.revoked = now === 'token';
        state.suspended = now === 'suspended';
      },
      posts: async () => [...server.posts.values()].map(({ text, media }) => ({ words: text, photos: media.length })),
    };
  },

  async x(between) {
    const state = { picturesRefused: false, revoked: false, suspended: false };
    const server = await startX(state);
    onTestFinished(server.close);
    between.x = server.url;
    return {
      credentials: async () => FIRST_TOKENS,
      async trouble(now) {
        state.picturesRefused = now === 'pictures';
        state.revoked = now === 'token';
        state.suspended = now === 'suspended';
      },
      posts: async () => [...server.posts.values()].map(({ text, media }) => ({ words: text, photos: media.length })),
    };
  },

  /** The real one: its administrator suspends, its person takes the app password back. */
  async bluesky(between) {
    const { pds: url } = between;
    const account = await signUp(url, `compte-${++accounts}`);
    const { identifier } = account;
    const { did, accessJwt: main } = await xrpc(url, 'com.atproto.server.createSession', {
      body: { identifier, password: 'the-main-password' },
    });
    let { password } = account;
    onTestFinished(() => {
      between.instead = () => undefined;
    });
    return {
      credentials: async () => ({ service: url, identifier, password }),
      async trouble(now) {
        const admin = `Basic ${Buffer.from('admin:a').toString('base64')}`;
        const subject = { $type: 'com.atproto.admin.defs#repoRef', did };
        const takedown = { applied: now === 'suspended', ref: 'test' };
        await xrpc(url, 'com.atproto.admin.updateSubjectStatus', { body: { subject, takedown }, as: admin });
        if (now === 'token') {
          await xrpc(url, 'com.atproto.server.revokeAppPassword', { body: { name: 'Régie' }, as: `Bearer ${main}` });
        } else if (now === undefined) {
          const made = { body: { name: `Régie ${++accounts}` }, as: `Bearer ${main}` };
          password = String((await xrpc(url, 'com.atproto.server.createAppPassword', made)).password);
        }
        // A server that takes smaller pictures; and one that two hours later no longer takes the token of that password.
        between.instead = (asked, init) => {
          const isMade = /putRecord|uploadBlob/.test(asked) && JSON.stringify(init?.headers).includes('Bearer');
          if (now === 'pictures' && asked.includes('uploadBlob')) return no(413, 'PayloadTooLarge');
          return now === 'token' && isMade ? no(400, 'ExpiredToken') : undefined;
        };
      },
      async posts() {
        const asked = `com.atproto.repo.listRecords?repo=${did}&collection=app.bsky.feed.post`;
        const { records } = (await (await fetch(`${url}/xrpc/${asked}`)).json()) as {
          records: { value: PostRecord }[];
        };
        return records.map(({ value }) => ({ words: value.text, photos: value.embed?.images.length ?? 0 }));
      },
    };
  },
};
interface PostRecord {
  readonly text: string;
  readonly embed?: { readonly images: readonly object[] };
}

const no = (status: number, error: string): Response =>
  new Response(JSON.stringify({ error, message: error }), { status });

async function xrpc(
  service: string,
  nsid: string,
  { body, as }: { readonly body: object; readonly as?: string },
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(`${service}/xrpc/${nsid}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(as ? { authorization: as } : {}) },
    body: JSON.stringify(body),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${nsid}: ${said}`);
  return said === '' ? {} : JSON.parse(said);
}
