import { expect, test } from 'vitest';
import { changeFrom, faultsOf, newDraft, type SegmentDraft } from '../../../client/staff/conducteur/draft.ts';
import { apply } from '../../../shared/apply/apply.ts';
import { stamp } from '../../../shared/rows/row.ts';
import { at, MINUTE, segment, showWith } from '../../fixtures/conduct.ts';

const zone = 'Europe/Paris';
const dayMs = at(17, 0);
const DRAFT: SegmentDraft = {
  title: 'Table ronde',
  minutes: '45',
  at: '19 h 15',
  kind: 'other',
  rooms: ['A'],
  people: [],
  beside: false,
  exact: false,
  restrictions: [],
  language: undefined,
  after: 'a',
};

test('a title, a length and an hour that can be read are enough', () => {
  expect(faultsOf(DRAFT, { dayMs, zone })).toEqual({ title: undefined, minutes: undefined, at: undefined });
  expect(faultsOf({ ...DRAFT, title: ' ', minutes: 'trois', at: 'bientôt' }, { dayMs, zone })).toEqual({
    title: 'noTitle',
    minutes: 'wrongMinutes',
    at: 'wrongHour',
  });
});

test('minutes may have a comma, and no more than a day of them', () => {
  expect(faultsOf({ ...DRAFT, minutes: '4,5' }, { dayMs, zone }).minutes).toBe(undefined);
  for (const minutes of ['', '-1', '1441']) {
    expect(faultsOf({ ...DRAFT, minutes }, { dayMs, zone }).minutes).toBe('wrongMinutes');
  }
});

test('an hour that the clocks jump over is refused, one that comes twice is taken the first time', () => {
  const jump = Date.UTC(2027, 2, 28, 12);
  expect(faultsOf({ ...DRAFT, at: '2 h 30' }, { dayMs: jump, zone }).at).toBe('noSuchHour');
  const back = Date.UTC(2027, 9, 31, 12);
  expect(faultsOf({ ...DRAFT, at: '2 h 30' }, { dayMs: back, zone }).at).toBe(undefined);
  const rows = showWith({ id: 'a', plannedMs: at(19, 0) });
  const change = changeFrom(rows, { draft: { ...DRAFT, at: '2 h 30' }, was: undefined, dayMs: back, zone });
  expect(change.plannedMs?.to).toBe(Date.UTC(2027, 9, 31, 0, 30));
});

test('a new segment is one that the door takes', () => {
  const rows = showWith({ id: 'a', plannedMs: at(19, 0) }, { id: 'b', plannedMs: at(19, 10) });
  const change = changeFrom(rows, { draft: DRAFT, was: undefined, dayMs, zone });
  const mutation = {
    id: 'm',
    show: 'show',
    name: 'segment.edit',
    args: { segment: 'new', change },
    madeAtMs: at(18),
    epoch: 'e',
  };
  const ruling = apply(rows, mutation, { by: 'sidonie', atMs: at(18), epoch: 'e' });
  expect(ruling).toMatchObject({
    ok: true,
    rows: [
      { id: 'new', title: 'Table ronde', durationMs: 45 * MINUTE, rank: 0.5, plannedMs: Date.UTC(2027, 5, 10, 17, 15) },
    ],
  });
});

test('an edit says only what changed, from what was seen; an untouched hour keeps its seconds', () => {
  const rows = showWith({ id: 'a', plannedMs: Date.UTC(2027, 5, 10, 17, 15, 30) });
  const was = rows.get('segment', 'a');
  if (!was) throw new Error('no segment');
  const draft: SegmentDraft = { ...DRAFT, title: 'a', kind: 'talk', minutes: '7', at: '19 h 15' };
  expect(changeFrom(rows, { draft, was, dayMs, zone })).toEqual({ durationMs: { from: 5 * MINUTE, to: 7 * MINUTE } });
});

test('what is proposed follows what it comes after', () => {
  const talk = segment({ id: 'a', plannedMs: at(19, 0), durationMs: 3 * MINUTE, exact: true });
  const rows = showWith(talk);
  expect(newDraft(rows, { after: talk, rooms: ['A', 'B'], atMs: at(18) })).toMatchObject({
    minutes: '3',
    kind: 'talk',
    exact: true,
    rooms: ['A'],
    plannedMs: at(19, 3),
  });
});

test('what comes first is over when the next begins, and never planned in the past', () => {
  const rows = showWith(
    { id: 'elsewhere', plannedMs: at(12, 0), rooms: ['A'] },
    { id: 'b', plannedMs: at(19, 0), rooms: ['B'] },
  );
  const first = (atMs: number) => newDraft(rows, { after: undefined, rooms: ['B'], atMs });
  expect(first(at(18))).toMatchObject({ rooms: ['B'], minutes: '10', plannedMs: at(18, 50) });
  expect(first(at(18, 55, 30)).plannedMs).toBe(at(18, 56));
  expect(newDraft(showWith(), { after: undefined, rooms: ['A'], atMs: at(18) }).plannedMs).toBe(at(18));
});

test('NI62 a talk’s language is said, changed and taken back to the show’s; the talk after it begins in its own', () => {
  const rows = showWith({ id: 'a', plannedMs: at(19, 0), kind: 'talk' });
  const talk = () => {
    const found = rows.get('segment', 'a');
    if (!found) throw new Error('no a');
    return found;
  };
  const say = (language: string | undefined) => {
    const was = talk();
    // 19 h of the universal time, in Paris.
    const draft = { ...DRAFT, title: was.title, kind: was.kind, minutes: '5', at: '21 h', language };
    const change = changeFrom(rows, { draft, was, dayMs, zone });
    const args = { segment: 'a', change };
    const mutation = { id: `m-${language}`, show: 'show', name: 'segment.edit', args, madeAtMs: at(18), epoch: 'e' };
    const ruling = apply(rows, mutation, { by: 'sidonie', atMs: at(18), epoch: 'e' });
    if (!ruling.ok) throw new Error(ruling.refusal.code);
    for (const row of ruling.rows) rows.put(stamp(row, { rev: 2, by: 'sidonie', atMs: at(18) }));
    return Object.keys(change);
  };
  expect(say('en')).toEqual(['language']);
  expect(talk().language).toBe('en');
  expect(newDraft(rows, { after: talk(), rooms: ['A'], atMs: at(18) }).language).toBe('en');
  expect(say('en')).toEqual([]);
  expect(say(undefined)).toEqual(['language']);
  expect(talk()).not.toHaveProperty('language');
});
