import { expect, test } from 'vitest';
import { trayOf } from '../../../shared/tray.ts';
import { Evening, minutesBetween } from './evening.ts';

const RELAY = 'p:bsky:labo';

/** Out on Bluesky, where the show has a second account. */
async function out(): Promise<Evening> {
  const evening = new Evening();
  const { row: _, rev: __, by: ___, atMs: ____, id: _____, ...bsky } = evening.get('channel', 'bsky');
  evening.push('channel.edit', { channel: 'labo', change: wishes({ ...bsky, account: 'labo.example' }) }, 'ada');
  evening.fire('p');
  await evening.pass(3);
  return evening;
}
const wishes = <F extends object>(fields: F) =>
  Object.fromEntries(Object.entries(fields).map(([name, to]) => [name, { to }])) as { [N in keyof F]: { to: F[N] } };
const ask = (evening: Evening) => evening.push('relay.ask', { publication: 'p:bsky', channel: 'labo' }, 'naima');
const relay = (evening: Evening) => evening.get('relay', RELAY);
const shown = (evening: Evening) => evening.sent('labo').filter(({ removed }) => !removed);

test('PU160 what is asked for is shown once on the other account, and goes when the post is withdrawn', async () => {
  const evening = await out();
  ask(evening);
  await evening.pass(5);
  expect(relay(evening)).toMatchObject({ state: 'published', tries: [{ n: 1, outcome: 'published' }] });
  expect(shown(evening)).toMatchObject([{ relayOf: 'bsky', words: 'Bonsoir de p.' }]);
  ask(evening);
  await evening.pass(5);
  expect(shown(evening)).toHaveLength(1);
  evening.push('post.withdraw', { post: 'p' }, 'naima');
  await evening.pass(5);
  expect(relay(evening).state).toBe('removed');
  expect(shown(evening)).toEqual([]);
  expect(evening.standing('bsky')).toEqual([]);
});

test('PU161 a relay whose answer is lost is looked up after 30 s, and is still one', async () => {
  const evening = await out();
  evening.network.fault('final', 'labo', 'lost');
  ask(evening);
  await evening.pass(25);
  expect(relay(evening)).toMatchObject({ state: 'unknown', tries: [{ n: 1, outcome: 'unknown' }] });
  await evening.pass(35);
  expect(relay(evening)).toMatchObject({ state: 'published', tries: [{ n: 1 }] });
  expect(shown(evening)).toHaveLength(1);
});

test('PU162 too many: relayed after what the network says; a no is told; not connected waits and says so', async () => {
  const evening = await out();
  evening.network.fault('final', 'labo', 'limit');
  ask(evening);
  await evening.pass(15);
  expect(relay(evening)).toMatchObject({ state: 'owed', tries: [{ reason: 'limit' }] });
  await evening.pass(15);
  expect(relay(evening).state).toBe('published');

  const refusing = await out();
  refusing.network.fault('final', 'labo', 'refuse');
  ask(refusing);
  await refusing.pass(5);
  expect(relay(refusing)).toMatchObject({ state: 'refused', tries: [{ reason: 'refused' }] });
  expect(shown(refusing)).toEqual([]);

  const unconnected = await out();
  unconnected.unconnected.add('labo');
  ask(unconnected);
  await unconnected.pass(5);
  expect(relay(unconnected)).toMatchObject({ state: 'owed', trouble: { reason: 'not-connected' } });
  unconnected.unconnected.delete('labo');
  await unconnected.pass(5);
  expect(shown(unconnected)).toHaveLength(1);
});

test('PU155 a relay that the network will not take back says why and when it is tried again, and then it is gone', async () => {
  const evening = await out();
  ask(evening);
  await evening.pass(5);
  const retryAtMs = evening.time.nowMs() + 60_000;
  evening.refusals.push({ removed: false, reason: 'limit', retryAtMs });
  evening.push('relay.drop', { relay: RELAY }, 'naima');
  await evening.pass(50);
  expect(relay(evening)).toMatchObject({ state: 'removing', trouble: { reason: 'limit', retryAtMs } });
  expect(shown(evening)).toHaveLength(1);
  await evening.pass(15);
  expect(relay(evening).state).toBe('removed');
  expect(relay(evening).trouble).toBeUndefined();
  expect(shown(evening)).toEqual([]);
});

