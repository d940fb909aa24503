import { expect, test } from 'vitest';
import { parcelOf } from '../../../server/publisher/parcel.ts';
import { seenOf } from '../../../shared/post-status.ts';
import type { RowOf } from '../../../shared/rows/row.ts';
import { trayOf } from '../../../shared/tray.ts';
import { START_MS } from '../../shared/stage.ts';
import { Evening } from './evening.ts';

const MINUTE_S = 60;

test('PU17 what is owed goes out once on each channel, and says where it is', async () => {
  const evening = new Evening();
  evening.fire('p');
  await evening.pass(5);
  expect(evening.get('publication', 'p:bsky')).toMatchObject({
    state: 'published',
    remote: { url: expect.any(String) },
  });
  expect(evening.sent('bsky').map(({ words }) => words)).toEqual(['Bonsoir de p.']);
  expect(evening.sent('masto')).toHaveLength(1);
  expect(evening.sent('wall')).toHaveLength(0);
});

test('PU18 a lost answer is unknown, looked up after 30 s, and never sent again', async () => {
  const evening = new Evening();
  evening.network.fault('final', 'bsky', 'lost');
  evening.network.fault('final', 'masto', 'lost');
  evening.fire('p');
  await evening.pass(25);
  expect(evening.get('publication', 'p:bsky').state).toBe('unknown');
  await evening.pass(40);
  expect(evening.get('publication', 'p:bsky').state).toBe('published');
  expect(evening.get('publication', 'p:masto').state).toBe('published');
  expect(evening.sent('bsky')).toHaveLength(1);
  expect(evening.sent('masto')).toHaveLength(1);
});

test('PU19 too many: the same round again, after what the network says', async () => {
  const evening = new Evening();
  evening.network.fault('final', 'bsky', 'limit');
  evening.fire('p');
  await evening.pass(10);
  expect(evening.get('publication', 'p:bsky')).toMatchObject({
    state: 'owed',
    tries: [{ outcome: 'not-sent', reason: 'limit' }],
  });
  await evening.pass(15);
  expect(evening.get('publication', 'p:bsky')).toMatchObject({ state: 'published', round: 1 });
});

test('PU20 what a killed server left as sending is unknown at start, then found', async () => {
  const evening = new Evening();
  evening.network.fault('final', 'bsky', 'lost');
  evening.fire('p');
  await evening.pass(3);
  expect(evening.get('publication', 'p:bsky').state).toBe('sending');
  evening.restart();
  expect(evening.get('publication', 'p:bsky')).toMatchObject({
    state: 'unknown',
    tries: [{ outcome: 'unknown', reason: 'restart' }],
  });
  await evening.pass(40);
  expect(evening.get('publication', 'p:bsky').state).toBe('published');
  expect(evening.sent('bsky')).toHaveLength(1);
});

test('PU21 one channel’s failure hides no other’s success, and a refused one waits for a person', async () => {
  const evening = new Evening();
  evening.network.fault('final', 'masto', 'refuse');
  evening.fire('p');
  await evening.pass(5);
  expect(evening.get('publication', 'p:bsky').state).toBe('published');
  expect(evening.get('publication', 'p:masto').state).toBe('refused');
  evening.push('publication.again', { publication: 'p:masto', round: 1 }, 'naima');
  await evening.pass(5);
  expect(evening.get('publication', 'p:masto')).toMatchObject({ state: 'published', round: 2 });
});

test('PU22 withdrawn while its answer is lost: found, then removed', async () => {
  const evening = new Evening();
  evening.network.fault('final', 'bsky', 'lost');
  evening.fire('p');
  await evening.pass(25);
  evening.push('post.withdraw', { post: 'p' }, 'naima');
  await evening.pass(60);
  expect(evening.get('publication', 'p:bsky').state).toBe('removed');
  expect(evening.sent('bsky').filter(({ removed }) => !removed)).toEqual([]);
  expect(evening.get('publication', 'p:masto').state).toBe('removed');
});

test('PU23 nothing is tried past its window, and nothing while held', async () => {
  const evening = new Evening();
  evening.push('show.hold', { kind: 'person', reason: 'Incident' }, 'loane');
  const saw = evening.time.nowMs();
  evening.approved('p', { kind: 'clock', atMs: START_MS + 1000 });
  await evening.pass(30);
  expect(evening.get('post', 'p').state).toBe('approved');
  evening.push('show.release', { saw, send: [], drop: [] }, 'naima');
  await evening.pass(30);
  expect(evening.sent('bsky')).toEqual([]);
});

test('PU24 a channel keeps its spacing', async () => {
  const evening = new Evening();
  evening.push('channel.edit', { channel: 'bsky', change: { spacingMs: { from: 0, to: 30_000 } } }, 'ada');
  evening.fire('first');
  evening.fire('second');
  await evening.pass(10);
  expect(evening.sent('bsky')).toHaveLength(1);
  expect(evening.sent('masto')).toHaveLength(2);
  await evening.pass(25);
  expect(evening.sent('bsky')).toHaveLength(2);
});

