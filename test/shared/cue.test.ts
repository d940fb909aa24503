import { expect, test } from 'vitest';
import { type CueBasis, cueBasis, dueMs, foreseenMs } from '../../shared/cue.ts';
import type { Cue } from '../../shared/rows/post.ts';
import type { RowMap } from '../../shared/rows/rows.ts';
import { parseClock } from '../../shared/typed-hour.ts';
import { at, conduct, MINUTE, row, showWith, top } from '../fixtures/conduct.ts';

const start = (segment: string, minutes: number): Cue => ({
  kind: 'segment',
  segment,
  edge: 'start',
  offsetMs: minutes * MINUTE,
});
const end = (segment: string, minutes: number): Cue => ({ ...start(segment, minutes), edge: 'end' }) as Cue;
/** Both answers at once: they must never contradict each other. */
const due = (rows: RowMap, cue: Cue, atMs: number): number | Exclude<CueBasis, 'known'> => {
  const dueAtMs = dueMs(rows, cue, atMs);
  const basis = cueBasis(rows, cue, atMs);
  if (basis === 'known') return dueAtMs ?? Number.NaN;
  expect(dueAtMs).toBeUndefined();
  return basis;
};

const two = () => showWith({ id: 'a', plannedMs: at(10) }, { id: 'b', plannedMs: at(10, 6), exact: true });

test('TI40 a clock cue is due at its time, a hand cue never by itself', () => {
  const rows = two();
  expect(due(rows, { kind: 'clock', atMs: at(18, 30) }, at(9))).toBe(at(18, 30));
  expect(due(rows, { kind: 'hand' }, at(9))).toBe('hand');
  expect(foreseenMs(rows, { kind: 'clock', atMs: at(18, 30) }, at(9))).toBe(at(18, 30));
  expect(foreseenMs(rows, { kind: 'hand' }, at(9))).toBeUndefined();
});

test('TI41 ahead of a start: due at the expected start less the offset, and it moves with it', () => {
  const rows = two();
  expect(due(rows, start('b', -2), at(9))).toBe(at(10, 4));
  rows.put({ ...row(rows, 'a'), delayMs: 3 * MINUTE });
  expect(due(rows, start('b', -2), at(9))).toBe(at(10, 7));
  // Nobody pressed: b cannot begin before now, so the post is due, two minutes late and no more.
  expect(due(rows, start('b', -2), at(10, 30))).toBe(at(10, 34));
  top(rows, 'a', at(10, 3));
  expect(due(rows, start('b', -2), at(10, 30))).toBe(at(10, 28));
  top(rows, 'b', at(10, 30));
  expect(due(rows, start('b', -2), at(11))).toBe(at(10, 28));
});

test('TI42 at or after a start: only once it has begun, from the actual start', () => {
  const rows = two();
  expect(due(rows, start('a', 0), at(10, 30))).toBe('before-start');
  expect(due(rows, start('a', 1), at(10, 30))).toBe('before-start');
  top(rows, 'a', at(10, 31));
  expect(due(rows, start('a', 0), at(10, 31))).toBe(at(10, 31));
  expect(due(rows, start('a', 1), at(10, 31))).toBe(at(10, 32));
  conduct(rows, { name: 'segment.undo', args: { segment: 'a', press: 'top-a' }, atMs: at(10, 31) });
  expect(due(rows, start('a', 1), at(10, 32))).toBe('before-start');
});

test('TI43 after an end: pressed, by the next Top in the room, or by the length of an exact one', () => {
  const rows = two();
  expect(due(rows, end('a', 1), at(10, 30))).toBe('before-end');
  top(rows, 'a', at(10));
  expect(due(rows, end('a', 1), at(10, 30))).toBe('before-end'); // long over by its length, but nobody said so
  top(rows, 'b', at(10, 31));
  expect(due(rows, end('a', 1), at(10, 31))).toBe(at(10, 32));
  expect(due(rows, end('b', 1), at(10, 31))).toBe(at(10, 37)); // exact: known as soon as it begins
  conduct(rows, { name: 'segment.delay', args: { segment: 'b', from: 0, to: MINUTE }, atMs: at(10, 32) });
  expect(due(rows, end('b', 1), at(10, 32))).toBe(at(10, 38));
  conduct(rows, { name: 'segment.end', args: { segment: 'b', pressedAtMs: at(10, 34) }, atMs: at(10, 34) });
  expect(due(rows, end('b', 1), at(10, 34))).toBe(at(10, 35));
  // Nothing fires before an end it hangs on.
  expect(due(rows, end('b', -3), at(10, 34))).toBe(at(10, 34));
});

test('TI44 the posts of a cancelled, passed or unknown segment have no time, even once it had begun', () => {
  const rows = two();
  top(rows, 'b', at(10));
  for (const cue of [start('a', -5), start('a', 0), end('a', 0)]) {
    expect(due(rows, cue, at(10, 1))).toBe('passed');
    expect(foreseenMs(rows, cue, at(10, 1))).toBeUndefined();
  }
  conduct(rows, { name: 'segment.cancel', args: { segment: 'b', from: false, to: true }, atMs: at(10, 1) });
  for (const cue of [start('b', -5), start('b', 0), end('b', 0)]) expect(due(rows, cue, at(10, 9))).toBe('cancelled');
  expect(due(rows, start('nowhere', 0), at(10))).toBe('unknown-segment');
  expect(foreseenMs(rows, start('nowhere', 0), at(10))).toBeUndefined();
});