test('PU212 a relay that a network refuses to take back is tried ever more rarely, and at once where it is said again', async () => {
  const evening = await out();
  ask(evening);
  await evening.pass(5);
  const no = { removed: false, reason: 'not-permitted' } as const;
  evening.refusals.push(no, no);
  evening.push('relay.drop', { relay: RELAY }, 'naima');
  await evening.pass(40);
  expect(evening.removals).toBe(2);
  expect(relay(evening).trouble).toMatchObject({ reason: 'not-permitted', refusals: 2 });
  expect(relay(evening).trouble?.retryAtMs).toBeGreaterThan(evening.time.nowMs() + 60_000);
  evening.push('relay.drop', { relay: RELAY }, 'naima');
  await evening.pass(3);
  expect(relay(evening).state).toBe('removed');
});

/** A relay whose answer is lost, on an account that then lets nobody look. */
async function unseen(): Promise<Evening> {
  const evening = await out();
  evening.network.fault('final', 'labo', 'lost');
  evening.unseen.set('labo', 'suspended');
  ask(evening);
  await evening.pass(60);
  expect(relay(evening)).toMatchObject({ state: 'unknown', trouble: { reason: 'suspended', refusals: 1 } });
  return evening;
}

test('PU220 a relay that its account lets nobody look for is looked for ever more rarely, ten times; the tray asks', async () => {
  const evening = await unseen();
  expect(trayOf(evening.rows, evening.time.nowMs())).toContainEqual({
    reason: 'relay-unknown',
    post: 'p',
    relay: RELAY,
  });
  const at = await evening.halfMinutes(8, () => evening.relayLooks);
  expect(minutesBetween(at)).toEqual([2, 4, 8, 16, 32, 64, 64, 64, 64]);
  expect(relay(evening)).toMatchObject({ state: 'unknown', trouble: { refusals: 11 } });
  expect(relay(evening).trouble?.retryAtMs).toBeUndefined();
});

test('PU221 it is looked for at once where who approves asks, and where its account is connected again', async () => {
  const evening = await unseen();
  await evening.pass(35);
  const before = evening.relayLooks;
  await evening.pass(35);
  expect(evening.relayLooks).toBe(before);
  ask(evening);
  await evening.pass(3);
  expect(evening.relayLooks).toBe(before + 1);
  evening.unseen.clear();
  evening.mendedMs = evening.time.nowMs();
  await evening.pass(3);
  expect(relay(evening).state).toBe('published');
  expect(relay(evening).trouble).toBeUndefined();
  expect(shown(evening)).toHaveLength(1);
});

test('PU221 withdrawn meanwhile, it is looked for where that is said again, and taken back once it is found', async () => {
  const evening = await unseen();
  await evening.pass(35);
  evening.push('post.withdraw', { post: 'p' }, 'naima');
  await evening.pass(3);
  expect(relay(evening)).toMatchObject({ state: 'unknown', gone: true });
  evening.unseen.clear();
  evening.push('relay.drop', { relay: RELAY }, 'naima');
  await evening.pass(5);
  expect(relay(evening).state).toBe('removed');
  expect(shown(evening)).toEqual([]);
});

test('PU163 a server killed while it relays leaves one, and none once it was withdrawn', async () => {
  for (let step = 0; step < 5; step++) {
    const evening = await out();
    ask(evening);
    await evening.time.pass(step * 200);
    evening.restart();
    await evening.pass(70);
    expect(relay(evening).state).toBe('published');
    expect(shown(evening)).toHaveLength(1);
    evening.push('post.withdraw', { post: 'p' }, 'naima');
    await evening.time.pass(step * 200);
    evening.restart();
    await evening.pass(70);
    expect(relay(evening).state).toBe('removed');
    expect(shown(evening)).toEqual([]);
  }
});

test('PU164 nothing is relayed while all is held, and a channel keeps its spacing between relays and posts', async () => {
  const evening = await out();
  ask(evening);
  evening.push('show.hold', { kind: 'person', reason: 'Alarme' }, 'sidonie');
  await evening.pass(10);
  expect(shown(evening)).toEqual([]);
  const { held } = evening.get('show', 'final');
  if (!held) throw new Error('not held');
  const spacing = { spacingMs: { from: 0, to: 60_000 } };
  evening.push('channel.edit', { channel: 'labo', change: spacing }, 'ada');
  evening.push('show.release', { saw: held.atMs, send: [], drop: [] }, 'naima');
  evening.fire('q');
  await evening.pass(5);
  evening.push('relay.ask', { publication: 'q:bsky', channel: 'labo' }, 'naima');
  await evening.pass(30);
  expect(shown(evening)).toHaveLength(1);
  await evening.pass(40);
  expect(shown(evening)).toHaveLength(2);
});
