import { expect, test } from 'vitest';
import type { RemoveResult } from '../../../server/channels/channel.ts';
import { trayOf } from '../../../shared/tray.ts';
import { Evening, minutesBetween } from './evening.ts';

const MINUTE_MS = 60_000;
const NO: RemoveResult = { removed: false, reason: 'not-permitted: pas votre post' };

/** A post that is out and withdrawn, on a network that says no so often. */
async function withdrawn(noes: number): Promise<Evening> {
  const evening = new Evening();
  evening.fire('p');
  await evening.pass(5);
  evening.refusals.push(...Array<RemoveResult>(noes).fill(NO));
  // The other network takes it back at once: what is counted here is the one that does not.
  evening.unconnected.add('masto');
  evening.push('post.withdraw', { post: 'p' }, 'naima');
  await evening.pass(2);
  return evening;
}
const publication = (evening: Evening) => evening.get('publication', 'p:bsky');
const again = (evening: Evening, by = 'naima') =>
  evening.push('publication.look', { publication: 'p:bsky', round: 1 }, by);

const triesIn = (evening: Evening, hours: number) => evening.halfMinutes(hours, () => evening.removals);

test('PU210 what a network refuses to take back is tried ever more rarely, then only when a person asks, and the row says when', async () => {
  const evening = await withdrawn(100);
  expect(publication(evening).trouble).toMatchObject({ reason: NO.reason, refusals: 1 });
  const at = await triesIn(evening, 12);
  expect(minutesBetween(at)).toEqual([2, 4, 8, 16, 32, 64, 64, 64, 64]);
  expect(at[0]).toBe(1);
  expect(publication(evening)).toMatchObject({ state: 'removing', trouble: { refusals: 11 } });
  expect(publication(evening).trouble?.retryAtMs).toBeUndefined();
  expect(
    trayOf(evening.rows, evening.time.nowMs()).map(({ reason, publication }) => [reason, publication]),
  ).toContainEqual(['not-removed', 'p:bsky']);
});

test('PU211 who approves has it tried at once, and so does an account that is seen to answer again', async () => {
  const evening = await withdrawn(4);
  await triesIn(evening, 1 / 12);
  const [before, { trouble }] = [evening.removals, publication(evening)];
  expect(trouble?.retryAtMs).toBeGreaterThan(evening.time.nowMs() + MINUTE_MS);
  expect(() => again(evening, 'loane')).toThrow('not-allowed');
  again(evening);
  await evening.pass(3);
  expect(evening.removals).toBe(before + 1);
  await evening.pass(30);
  expect(evening.removals).toBe(before + 1);
  evening.mendedMs = evening.time.nowMs();
  await evening.pass(3);
  expect(publication(evening).state).toBe('removed');
  expect(publication(evening).trouble).toBeUndefined();
});
