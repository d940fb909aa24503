import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { seenOf } from '../../../shared/post-status.ts';
import { type Row, stamp } from '../../../shared/rows/row.ts';
import { wordsOf } from '../../../shared/wording.ts';
import { recordOf } from '../../contract/bluesky-account.ts';
import { smallShow } from '../../contract/small-show.ts';
import { signUp } from '../../fixtures/pds-accounts.ts';
import { startWholeServer, type WholeServer } from '../../fixtures/whole-server.ts';
import { startPds, type TestPds } from '../../pds/pds.ts';
import { signIn } from '../signing-in.ts';

vi.setConfig({ testTimeout: 60_000 });
const ACCOUNTS = ['finale', 'labo'] as const;
const FIELDS = { kind: 'free', cue: { kind: 'hand' }, freshForMs: 600_000, language: 'fr', needsTwo: false } as const;

let pds: TestPds;
let whole: WholeServer;
beforeAll(async () => {
  pds = await startPds();
  whole = await startWholeServer({ reach: safeFetch({ plainHttp: true, mayReach: () => true }) });
  whole.push('soiree', 'show.create', { rows: rows() }, 'engine:import');
  const { cookie } = await signIn({ url: whole.url, staffLink: whole.server.staffLink() }, 'phone-admin');
  for (const account of ACCOUNTS) {
    const body = await signUp(pds.url, account);
    const put = await whole.ask('PUT', `/shows/soiree/channels/${account}/connection`, { cookie, body });
    expect(put.body).toMatchObject({ check: { ok: true, identity: { account: `${account}.test` } } });
  }
}, 60_000);
afterAll(async () => {
  await whole.stop();
  await pds.close();
});

function rows(): Row[] {
  const by = { rev: 0, by: 'engine:import', atMs: 0 };
  const served = { network: 'bluesky', account: '', spacingMs: 0, on: true, served: 'server', default: true } as const;
  const channels = ACCOUNTS.map((id, rank) => stamp({ row: 'channel', id, rank: rank + 2, ...served } as const, by));
  const anh = stamp(
    {
      row: 'person',
      id: 'anh',
      kind: 'human',
      name: 'Nguyễn Thị Hồng Ánh',
      handles: {},
      imageRights: 'granted',
      restrictions: [],
    },
    by,
  );
  return [...smallShow('soiree'), ...channels, anh];
}

/** Written, approved and fired on both accounts: what the approval says each of them is to say. */
function fired(post: string, words: string, after?: string): readonly string[] {
  const fields = { ...FIELDS, channels: [...ACCOUNTS], slots: [], ...(after === undefined ? {} : { after }) };
  whole.push('soiree', 'post.create', { post, fields, words }, 'naima');
  const now = whole.ledger.rows('soiree');
  const row = now?.get('post', post);
  if (!now || !row) throw new Error('no post');
  const seen = seenOf(now, row);
  whole.push('soiree', 'post.approve', { post, seen }, 'naima');
  const approved = ACCOUNTS.map((id) => {
    const channel = now.get('channel', id);
    if (!channel) throw new Error('no channel');
    return wordsOf(now, { post: row, seen, channel, atMs: Date.now() });
  });
  const approval = whole.ledger.rows('soiree')?.get('post', post)?.approval;
  if (approval === undefined) throw new Error('not approved');
  whole.push('soiree', 'post.fire', { post, approval }, 'naima');
  return approved;
}

async function standing(post: string) {
  return Promise.all(
    ACCOUNTS.map(async (account) => {
      const id = `${post}:${account}`;
      const { remote } = await whole.until('soiree', 'publication', id, ({ state }) => state === 'published');
      const record = remote && (await recordOf(pds.url, remote));
      return { uri: remote?.id, text: record?.text, parent: record?.reply?.parent.uri, root: record?.reply?.root.uri };
    }),
  );
}

test('CH128 two accounts of one network each say what was approved: a name without a handle, Vietnamese, emoji, narrow spaces', async () => {
  const approved = fired(
    'p1',
    'Bravo à @{anh|full}\u202F! Luận án tiến sĩ 👩🏽‍🔬🇫🇷 «\u00A0180 secondes\u00A0» #MaThèse180',
  );
  expect(approved[0]).toContain('Bravo à Nguyễn Thị Hồng Ánh\u202F!');
  const stands = await standing('p1');
  expect(stands.map(({ text }) => text)).toEqual(approved);
  const repos = stands.map(({ uri }) => uri?.split('/')[2]);
  expect(new Set(repos).size).toBe(2);
});

test('CH128 three hundred graphemes go out whole on both accounts, whatever their bytes', async () => {
  const words = `${'👨‍👩‍👧'.repeat(60)}${'ế'.repeat(120)}${'x'.repeat(120)}`;
  const approved = fired('p2', words);
  expect([...new Intl.Segmenter('fr', { granularity: 'grapheme' }).segment(approved[0] ?? '')]).toHaveLength(300);
  expect((await standing('p2')).map(({ text }) => text)).toEqual(approved);
});

test('CH129 a thread of five stands on each account as a thread of its own', async () => {
  const said: (readonly string[])[] = [];
  for (let n = 1; n <= 5; n++) said.push(fired(`t${n}`, `Partie ${n}.`, n === 1 ? undefined : `t${n - 1}`));
  const parts = [];
  for (let n = 1; n <= 5; n++) parts.push(await standing(`t${n}`));
  for (const at of ACCOUNTS.keys()) {
    const thread = parts.map((part) => part[at]);
    expect(thread.map((part) => part?.text)).toEqual(said.map((words) => words[at]));
    expect(thread.slice(1).map((part) => part?.parent)).toEqual(thread.slice(0, 4).map((part) => part?.uri));
    expect(new Set(thread.slice(1).map((part) => part?.root))).toEqual(new Set([thread[0]?.uri]));
  }
});
