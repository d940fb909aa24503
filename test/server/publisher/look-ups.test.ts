import { expect, test } from 'vitest';
import { Evening } from './evening.ts';

const MINUTE_MS = 60_000;

/** A post whose answer is lost, on a network that never shows it. */
async function unknown(): Promise<Evening> {
  const evening = new Evening();
  evening.blind.add('bsky');
  evening.network.fault('final', 'bsky', 'lost');
  evening.fire('p');
  await evening.pass(25);
  return evening;
}
const publication = (evening: Evening) => evening.get('publication', 'p:bsky');
const ask = (evening: Evening) => evening.push('publication.look', { publication: 'p:bsky', round: 1 }, 'naima');

/** The minutes at which it is looked for, in as many hours. */
async function looksIn(evening: Evening, hours: number): Promise<readonly number[]> {
  const at: number[] = [];
  for (let minute = 0; minute < hours * 60; minute++) {
    const before = evening.looks;
    evening.publisher.wake();
    await evening.time.pass(MINUTE_MS);
    if (evening.looks > before) at.push(minute);
  }
  return at;
}

test('PU200 what a look cannot tell is looked up ever more rarely, ten times in all, and never sent again', async () => {
  const evening = await unknown();
  const at = await looksIn(evening, 12);
  expect(at).toHaveLength(10);
  const waits = at.slice(1).map((minute, n) => minute - (at[n] ?? 0));
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 64, 64, 64]);
  expect(publication(evening)).toMatchObject({ state: 'unknown', asks: true, looks: 10, tries: [{ n: 1 }] });
});

test('PU201 who approves has what is unknown looked up at once, however long the next look is away', async () => {
  const evening = await unknown();
  await looksIn(evening, 12);
  const before = evening.looks;
  ask(evening);
  await evening.pass(3);
  expect(evening.looks).toBe(before + 1);
  await evening.pass(60);
  expect(evening.looks).toBe(before + 1);
  expect(() => evening.push('publication.look', { publication: 'p:bsky', round: 1 }, 'loane')).toThrow('not-allowed');
});
