import { expect, test } from 'vitest';
import { trayOf } from '../../../shared/tray.ts';
import { Evening, minutesBetween } from './evening.ts';

const NEW = 'Bonsoir à tous.';

test('PU114 a correction is one call in place on one network, down and up again on the other', async () => {
  const evening = new Evening();
  evening.fire('p');
  await evening.pass(5);
  const first = evening.get('publication', 'p:masto').remote;
  evening.correct('p', NEW);
  await evening.pass(10);
  expect(evening.sent('masto')).toMatchObject([{ words: NEW, removed: false }]);
  expect(evening.get('publication', 'p:masto')).toMatchObject({ remote: first, round: 1, state: 'published' });
  expect(evening.sent('bsky')).toHaveLength(2);
  expect(evening.standing('bsky')).toEqual([NEW]);
  expect(evening.get('publication', 'p:bsky')).toMatchObject({ state: 'published', round: 2 });
  for (const channel of ['bsky', 'masto', 'wall']) {
    expect(evening.get('publication', `p:${channel}`)).toMatchObject({
      payload: { words: NEW },
      stood: [{ words: 'Bonsoir de p.' }],
    });
  }
});

test('PU213 a correction whose number was given before they were counted is a try of its own', async () => {
  const evening = new Evening();
  evening.fire('p');
  await evening.pass(5);
  // As an earlier version named what it tried, before a person left it.
  const args = { publication: 'p:masto', counts: { likes: 1 } };
  for (const id of ['retell/p:masto/1/1', 'retold/p:masto/1/1']) {
    const mutation = { id, show: 'final', name: 'publication.count', args, madeAtMs: evening.time.nowMs() };
    evening.ledger.push([{ ...mutation, epoch: evening.ledger.epoch }], { by: 'engine:publisher' });
  }
  evening.network.fault('final', 'masto', 'refuse');
  evening.correct('p', NEW);
  await evening.pass(10);
  expect(evening.get('publication', 'p:masto').correction).toMatchObject({
    n: 1,
    state: 'refused',
    tries: [{ n: 1, outcome: 'refused' }],
  });
  evening.push('correction.again', { publication: 'p:masto', n: 1 }, 'naima');
  await evening.pass(10);
  expect(evening.get('publication', 'p:masto')).toMatchObject({ payload: { words: NEW }, state: 'published' });
});

test('PU115 a correction whose answer is lost is read again after 30 s, and made again only where it is not there', async () => {
  const evening = new Evening();
  evening.fire('p');
  await evening.pass(5);
  evening.network.fault('final', 'masto', 'lost');
  evening.correct('p', NEW);
  await evening.pass(25);
  expect(evening.get('publication', 'p:masto').correction).toMatchObject({ state: 'unknown', tries: [{ n: 1 }] });
  await evening.pass(40);
  expect(evening.get('publication', 'p:masto')).toMatchObject({ state: 'published', payload: { words: NEW } });
  evening.network.fault('final', 'masto', 'limit');
  evening.correct('p', 'Bonsoir à toutes et à tous.');
  await evening.pass(10);
  expect(evening.get('publication', 'p:masto').correction).toMatchObject({
    state: 'owed',
    tries: [{ reason: 'limit' }],
  });
  await evening.pass(20);
  expect(evening.standing('masto')).toEqual(['Bonsoir à toutes et à tous.']);
});

test('PU116 a server killed while it corrects leaves one post, which says what was approved last', async () => {
  const evening = new Evening();
  evening.fire('p');
  await evening.pass(5);
  for (let step = 0; step < 8; step++) {
    evening.correct('p', `Bonsoir, version ${step}.`);
    // 400 ms a call: each time a little further into preparing, taking down, telling and sending.
    await evening.time.pass(step * 300);
    evening.restart();
    await evening.pass(90);
    expect(evening.standing('masto')).toEqual([`Bonsoir, version ${step}.`]);
    expect(evening.standing('bsky')).toEqual([`Bonsoir, version ${step}.`]);
  }
});

test('PU117 what is owed to an account that is not connected says so, and goes out once it is', async () => {
  const evening = new Evening();
  evening.unconnected.add('bsky');
  evening.fire('p');
  await evening.pass(5);
  expect(trayOf(evening.rows, evening.time.nowMs())).toEqual([
    { reason: 'not-connected', post: 'p', publication: 'p:bsky' },
  ]);
  expect(evening.sent('masto')).toHaveLength(1);
  evening.unconnected.clear();
  await evening.pass(5);
  expect(evening.standing('bsky')).toEqual(['Bonsoir de p.']);
  expect(trayOf(evening.rows, evening.time.nowMs())).toEqual([]);
});

test('PU233 a correction that its account lets nobody look at is looked at ever more rarely, ten times, and the tray asks', async () => {
  const evening = new Evening();
  evening.fire('p');
  await evening.pass(5);
  const masto = () => evening.get('publication', 'p:masto');
  evening.network.fault('final', 'masto', 'lost');
  evening.correct('p', NEW, { masto: 'edit' });
  evening.unseen.set('masto', 'token: expired');
  await evening.pass(60);
  const asks = { reason: 'correction-unknown', post: 'p', publication: 'p:masto' };
  expect(trayOf(evening.rows, evening.time.nowMs())).toEqual([asks]);
  const at = await evening.halfMinutes(8, () => evening.looks);
  expect(minutesBetween(at)).toEqual([2, 4, 8, 16, 32, 64, 64, 64, 64]);
  expect(masto().correction).toMatchObject({ state: 'unknown', tries: [{ n: 1 }], trouble: { refusals: 11 } });
  evening.unseen.clear();
  evening.push('publication.look', { publication: 'p:masto', round: 1 }, 'naima');
  await evening.pass(3);
  expect(masto()).toMatchObject({ state: 'published', payload: { words: NEW } });
  expect(trayOf(evening.rows, evening.time.nowMs())).toEqual([]);
  expect(evening.standing('masto')).toEqual([NEW]);
});
