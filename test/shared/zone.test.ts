import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantsOf, isSameDay, localTimeOf, offsetMsAt } from '../../shared/zone.ts';

const ZONES = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo', 'Indian/Reunion'] as const;
const HOUR = 3_600_000;

test('TI50 an instant is shown by the clocks of its zone, on both sides of a change', () => {
  const paris = (iso: string) => localTimeOf(Date.parse(iso), 'Europe/Paris');
  expect(paris('2027-03-28T00:59:59Z')).toEqual({ year: 2027, month: 3, day: 28, hour: 1, minute: 59, second: 59 });
  expect(paris('2027-03-28T01:00:00Z')).toMatchObject({ day: 28, hour: 3, minute: 0, second: 0 });
  expect(paris('2027-12-31T23:00:00Z')).toEqual({ year: 2028, month: 1, day: 1, hour: 0, minute: 0, second: 0 });
  expect(offsetMsAt(Date.parse('2027-01-01T00:00:00Z'), 'Europe/Paris')).toBe(HOUR);
  expect(offsetMsAt(Date.parse('2027-07-01T00:00:00Z'), 'Europe/Paris')).toBe(2 * HOUR);
  expect(offsetMsAt(Date.parse('2027-07-01T00:00:00Z'), 'America/New_York')).toBe(-4 * HOUR);
  // Half an hour of summer time, and it is summer in January.
  expect(offsetMsAt(Date.parse('2027-01-01T00:00:00Z'), 'Australia/Lord_Howe')).toBe(11 * HOUR);
  expect(offsetMsAt(Date.parse('2027-07-01T00:00:00Z'), 'Australia/Lord_Howe')).toBe(10.5 * HOUR);
});

test('TI50 every instant is found again from what its clocks show', () => {
  const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instant, (zone, atMs) => {
      const wholeMs = Math.floor(atMs / 1000) * 1000;
      const { at } = instantsOf(localTimeOf(wholeMs, zone), zone);
      expect(at).toContain(wholeMs);
      expect(at).toEqual([...new Set(at)].sort((a, b) => a - b));
      for (const one of at) expect(localTimeOf(one, zone)).toEqual(localTimeOf(wholeMs, zone));
    }),
    { numRuns: 300 },
  );
});

test('TI50 an hour jumped over has no instant, one gone back over has two, in half-hour zones as well', () => {
  const at = (zone: string, month: number, day: number, hour: number, minute: number) =>
    instantsOf({ year: 2027, month, day, hour, minute, second: 0 }, zone).at.map((ms) => new Date(ms).toISOString());
  expect(at('Europe/Paris', 3, 28, 2, 30)).toEqual([]);
  expect(at('Europe/Paris', 10, 31, 2, 30)).toEqual(['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']);
  expect(at('America/New_York', 3, 14, 2, 0)).toEqual([]);
  expect(at('America/New_York', 11, 7, 1, 0)).toEqual(['2027-11-07T05:00:00.000Z', '2027-11-07T06:00:00.000Z']);
  expect(at('Australia/Lord_Howe', 10, 3, 2, 15)).toEqual([]);
  expect(at('Australia/Lord_Howe', 10, 3, 2, 30)).toHaveLength(1);
  expect(at('Australia/Lord_Howe', 4, 4, 1, 45)).toEqual(['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z']);
  expect(at('Asia/Tokyo', 3, 28, 2, 30)).toEqual(['2027-03-27T17:30:00.000Z']);
  // A day that an island never had.
  expect(instantsOf({ year: 2011, month: 12, day: 30, hour: 12, minute: 0, second: 0 }, 'Pacific/Apia').at).toEqual([]);
});

test('TI50 a day is the zone’s', () => {
  const late = Date.parse('2027-06-10T21:59:00Z');
  expect(isSameDay(late, late + 60_000, 'Europe/Paris')).toBe(false);
  expect(isSameDay(late, late + 60_000, 'America/New_York')).toBe(true);
});