test('PU25 the scheduler fires at the cue, once, also after a restart at that moment', async () => {
  const evening = new Evening();
  evening.approved('p', { kind: 'clock', atMs: START_MS + MINUTE_S * 1000 });
  await evening.pass(MINUTE_S);
  expect(evening.get('post', 'p').state).toBe('approved');
  await evening.pass(1);
  expect(evening.get('post', 'p')).toMatchObject({ state: 'fired', firedBy: 'engine:scheduler' });
  evening.restart();
  await evening.pass(10);
  expect(evening.sent('bsky')).toHaveLength(1);
});

test('PU26 a clock that leaps holds the show instead of firing what seems due', async () => {
  const evening = new Evening();
  evening.approved('p', { kind: 'clock', atMs: START_MS + 3_600_000 });
  await evening.pass(2);
  evening.time.leapMs += 3_600_000;
  await evening.pass(1);
  expect(evening.get('show', 'final').held).toMatchObject({ kind: 'clock', by: 'engine:scheduler' });
  expect(evening.get('post', 'p').state).toBe('approved');
});

test('PU140 while the server’s clock is ahead of its machine’s, nothing fires and the show says why', async () => {
  const evening = new Evening();
  evening.approved('p', { kind: 'clock', atMs: START_MS + 60_000 });
  evening.time.leapMs -= 3_600_000;
  await evening.pass(90);
  const { held } = evening.get('show', 'final');
  expect(held).toMatchObject({ kind: 'clock', by: 'engine:scheduler' });
  evening.push('show.release', { saw: held?.atMs ?? 0, send: [], drop: [] }, 'naima');
  await evening.pass(5);
  expect(evening.get('show', 'final').held?.atMs).toBeGreaterThan(held?.atMs ?? 0);
  expect(evening.get('post', 'p').state).toBe('approved');
});

test('PU143 after a restore what had been taken down is taken down again, until no call of the lost timeline can land any more', async () => {
  const evening = new Evening();
  evening.fire('p');
  await evening.pass(5);
  evening.push('post.withdraw', { post: 'p' }, 'naima');
  await evening.pass(5);
  evening.push('show.hold', { kind: 'epoch', reason: '' }, 'engine:ledger');
  await evening.pass(10);
  // Taken out of the bin and fired again in the timeline that was lost, whose last call lands only now.
  const lost = parcelOf('final', evening.rows, { ...evening.get('publication', 'p:bsky'), round: 2 });
  const { signal } = new AbortController();
  const sent = evening.network.channel('final', 'bsky', 'bluesky').send(lost, undefined, signal);
  await evening.pass(5);
  expect(await sent).toMatchObject({ outcome: 'published' });
  expect(evening.standing('bsky')).toHaveLength(1);
  await evening.pass(30);
  expect(evening.standing('bsky')).toEqual([]);
  expect(evening.get('publication', 'p:bsky').state).toBe('removed');
});

test('PU165 what the network will not take back says why and when it is tried again, is tried then, and then it is gone', async () => {
  const evening = new Evening();
  evening.push(
    'post.create',
    { post: 'p', fields: { ...FREE, channels: ['bsky'], slots: [] }, words: 'Bonsoir.' },
    'loane',
  );
  evening.push('post.approve', { post: 'p', seen: seenOf(evening.rows, evening.get('post', 'p')) }, 'naima');
  evening.push('post.fire', { post: 'p', approval: evening.get('post', 'p').approval ?? '' }, 'loane');
  await evening.pass(5);
  const retryAtMs = evening.time.nowMs() + 90_000;
  evening.refusals.push({ removed: false, reason: 'limit: 30 par demi-heure', retryAtMs });
  evening.refusals.push({ removed: false, reason: 'not-permitted: pas votre post' });
  const withdrawn = () => evening.get('publication', 'p:bsky');
  const told = () => trayOf(evening.rows, evening.time.nowMs()).map(({ reason }) => reason);
  evening.push('post.withdraw', { post: 'p' }, 'naima');
  await evening.pass(80);
  expect(withdrawn()).toMatchObject({ state: 'removing', trouble: { reason: 'limit: 30 par demi-heure', retryAtMs } });
  expect(told()).toEqual(['not-removed']);
  expect(evening.removals).toBe(1);
  await evening.pass(20);
  expect(evening.removals).toBe(2);
  const saidAtMs = withdrawn().trouble?.refusedMs ?? Number.NaN;
  expect(withdrawn().trouble).toMatchObject({
    reason: 'not-permitted: pas votre post',
    refusals: 1,
    retryAtMs: saidAtMs + 30_000,
  });
  expect(evening.standing('bsky')).toEqual(['Bonsoir.']);
  await evening.pass(35);
  expect(evening.removals).toBe(3);
  expect(withdrawn().state).toBe('removed');
  expect(withdrawn().trouble).toBeUndefined();
  expect(told()).toEqual([]);
  expect(evening.standing('bsky')).toEqual([]);
});

const FREE = {
  kind: 'free',
  cue: { kind: 'hand' },
  freshForMs: 600_000,
  language: 'fr',
  needsTwo: false,
} as const satisfies Partial<RowOf<'post'>>;