test('TI45 in a room by the clock starts and ends are known beforehand', () => {
  const rows = showWith({ id: 'doors', plannedMs: at(10), rooms: ['K'], delayMs: MINUTE });
  expect(due(rows, start('doors', 2), at(9))).toBe(at(10, 3));
  expect(due(rows, end('doors', 2), at(9))).toBe(at(10, 8));
  expect(due(rows, start('doors', 2), at(11))).toBe(at(10, 3));
});

test('TI46 a foreseen time is there before the Top, and is the due time wherever that is known', () => {
  const rows = two();
  expect(foreseenMs(rows, start('b', 1), at(9))).toBe(at(10, 7));
  expect(foreseenMs(rows, end('b', 1), at(9))).toBe(at(10, 12));
  expect(foreseenMs(rows, start('a', 1), at(10, 30))).toBe(at(10, 31));
  top(rows, 'a', at(10, 30));
  top(rows, 'b', at(10, 40));
  for (const cue of [start('a', -1), start('a', 1), end('a', 1), start('b', 1), end('b', 1)]) {
    expect(foreseenMs(rows, cue, at(10, 41))).toBe(due(rows, cue, at(10, 41)));
  }
});

const iso = (reading: ReturnType<typeof parseClock>): unknown =>
  reading.ok
    ? new Date(reading.atMs).toISOString()
    : [reading.code, ...reading.candidates.map((ms) => new Date(ms).toISOString())];

test('TI51 an hour is read as people type it, on the given day of the show’s zone', () => {
  const day = Date.parse('2027-06-10T22:30:00Z'); // the 11th in Paris already
  const inParis = (text: string) => iso(parseClock(text, day, 'Europe/Paris'));
  for (const text of ['19 h 15', '19\u00A0h\u00A015', '19\u202Fh\u202F15', '19h15', '19H15', '19:15', '19.15']) {
    expect([text, inParis(text)]).toEqual([text, '2027-06-11T17:15:00.000Z']);
  }
  for (const text of ['7:15 pm', '7:15pm', '7.15 p.m.', ' 19 heures 15 ', '19 h 15 min']) {
    expect([text, inParis(text)]).toEqual([text, '2027-06-11T17:15:00.000Z']);
  }
  for (const text of ['18', '18 h', '18h', '6 pm', '18 heures']) {
    expect([text, inParis(text)]).toEqual([text, '2027-06-11T16:00:00.000Z']);
  }
  expect(inParis('0 h 05')).toBe('2027-06-10T22:05:00.000Z');
  expect(inParis('12 am')).toBe('2027-06-10T22:00:00.000Z');
  expect(inParis('12:30 pm')).toBe('2027-06-11T10:30:00.000Z');
  expect(iso(parseClock('19:15', day, 'America/New_York'))).toBe('2027-06-10T23:15:00.000Z');
  expect(iso(parseClock('19:15', day, 'Australia/Lord_Howe'))).toBe('2027-06-11T08:45:00.000Z');
  expect(iso(parseClock('19:15', day, 'Asia/Tokyo'))).toBe('2027-06-11T10:15:00.000Z');
});

test('TI51 what is no hour is refused', () => {
  for (const text of [
    '',
    'midi',
    '24 h',
    '24:00',
    '19:60',
    '19:5',
    '1915',
    '13 pm',
    '0 am',
    '-1 h',
    '19 h 15 h',
    '1e3',
  ]) {
    expect([text, iso(parseClock(text, 0, 'Europe/Paris'))]).toEqual([text, ['unreadable']]);
  }
});

test('TI52 an hour that does not exist, or exists twice, is a question with its candidates', () => {
  const on = (day: string, text: string, zone: string) => iso(parseClock(text, Date.parse(`${day}T12:00:00Z`), zone));
  expect(on('2027-03-28', '2 h 30', 'Europe/Paris')).toEqual([
    'no-such-hour',
    '2027-03-28T00:30:00.000Z', // 1 h 30
    '2027-03-28T01:30:00.000Z', // 3 h 30
  ]);
  expect(on('2027-10-31', '2 h 30', 'Europe/Paris')).toEqual([
    'twice',
    '2027-10-31T00:30:00.000Z',
    '2027-10-31T01:30:00.000Z',
  ]);
  expect(on('2027-10-31', '3 h', 'Europe/Paris')).toBe('2027-10-31T02:00:00.000Z');
  expect(on('2027-03-14', '2:30 am', 'America/New_York')).toEqual([
    'no-such-hour',
    '2027-03-14T06:30:00.000Z',
    '2027-03-14T07:30:00.000Z',
  ]);
  expect(on('2027-11-07', '1:59 am', 'America/New_York')).toEqual([
    'twice',
    '2027-11-07T05:59:00.000Z',
    '2027-11-07T06:59:00.000Z',
  ]);
  // Half an hour is jumped over there, and gone back over.
  expect(on('2027-10-03', '2:15', 'Australia/Lord_Howe')).toEqual([
    'no-such-hour',
    '2027-10-02T15:15:00.000Z',
    '2027-10-02T15:45:00.000Z',
  ]);
  expect(on('2027-10-03', '2:30', 'Australia/Lord_Howe')).toBe('2027-10-02T15:30:00.000Z');
  expect(on('2027-04-04', '1:45', 'Australia/Lord_Howe')).toEqual([
    'twice',
    '2027-04-03T14:45:00.000Z',
    '2027-04-03T15:15:00.000Z',
  ]);
  for (const day of ['2027-03-28', '2027-10-31'])
    expect(on(day, '2:30', 'Asia/Tokyo')).toBe(`${previous(day)}T17:30:00.000Z`);
});
const previous = (day: string): string => new Date(Date.parse(day) - 24 * 3_600_000).toISOString().slice(0, 10);
