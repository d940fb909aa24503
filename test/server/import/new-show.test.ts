import { expect, test } from 'vitest';
import { type CopyOptions, copiedRows } from '../../../server/import/copied-show.ts';
import { newShowRows } from '../../../server/import/new-show.ts';
import { apply } from '../../../shared/apply/apply.ts';
import { seenOf } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import { type Row, stamp, type Unstamped } from '../../../shared/rows/row.ts';
import { RowMap, showOf } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { trayOf } from '../../../shared/tray.ts';
import { smallShow } from '../../contract/small-show.ts';

const NOW_MS = Date.UTC(2027, 5, 10, 16);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const EPOCH = 'epoch-2';

const stamped = (row: Unstamped): Row => stamp(row, { rev: 9, by: 'naima', atMs: 5 });
const segment = (id: string, plannedMs: number, more: Partial<SegmentRow> = {}): Row =>
  stamped({
    row: 'segment',
    id,
    rooms: ['scene'],
    rank: plannedMs,
    title: id,
    kind: 'talk',
    people: [],
    plannedMs,
    durationMs: 10 * MINUTE_MS,
    delayMs: 0,
    overrunMs: 0,
    cancelled: false,
    beside: false,
    exact: false,
    restrictions: [],
    ...more,
  });
const post = (id: string, more: Partial<PostRow> = {}): Row =>
  stamped({
    row: 'post',
    id,
    epoch: 'epoch-1',
    kind: 'free',
    cue: { kind: 'hand' },
    freshForMs: 10 * MINUTE_MS,
    channels: ['wall'],
    language: 'fr',
    state: 'draft',
    needsTwo: false,
    slots: [],
    madeBy: 'loane',
    starred: false,
    pinned: false,
    ...more,
  });
const text = (id: string, of: string, words: string, parents: string[] = []): Row =>
  stamped({ row: 'text', id, post: of, variant: 'all', parents, words });

/** A post with its words and an approval that names it as it is in these rows. */
function approved(rows: RowMap, id: string, more: Partial<PostRow> = {}): void {
  rows.put(post(id, { ...more, state: more.state ?? 'approved', approval: `${id}-yes` }));
  rows.put(text(`${id}-words`, id, `Words of ${id}`));
  const row = rows.get('post', id) as PostRow;
  rows.put(stamped({ row: 'approval', id: `${id}-yes`, post: id, ...seenOf(rows, row) }));
}
function show(...more: readonly Row[]): RowMap {
  return new RowMap([...smallShow('finale'), ...more]);
}
const copy = (rows: RowMap, options: Partial<CopyOptions> = {}): RowMap =>
  new RowMap(
    copiedRows(rows, { id: 'copy', name: 'Copie', rehearsal: false, nowMs: NOW_MS, epoch: EPOCH, ...options }),
  );
const rehearse = (rows: RowMap): RowMap => copy(rows, { rehearsal: true });

test('AC27 an empty show has a room, its wall, two networks waiting for an account, and its maker with every hat', () => {
  const options = { id: 'forum', name: 'Forum', shortName: 'FO', zone: 'Europe/Paris', nowMs: NOW_MS };
  const creator = { id: 'naima', name: 'Naïma' };
  const rows = new RowMap(newShowRows({ ...options, language: 'fr', rehearsal: false, creator }));
  expect(showOf(rows)).toMatchObject({ id: 'forum', name: 'Forum', shortName: 'FO', rehearsal: false, scene: 'auto' });
  expect([...rows.all('room')].map(({ name }) => name)).toEqual(['Salle']);
  expect([...rows.all('channel')].map(({ network, on, default: ticked }) => [network, on, ticked])).toEqual([
    ['wall', true, true],
    ['bluesky', false, false],
    ['mastodon', false, false],
  ]);
  expect([...rows.all('staff')]).toMatchObject([
    { id: 'naima', name: 'Naïma', hats: ['write', 'approve', 'conduct', 'moderate', 'administer'], revoked: false },
  ]);
  const english = newShowRows({ ...options, language: 'en-GB', rehearsal: true, creator });
  expect(english.find(({ row }) => row === 'room')).toMatchObject({ name: 'Hall' });
  expect(english.find(({ row }) => row === 'show')).toMatchObject({ rehearsal: true });
});

