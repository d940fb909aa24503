import { expect, test } from 'vitest';
import { dayOf, readClock } from '../../../client/staff/compose/clock-text.ts';
import { cueOn, edgeOf } from '../../../client/staff/compose/segment-cue.ts';

test('CO30 a day and an hour are read in the show’s zone', () => {
  expect(readClock('2027-06-10', '19 h 15', 'Europe/Paris')).toEqual({ ok: true, atMs: Date.UTC(2027, 5, 10, 17, 15) });
  expect(readClock('2027-06-10', '0h', 'Pacific/Auckland')).toEqual({ ok: true, atMs: Date.UTC(2027, 5, 9, 12) });
  expect(dayOf(Date.UTC(2027, 5, 9, 12), 'Pacific/Auckland')).toBe('2027-06-10');
});

test('CO30 an hour that comes twice, or never, is a question with its answers', () => {
  expect(readClock('2027-10-31', '2 h 30', 'Europe/Paris')).toMatchObject({ ok: false, code: 'twice' });
  expect(readClock('2027-03-28', '2 h 30', 'Europe/Paris')).toMatchObject({ ok: false, code: 'no-such-hour' });
  expect(readClock('2027-03-28', 'bientôt', 'Europe/Paris')).toMatchObject({ ok: false, code: 'unreadable' });
  expect(readClock('', '19h', 'Europe/Paris')).toMatchObject({ ok: false, code: 'unreadable' });
});

test('CO31 a cue on a segment is said by an edge and a time from it, and comes back the same', () => {
  for (const edge of ['before-start', 'after-start', 'after-end'] as const) {
    const said = { segment: 'c01', edge, seconds: 90 };
    expect(edgeOf(cueOn(said))).toEqual(said);
  }
  expect(cueOn({ segment: 'c01', edge: 'before-start', seconds: 0 })).toEqual({
    kind: 'segment',
    segment: 'c01',
    edge: 'start',
    offsetMs: 0,
  });
  expect(edgeOf({ kind: 'hand' })).toBeUndefined();
});
