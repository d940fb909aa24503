import { describe, expect, test } from 'vitest';
import { clock, hour, hoursAndMinutes, isZone, knowSteady } from '../../../shared/text/hours.ts';
import { localTimeOf, steadyAround } from '../../../shared/zone.ts';

const at = (iso: string) => Date.parse(iso);

describe('hours', () => {
  test('TX10 an hour is told in the zone and language asked for, seconds left out', () => {
    expect(hour(at('2027-06-10T18:30:59+02:00'), 'Europe/Paris', 'fr')).toBe('18\u00A0h\u00A030');
    expect(hour(at('2027-06-10T18:00:00+02:00'), 'Europe/Paris', 'fr')).toBe('18\u00A0h');
    expect(hour(at('2027-06-10T09:05:00+02:00'), 'Europe/Paris', 'fr-FR')).toBe('9\u00A0h\u00A005');
    expect(hour(at('2027-06-10T00:15:00+02:00'), 'Europe/Paris', 'fr')).toBe('0\u00A0h\u00A015');
    expect(hour(at('2027-06-10T18:30:00+02:00'), 'Indian/Reunion', 'fr')).toBe('20\u00A0h\u00A030');
    expect(hour(at('2027-06-10T09:05:00+02:00'), 'Europe/Paris', 'en')).toBe('09:05');
  });

  test('TX10 a zone that does not exist is not taken for one', () => {
    expect(isZone('Europe/Paris')).toBe(true);
    expect(isZone('Europe/Lutece')).toBe(false);
    expect(isZone('')).toBe(false);
  });

  test.each(['Europe/Paris', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'])(
    'OF110 known to be steady for two days, the clocks of %s read the same',
    (zone) => {
      let changes = 0;
      for (let atMs = at('2027-01-01T00:00:00Z'); atMs < at('2028-01-01T00:00:00Z'); atMs += 11 * 3_600_000) {
        const steady = steadyAround(atMs, zone);
        if (!steady) {
          changes += 1;
          continue;
        }
        knowSteady(steady);
        for (const eachMs of [steady.fromMs, steady.fromMs - 1, atMs, steady.untilMs, steady.untilMs + 1]) {
          const { hour: hours, minute: minutes } = localTimeOf(eachMs, zone);
          expect(hoursAndMinutes(eachMs, zone)).toEqual({ hours, minutes });
        }
      }
      expect(changes > 0).toBe(zone !== 'Asia/Kathmandu');
    },
  );

  test('TX11 a countdown shows a begun second whole and counts up past zero', () => {
    expect([180_000, 179_999, 60_000, 7_400, 1, 0, -1, -12_500, 3_725_000].map(clock)).toEqual([
      ...['3:00', '3:00', '1:00', '0:08', '0:01', '0:00', '0:00', '+0:12', '1:02:05'],
    ]);
  });
});