test('AC28 what is made is a show that the door takes', () => {
  const creator = { id: 'naima', name: 'Naïma' };
  const options = { id: 'forum', name: 'Forum', shortName: 'FO', zone: 'Europe/Paris', language: 'fr', nowMs: NOW_MS };
  const empty = newShowRows({ ...options, rehearsal: false, creator });
  const from = show(segment('s1', NOW_MS));
  approved(from, 'p1', { cue: { kind: 'segment', segment: 's1', edge: 'start', offsetMs: 0 } });
  for (const [id, rows] of [['forum', empty] as const, ['copy', [...copy(from).own()]] as const]) {
    const mutation = {
      id: `create/${id}`,
      show: id,
      name: 'show.create',
      args: { rows },
      madeAtMs: NOW_MS,
      epoch: EPOCH,
    };
    const ruling = apply(new RowMap(), mutation, { by: 'engine:import', atMs: NOW_MS, epoch: EPOCH });
    expect(ruling.ok && ruling.rows.length).toBe(rows.length);
  }
});

test('AC29 a copy keeps rooms, people, staff, channels and words under their ids; nothing that happened comes along', () => {
  const from = show(
    segment('s1', NOW_MS - HOUR_MS, {
      startMs: NOW_MS - HOUR_MS,
      startedBy: 'm1',
      endMs: NOW_MS,
      delayMs: 5,
      overrunMs: 9,
    }),
    stamped({ row: 'prize', id: 'prix', name: 'Prix', rank: 0, winner: 'ada', awardedBy: 'loane' }),
    stamped({
      row: 'person',
      id: 'ada',
      kind: 'human',
      name: 'Ada',
      handles: {},
      imageRights: 'granted',
      restrictions: [],
    }),
    post('p1', {
      state: 'fired',
      owner: 'loane',
      starred: true,
      pinned: true,
      title: 'Titre',
      note: 'Note',
      firedMs: 3,
      firedBy: 'naima',
      leftMs: 2,
      held: { by: 'loane', reason: 'attendre', atMs: 1 },
      slots: [{ name: 'citation', kind: 'quote', required: true, fill: 'Eurêka', filledBy: 'loane' }],
    }),
    text('t1', 'p1', 'première'),
    text('t2', 'p1', 'seconde', ['t1']),
    stamped({
      row: 'message',
      id: 'm1',
      network: 'bluesky',
      author: 'x',
      words: 'y',
      saidMs: 1,
      verdict: 'shown',
    }),
  );
  const finished = from.get('show', 'finale');
  if (finished)
    from.put({ ...finished, endedMs: NOW_MS, held: { by: 'naima', kind: 'person', reason: 'fin', atMs: 1 } });
  const rows = copy(from);
  expect(showOf(rows)).toMatchObject({ id: 'copy', name: 'Copie', shortName: 'Finale', hashtags: ['#Finale'] });
  expect(showOf(rows)).not.toHaveProperty('endedMs');
  expect(showOf(rows)).not.toHaveProperty('held');
  for (const kind of ['room', 'staff', 'person', 'channel'] as const) {
    expect(
      [...rows.all(kind)].map(({ id }) => id),
      kind,
    ).toEqual([...from.all(kind)].map(({ id }) => id));
  }
  for (const kind of ['message', 'publication', 'photo', 'approval'] as const) expect([...rows.all(kind)]).toEqual([]);
  expect(rows.get('prize', 'prix')).toEqual({ ...stampOf, row: 'prize', id: 'prix', name: 'Prix', rank: 0 });
  expect(rows.get('segment', 's1')).toEqual({ ...segment('s1', NOW_MS - HOUR_MS), ...stampOf });
  expect(rows.get('post', 'p1')).toEqual({
    ...post('p1', { state: 'submitted', epoch: EPOCH, pinned: true, title: 'Titre', note: 'Note' }),
    slots: [{ name: 'citation', kind: 'quote', required: true }],
    ...stampOf,
  });
  // The words as they were in the end; how they came to be stays with the original.
  expect(rows.ofPost('text', 'p1')).toEqual([{ ...text('t2', 'p1', 'seconde'), ...stampOf }]);
});
const stampOf = { rev: 0, by: 'engine:import', atMs: NOW_MS };

