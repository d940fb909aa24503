import { signal } from '@preact/signals';
import { afterEach, expect, test, vi } from 'vitest';
import type { SessionModel } from '../../../client/signals/session.ts';
import { keepZone } from '../../../client/staff/shell/keep-zone.ts';
import { recallZone, ZONE_KEY } from '../../../client/staff/shell/recall-zone.ts';
import type { Pocket } from '../../../client/sync/pocket.ts';
import { hoursAndMinutes } from '../../../shared/text/hours.ts';
import { Stage } from '../../shared/stage.ts';

const JUNE = Date.parse('2026-06-11T17:15:00Z');
/** In the night after, clocks of Paris go back. */
const LAST_SUMMER_DAY = Date.parse('2026-10-24T17:15:00Z');

afterEach(() => vi.restoreAllMocks());

const pocketOf = (kept = new Map<string, string>()): Pocket => ({
  get: (key) => kept.get(key),
  set: (key, value) => void kept.set(key, value),
  remove: (key) => void kept.delete(key),
});

/** As much of a session as is looked at. */
function sessionAt(atMs: number): Pick<SessionModel, 'show'> {
  const open = { rows: signal(new Stage().rows), second: signal(atMs) };
  return { show: signal(open) as unknown as SessionModel['show'] };
}

test('OF111 a page that opens knows the hours of the last show without asking for the tables of zones', () => {
  const pocket = pocketOf();
  keepZone(sessionAt(JUNE), pocket)();
  const { zone } = JSON.parse(pocket.get(ZONE_KEY) ?? '{}') as { readonly zone: string };
  const asked = vi.spyOn(Intl, 'DateTimeFormat');
  recallZone(pocket);
  expect(hoursAndMinutes(JUNE, zone)).toEqual({ hours: 19, minutes: 15 });
  expect(asked).not.toHaveBeenCalled();
});

test('OF111 nothing is kept over a change of hour', () => {
  const pocket = pocketOf();
  keepZone(sessionAt(JUNE), pocket)();
  keepZone(sessionAt(LAST_SUMMER_DAY), pocket)();
  expect(pocket.get(ZONE_KEY)).toBeUndefined();
});

test.each(['', '{', 'null', '{"zone":7}', '{"zone":"Asia/Tokyo","offsetMs":"9","fromMs":0,"untilMs":9e15}'])(
  'OF111 what was spoilt is not believed: %s',
  (spoilt) => {
    recallZone(pocketOf(new Map([[ZONE_KEY, spoilt]])));
    expect(hoursAndMinutes(JUNE, 'Asia/Tokyo')).toEqual({ hours: 2, minutes: 15 });
  },
);
