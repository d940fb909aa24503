import { expect, test } from 'vitest';
import { trayOf } from '../../../shared/tray.ts';
import { Evening, minutesBetween } from './evening.ts';

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

const looksIn = (evening: Evening, hours: number) => evening.halfMinutes(hours, () => evening.looks);

test('PU200 what a look cannot tell is looked up ever more rarely, ten times in all, and never sent again', async () => {
  const evening = await unknown();
  const at = await looksIn(evening, 12);
  expect(at).toHaveLength(10);
  expect(minutesBetween(at)).toEqual([2, 4, 8, 16, 32, 64, 64, 64, 64]);
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

/** A post whose answer is lost, on an account that then lets nobody look. */
async function unseen(): Promise<Evening> {
  const evening = new Evening();
  evening.network.fault('final', 'bsky', 'lost');
  evening.unseen.set('bsky', 'suspended');
  evening.fire('p');
  await evening.pass(60);
  expect(publication(evening)).toMatchObject({ state: 'unknown', trouble: { reason: 'suspended', refusals: 1 } });
  return evening;
}

test('PU230 what its account lets nobody look for is looked for ever more rarely, ten times, and asks; never sent again', async () => {
  const evening = await unseen();
  expect(publication(evening).asks).toBe(true);
  const at = await looksIn(evening, 8);
  expect(minutesBetween(at)).toEqual([2, 4, 8, 16, 32, 64, 64, 64, 64]);
  expect(publication(evening)).toMatchObject({ state: 'unknown', tries: [{ n: 1 }], trouble: { refusals: 11 } });
  expect(publication(evening).trouble?.retryAtMs).toBeUndefined();
  expect(trayOf(evening.rows, evening.time.nowMs())).toEqual([{ reason: 'unknown', post: 'p', publication: 'p:bsky' }]);
  expect(evening.sent('bsky')).toHaveLength(1);
});

test('PU231 it is looked for at once where who approves asks, and where its account is connected again', async () => {
  const evening = await unseen();
  await evening.pass(35);
  const before = evening.looks;
  await evening.pass(60);
  expect(evening.looks).toBe(before);
  ask(evening);
  await evening.pass(3);
  expect(evening.looks).toBe(before + 1);
  evening.unseen.clear();
  evening.mendedMs = evening.time.nowMs();
  await evening.pass(3);
  expect(publication(evening)).toMatchObject({ state: 'published', asks: false });
  expect(publication(evening).trouble).toBeUndefined();
  expect(evening.sent('bsky')).toHaveLength(1);
});

test('PU232 after a restore what nobody may look for is looked for anew, and so is what was to be taken down', async () => {
  const evening = await unseen();
  await looksIn(evening, 8);
  const before = evening.looks;
  evening.push('show.hold', { kind: 'epoch', reason: '' }, 'engine:ledger');
  expect(publication(evening).trouble).toBeUndefined();
  await evening.pass(35);
  expect(evening.looks).toBe(before + 1);
  evening.unseen.clear();
  ask(evening);
  await evening.pass(3);
  // Taken down, and then nobody may look whether the lost timeline had sent it once more.
  evening.unseen.set('bsky', 'suspended');
  evening.push('post.withdraw', { post: 'p' }, 'naima');
  const at = await looksIn(evening, 8);
  // Each try takes it down first, which takes its time.
  expect(minutesBetween(at).slice(1).map(Math.floor)).toEqual([2, 4, 8, 16, 32, 64, 64, 64, 64]);
  expect(publication(evening)).toMatchObject({ state: 'removing', trouble: { reason: 'suspended', refusals: 11 } });
  evening.unseen.clear();
  ask(evening);
  await evening.pass(60);
  expect(publication(evening).state).toBe('removed');
  expect(evening.standing('bsky')).toEqual([]);
});