test('AC30 what was taken out, erased or a correction is not copied, nor is a thread to it', () => {
  const rows = copy(
    show(
      post('bin', { state: 'withdrawn' }),
      post('erased', { erased: true }),
      post('correction', { corrects: 'p1' }),
      post('p1', { after: 'bin' }),
      post('p2', { after: 'p1' }),
    ),
  );
  expect([...rows.all('post')].map(({ id, after }) => [id, after])).toEqual([
    ['p1', undefined],
    ['p2', 'p1'],
  ]);
});

test('AC31 all times of a copy move with its first segment; unasked they stay', () => {
  const from = show(
    segment('late', NOW_MS + HOUR_MS),
    segment('first', NOW_MS),
    segment('off', NOW_MS - HOUR_MS, { cancelled: true }),
    post('p1', { cue: { kind: 'clock', atMs: NOW_MS - MINUTE_MS } }),
    post('p2', { cue: { kind: 'segment', segment: 'late', edge: 'start', offsetMs: -MINUTE_MS } }),
  );
  const startMs = NOW_MS + 365 * 24 * HOUR_MS;
  const rows = copy(from, { startMs });
  expect(rows.get('segment', 'first')?.plannedMs).toBe(startMs);
  expect(rows.get('segment', 'late')?.plannedMs).toBe(startMs + HOUR_MS);
  expect(rows.get('post', 'p1')?.cue).toEqual({ kind: 'clock', atMs: startMs - MINUTE_MS });
  expect(rows.get('post', 'p2')?.cue).toEqual(from.get('post', 'p2')?.cue);
  expect(copy(from).get('segment', 'first')?.plannedMs).toBe(NOW_MS);
});

test('AC32 what was approved is submitted again in a copy, and is still approved in a rehearsal', () => {
  const from = show(segment('s1', NOW_MS));
  approved(from, 'p1', { cue: { kind: 'segment', segment: 's1', edge: 'start', offsetMs: 0 } });
  approved(from, 'p2', { state: 'fired' });
  from.put(post('p3', { state: 'submitted' }));
  from.put(post('p4'));
  const states = (rows: RowMap) => [...rows.all('post')].map(({ id, state, approval }) => [id, state, approval]);
  expect(states(copy(from))).toEqual([
    ['p1', 'submitted', undefined],
    ['p2', 'submitted', undefined],
    ['p3', 'submitted', undefined],
    ['p4', 'draft', undefined],
  ]);
  const rehearsal = rehearse(from);
  expect(states(rehearsal)).toEqual([
    ['p1', 'approved', 'p1-yes'],
    ['p2', 'approved', 'p2-yes'],
    ['p3', 'submitted', undefined],
    ['p4', 'draft', undefined],
  ]);
  const p1 = rehearsal.get('post', 'p1') as PostRow;
  expect(rehearsal.get('approval', 'p1-yes')).toMatchObject(seenOf(rehearsal, p1));
});

test('AC33 a rehearsal does not approve what was changed since, has two versions, showed a photo, or lies before it', () => {
  const from = show(segment('s1', NOW_MS));
  approved(from, 'changed');
  from.put(text('changed-2', 'changed', 'autre', ['changed-words']));
  approved(from, 'two');
  // After the approved one by id: the first head is what was approved, and there is another.
  from.put(text('two-zzz', 'two', 'autre'));
  const photo = (id: string, of: string, slot?: string): Row => {
    const what = { post: of, hash: 'a'.repeat(64), width: 1, height: 1, people: [], alt: 'x', credit: '', rank: 0 };
    const where = slot === undefined ? {} : { slot };
    return stamped({ row: 'photo', id, ...what, ...where, received: true, removed: false, erased: false });
  };
  from.put(photo('ph1', 'shown'));
  approved(from, 'shown');
  const slots: PostRow['slots'] = [{ name: 'scene', kind: 'photo', required: true }];
  from.put(photo('ph2', 'slot', 'scene'));
  approved(from, 'slot', { slots });
  approved(from, 'before', { cue: { kind: 'clock', atMs: NOW_MS - HOUR_MS } });
  approved(from, 'after', { cue: { kind: 'clock', atMs: NOW_MS + HOUR_MS } });
  const rows = rehearse(from);
  const states = Object.fromEntries([...rows.all('post')].map(({ id, state }) => [id, state]));
  expect(states).toEqual({
    changed: 'submitted',
    two: 'submitted',
    shown: 'submitted',
    slot: 'approved',
    before: 'submitted',
    after: 'approved',
  });
  // The photo stays behind, and its place is open again.
  expect(rows.get('approval', 'slot-yes')).toMatchObject({ photos: [], openSlots: ['scene'] });
});

