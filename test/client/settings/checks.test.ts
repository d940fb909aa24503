import { expect, test } from 'vitest';
import {
  type Around,
  CHECK_TIMES,
  CLOCK_WITHIN_MS,
  SEEN_CHECKS,
  type SeenCheck,
  seenOfCheck,
  TICKED_CHECKS,
} from '../../../client/staff/settings/checks.ts';
import { firstTime } from '../../../client/staff/settings/first-time.ts';
import { leftoversOf } from '../../../client/staff/settings/leftovers.ts';
import { en } from '../../../client/staff/settings/words.en.ts';
import { fr } from '../../../client/staff/settings/words.fr.ts';
import { RowMap, showOf } from '../../../shared/rows/rows.ts';
import { at, evening } from '../../fixtures/evening.ts';

const around = (more: Partial<Around> = {}): Around => ({
  rows: evening(),
  atMs: at('20:30'),
  isOnline: true,
  offsetMs: 120,
  unsent: 0,
  persisted: true,
  screens: 1,
  rehearsed: true,
  here: [],
  ...more,
});
const state = (check: SeenCheck, more?: Partial<Around>) => seenOfCheck(check, around(more)).state;

test('SR40 what cannot be seen without a network or a measure is unknown, neither done nor missing', () => {
  expect(state('wall')).toBe('yes');
  expect(state('wall', { screens: 0 })).toBe('no');
  expect(state('wall', { screens: undefined })).toBe('unknown');
  expect(state('wall', { isOnline: false })).toBe('unknown');
  expect(state('clock', { offsetMs: undefined })).toBe('unknown');
  expect(state('storage', { persisted: undefined })).toBe('unknown');
  expect(state('approvers-here', { isOnline: false })).toBe('unknown');
});

test('NI61 a phone’s clock is right when it is a second from the server’s at most, either way', () => {
  expect(state('clock', { offsetMs: -CLOCK_WITHIN_MS })).toBe('yes');
  expect(state('clock', { offsetMs: CLOCK_WITHIN_MS + 1 })).toBe('no');
  expect(state('clock', { offsetMs: -CLOCK_WITHIN_MS - 1 })).toBe('no');
});

test('SR41 what is missing is counted', () => {
  expect(seenOfCheck('all-received', around({ unsent: 3 }))).toEqual({ state: 'no', count: 3 });
  expect(seenOfCheck('all-settled', around())).toEqual({ state: 'no', count: 2 });
  expect(state('all-received')).toBe('yes');
});

test('SR42 two people may approve when two unrevoked staff have the hat, and are here when their phones are', () => {
  expect(state('two-approvers')).toBe('no');
  const rows = evening();
  const naima = rows.get('staff', 'naima');
  if (!naima) throw new Error('no staff');
  rows.put({ ...naima, id: 'isidore' });
  expect(state('two-approvers', { rows })).toBe('yes');
  expect(state('approvers-here', { rows, here: ['naima', 'naima'] })).toBe('no');
  expect(state('approvers-here', { rows, here: ['naima', 'isidore'] })).toBe('yes');
  rows.put({ ...naima, id: 'isidore', revoked: true });
  expect(state('two-approvers', { rows })).toBe('no');
});

test('SR43 an empty show has everything of its running order left to do, and says nothing of talks it has not', () => {
  const show = showOf(evening());
  if (!show) throw new Error('no show');
  const rows = new RowMap([{ ...show, safeWords: ' ' }]);
  expect(
    (['running-order', 'channels', 'safe-words', 'ended'] as const).map((check) => state(check, { rows })),
  ).toEqual(Array(4).fill('no'));
  expect(state('posts-for-talks', { rows })).toBe('yes');
});

test('SR44 every point of every list has its words in both languages', () => {
  for (const time of CHECK_TIMES) {
    for (const check of SEEN_CHECKS[time])
      expect([fr.checks.auto[check], en.checks.auto[check]]).not.toContain(undefined);
    for (const check of TICKED_CHECKS[time])
      expect([fr.checks.manual[check], en.checks.manual[check]]).not.toContain(undefined);
  }
});

test('SR45 the list that opens is the one of the moment', () => {
  const rows = evening();
  const first = Math.min(...[...rows.all('segment')].map(({ plannedMs }) => plannedMs));
  const hour = 3_600_000;
  expect([72, 24, 1, -0.1].map((hours) => firstTime(rows, first - hours * hour))).toEqual([
    'week',
    'eve',
    'hour',
    'hour',
  ]);
  expect(firstTime(rows, first + 24 * hour)).toBe('end');
});

test('SR46 what is left at the end is what neither fired nor was withdrawn, and what nobody knows of', () => {
  const { posts, unsettled } = leftoversOf(evening());
  expect(posts.map(({ id }) => id)).toEqual(['brouillon']);
  expect(unsettled.map(({ id }) => id)).toEqual(['c02-intro:masto', 'c02-photo:masto']);
});
