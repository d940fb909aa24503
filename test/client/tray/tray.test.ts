import { expect, test } from 'vitest';
import type { LocalTrayEntry, OutboxEntry } from '../../../client/signals/show.ts';
import { accountLink, linkIn } from '../../../client/staff/tray/account-link.ts';
import { toSeeCount, worthSeeing } from '../../../client/staff/tray/count.ts';
import { linesOf, photosHere } from '../../../client/staff/tray/phone-lines.ts';
import { clashOf, postOf, rebased } from '../../../client/staff/tray/rebase.ts';
import { fr } from '../../../client/staff/tray/words.fr.ts';
import { definitions } from '../../../shared/apply/apply.ts';
import type { Mutation } from '../../../shared/apply/mutation.ts';
import { HASH, Stage } from '../../shared/stage.ts';

const mutation = (name: string, args: unknown): Mutation => ({
  id: `${name}-1`,
  show: 'final',
  name,
  args,
  madeAtMs: 0,
  epoch: 'first',
});
const refused = (name: string): LocalTrayEntry => {
  const made = mutation(name, { post: 'p' });
  return { id: made.id, mutation: made, refusal: { code: 'stale' }, atMs: 0, words: undefined };
};

test('CO70 what waits is counted, of the show and of this phone; who had an editor open is not', () => {
  const stage = new Stage();
  stage.draft('p', { cue: { kind: 'clock', atMs: stage.nowMs } });
  stage.approve('p');
  stage.nowMs += 3_600_000;
  const tray = [refused('post.take'), refused('post.write')];
  expect(worthSeeing(tray).map(({ mutation }) => mutation.name)).toEqual(['post.write']);
  expect(toSeeCount(stage.rows, tray, stage.nowMs)).toBe(2);
});

test('CO71 a refused change shows both values, and can be made again over what stands there now', () => {
  const stage = new Stage();
  stage.draft('p');
  const args = { post: 'p', change: { freshForMs: { from: 1, to: 2 }, note: { to: 'x' } } };
  const refusal = stage.try('post.edit', args, 'loane');
  if (!('code' in refusal)) throw new Error('it should have been refused');
  expect(clashOf(refusal)).toEqual({ field: 'freshForMs', wanted: 2, now: 600_000 });
  const again = rebased(mutation('post.edit', args), refusal);
  expect(again).toEqual({
    name: 'post.edit',
    args: { post: 'p', change: { freshForMs: { from: 600_000, to: 2 }, note: { to: 'x' } } },
  });
  stage.act('post.edit', again?.args as never, 'loane');
  expect(stage.get('post', 'p')).toMatchObject({ freshForMs: 2, note: 'x' });
});

test('CO71 a winner named meanwhile is replaced by a person who has seen both; an approval is never made again blindly', () => {
  const stage = new Stage();
  stage.act('prize.award', { prize: 'prix-1', to: 'p02' }, 'loane');
  const args = { prize: 'prix-1', to: 'p01' };
  const refusal = stage.try('prize.award', args, 'naima');
  if (!('code' in refusal)) throw new Error('it should have been refused');
  expect(rebased(mutation('prize.award', args), refusal)?.args).toEqual({ prize: 'prix-1', from: 'p02', to: 'p01' });
  const seen = { code: 'changed', detail: { field: 'texts' } } as const;
  expect(rebased(mutation('post.approve', { post: 'p', seen: {} }), seen)).toBeUndefined();
});

test('CO72 what was done here is told in lines, the same thing in a row once, and never who has an editor open', () => {
  const entry = (name: string, args: unknown, state: OutboxEntry['state']): OutboxEntry => ({
    id: `${name}-${state}`,
    mutation: mutation(name, args),
    state,
    impossible: undefined,
  });
  const lines = linesOf([
    entry('post.write', { post: 'p' }, 'waiting'),
    entry('post.take', { post: 'p' }, 'waiting'),
    entry('post.write', { post: 'p' }, 'waiting'),
    entry('publication.again', { publication: 'q:bsky', round: 1 }, 'sending'),
  ]);
  expect(lines.map(({ name, post, state, count }) => [name, post, state, count])).toEqual([
    ['post.write', 'p', 'waiting', 2],
    ['publication.again', 'q', 'sending', 1],
  ]);
  expect(postOf({ show: 1 })).toBeUndefined();
});

test('CO73 photos on their way are those whose bytes are here and not yet with the server', () => {
  const stage = new Stage();
  stage.draft('p');
  const id = stage.photo('p');
  expect(photosHere(stage.rows, new Set([HASH])).map((photo) => photo.id)).toEqual([id]);
  expect(photosHere(stage.rows, new Set())).toEqual([]);
  stage.act('photo.receive', { hash: HASH }, 'engine:photos');
  expect(photosHere(stage.rows, new Set([HASH]))).toEqual([]);
});

test('CO74 an account is opened where its address follows from its name, and only a link counts as one', () => {
  expect(accountLink({ network: 'bluesky', account: '@mt180.example' })).toBe('https://bsky.app/profile/mt180.example');
  expect(accountLink({ network: 'mastodon', account: 'mt180@social.example' })).toBe('https://social.example/@mt180');
  expect(accountLink({ network: 'x', account: 'mt180' })).toBe('https://x.com/mt180');
  expect(accountLink({ network: 'linkedin', account: 'MT180 (page)' })).toBeUndefined();
  expect(accountLink({ network: 'instagram', account: 'a/../b' })).toBeUndefined();
  expect(linkIn(' https://bsky.app/profile/x/post/1 ')).toBe('https://bsky.app/profile/x/post/1');
  expect(linkIn('javascript:alert(1)')).toBeUndefined();
  expect(linkIn('bsky.app/post')).toBeUndefined();
});

test('CO75 everything a person can do has a name in the list of what is still here', () => {
  const byPeople = Object.values(definitions).filter(({ who, name }) => who.length > 0 && name !== 'post.take');
  const named = Object.keys(fr.mutations);
  expect(byPeople.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
});