test('AC34 a rehearsal begins in three minutes with the first segment not yet begun; what came before is over', () => {
  const begun = { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS - 50 * MINUTE_MS };
  const from = show(
    segment('doors', NOW_MS - 2 * HOUR_MS, { ...begun, durationMs: 3 * HOUR_MS }),
    segment('opening', NOW_MS - HOUR_MS),
    segment('talk', NOW_MS),
  );
  approved(from, 'p1', { cue: { kind: 'segment', segment: 'doors', edge: 'start', offsetMs: 0 } });
  approved(from, 'p2', { cue: { kind: 'segment', segment: 'opening', edge: 'start', offsetMs: 0 } });
  const rows = rehearse(from);
  const startMs = NOW_MS + 3 * MINUTE_MS;
  expect(rows.get('segment', 'opening')).toMatchObject({ plannedMs: startMs });
  expect(rows.get('segment', 'opening')).not.toHaveProperty('startMs');
  expect(rows.get('segment', 'talk')?.plannedMs).toBe(startMs + HOUR_MS);
  const doors = rows.get('segment', 'doors');
  // Longer than there was time for: it is over all the same.
  expect(doors).toMatchObject({ plannedMs: startMs - HOUR_MS, startMs: startMs - HOUR_MS, endMs: NOW_MS });
  expect([rows.get('post', 'p1')?.state, rows.get('post', 'p2')?.state]).toEqual(['submitted', 'approved']);
  expect(trayOf(rows, NOW_MS)).toEqual([]);
  // When all has begun, the rehearsal is of all of it.
  const over = show(segment('a', NOW_MS - HOUR_MS, begun), segment('b', NOW_MS, begun));
  expect(rehearse(over).get('segment', 'a')).toMatchObject({ plannedMs: startMs });
});

test('AC35 a copy of a rehearsal that is none calls no network until someone switches a channel on', () => {
  const from = show(
    stamped({
      row: 'channel',
      id: 'bsky',
      network: 'bluesky',
      account: 'mt180.example',
      rank: 2,
      spacingMs: 0,
      on: true,
      served: 'server',
      default: true,
    }),
  );
  const on = (rows: RowMap) => [...rows.all('channel')].filter((channel) => channel.on).map(({ id }) => id);
  const rehearsal = rehearse(from);
  expect([on(rehearsal), on(copy(from)), on(copy(rehearsal))]).toEqual([['wall', 'bsky'], ['wall', 'bsky'], ['wall']]);
});

test('IM66 a copy without its programme has the people, channels, team and templates of the last show, and nothing that hangs on an hour', () => {
  const rows = new RowMap([...smallShow('finale'), segment('one', NOW_MS), post('intro', { segment: 'one' })]);
  const show = showOf(rows);
  if (!show) throw new Error('no show');
  const template = {
    id: 't',
    kind: 'intro',
    words: '{name}',
    language: 'fr',
    cue: { edge: 'hand' },
    freshForMs: 1,
  } as const;
  rows.put({ ...show, templates: [template] });
  rows.put(stamped({ row: 'prize', id: 'first', name: '1er prix', rank: 0, segment: 'one', winner: 'zoe' }));
  const options = { id: 'copy', name: 'Copie', rehearsal: false, nowMs: NOW_MS, epoch: EPOCH, withoutProgramme: true };
  const made = new RowMap(copiedRows(rows, options));
  expect([...made.every()].map(({ row }) => row).sort()).toEqual([
    'channel',
    'prize',
    'room',
    'show',
    'staff',
    'staff',
  ]);
  expect(showOf(made)?.templates).toEqual([template]);
  expect(made.get('prize', 'first')).not.toHaveProperty('segment');
});

test('NI91 a rehearsal says which show it rehearses, and what is copied from it no more', () => {
  const rehearsal = rehearse(show());
  expect(showOf(rehearsal)?.rehearses).toBe('finale');
  expect(showOf(copy(rehearsal))).not.toHaveProperty('rehearses');
});
