import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowMap } from '../../shared/rows/rows.ts';
import type { SegmentRow } from '../../shared/rows/segment.ts';
import { runningOrder } from '../../shared/running-order.ts';
import { at, conduct, MINUTE, row, segment, showWith, top } from '../fixtures/conduct.ts';
import { anySegments } from '../fixtures/running-orders.ts';
import { sampleRows } from '../fixtures/sample-rows.ts';

interface Scenario {
  readonly name: string;
  readonly delaySec: Readonly<Record<string, number>>;
  readonly projected: Readonly<Record<string, string>>;
}
const oracle: { scenarios: Scenario[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/expected-times.json'), 'utf8'),
);

const delay = (rows: RowMap, id: string, delayMs: number): void => rows.put({ ...row(rows, id), delayMs });
const hours = (rows: RowMap, atMs: number, ids: readonly string[]): Record<string, string> => {
  const order = runningOrder(rows, atMs);
  return Object.fromEntries(ids.map((id) => [id, clockOf(order.expected(id))]));
};
const clockOf = (ms: number | undefined): string => (ms === undefined ? '–' : new Date(ms).toISOString().slice(11, 19));
/** Hours of the samples, which are in Paris in summer. */
const paris = (hour: number, minute: number, second = 0): number => at(hour - 2, minute, second);

for (const scenario of oracle.scenarios) {
  test(`TI2 projected times of the sample final, ${scenario.name}`, () => {
    const rows = sampleRows('mt180-final');
    for (const [id, seconds] of Object.entries(scenario.delaySec)) delay(rows, id, seconds * 1000);
    const order = runningOrder(rows, at(0));
    for (const [id, time] of Object.entries(scenario.projected)) {
      expect([id, clockOf(order.projected(id))]).toEqual([id, clockOf(Date.parse(time))]);
    }
    expect(Object.keys(scenario.projected)).toHaveLength(31);
  });
}

test('TI1 order is by rank, ties by id, whatever order rows arrive in', () => {
  fc.assert(
    fc.property(
      anySegments.chain((segments) =>
        fc.tuple(fc.constant(segments), fc.shuffledSubarray(segments, { minLength: segments.length })),
      ),
      fc.integer({ min: at(17), max: at(23) }),
      ([segments, shuffled], atMs) => {
        const one = runningOrder(new RowMap([...showWith().every(), ...segments]), atMs);
        const other = runningOrder(new RowMap([...showWith().every(), ...shuffled]), atMs);
        expect(one.segments().map(({ id }) => id)).toEqual(other.segments().map(({ id }) => id));
        for (const { id } of segments) {
          expect([one.projected(id), one.expected(id), one.isPassed(id)]).toEqual([
            other.projected(id),
            other.expected(id),
            other.isPassed(id),
          ]);
        }
      },
    ),
  );
  const rows = showWith(
    { id: 'b', rank: 1, plannedMs: at(10) },
    { id: 'a', rank: 1, plannedMs: at(10) },
    { id: 'z', rank: 0.5, plannedMs: at(10) },
  );
  const ids = runningOrder(rows, at(9))
    .inRoom('A')
    .map(({ id }) => id);
  expect(ids).toEqual(['z', 'a', 'b']);
});

test('TI3 a gap up to the changeover is kept, a longer one absorbs a delay, an overlap counts as none', () => {
  const rows = showWith(
    { id: 'a', plannedMs: at(10), delayMs: 10 * MINUTE },
    { id: 'kept', plannedMs: at(10, 6) },
    { id: 'absorbs', plannedMs: at(10, 17) },
    { id: 'overlaps', plannedMs: at(10, 20) },
  );
  expect(hours(rows, at(9), ['a', 'kept', 'absorbs', 'overlaps'])).toEqual({
    a: '10:10:00',
    kept: '10:16:00', // a ends 10:15, one minute between them as planned
    absorbs: '10:23:00', // kept ends 10:21, six minutes planned between them, two kept
    overlaps: '10:28:00', // absorbs ends 10:28
  });
});

test('TI4 a shared segment waits for each of its rooms and carries the delay into them; others keep theirs', () => {
  const rows = sampleRows('open-forum');
  delay(rows, 'b1', 60 * MINUTE);
  const order = runningOrder(rows, at(0));
  const day = Date.parse('2027-04-03T00:00:00+02:00');
  const time = (id: string) => ((order.projected(id) ?? 0) - day) / MINUTE;
  expect(time('a1')).toBe(10 * 60 + 45);
  expect(time('c1')).toBe(10 * 60 + 45);
  expect(time('b1')).toBe(11 * 60 + 45);
  // Room B is free at 13:00; ten minutes were planned between, two are kept, for everyone.
  expect(time('flash')).toBe(13 * 60 + 2);
  // 15 min, a gap of five of which two are kept, in the hall as well.
  expect(time('dejeuner')).toBe(13 * 60 + 19);
  expect(time('a2')).toBe(14 * 60 + 49);
  expect(time('accueil')).toBe(9 * 60);
});

test('TI5 what is beside holds no room: planned and its own delay, plus what the one before it moved by', () => {
  const rows = showWith(
    { id: 'a', plannedMs: at(10), delayMs: 4 * MINUTE },
    { id: 'vote', plannedMs: at(10, 3), beside: true, durationMs: 60 * MINUTE, delayMs: MINUTE },
    { id: 'b', plannedMs: at(10, 5) },
  );
  expect(hours(rows, at(9), ['vote', 'b'])).toEqual({ vote: '10:08:00', b: '10:09:00' });
  rows.put({ ...row(rows, 'a'), startMs: at(9, 58) });
  expect(runningOrder(rows, at(9, 59)).expected('vote')).toBe(at(10, 2));
  expect(runningOrder(rows, at(9, 59)).projected('b')).toBe(at(10, 5));
  expect(runningOrder(showWith({ id: 'vote', plannedMs: at(10), beside: true }), at(9)).projected('vote')).toBe(at(10));
});

test('TI6 what follows counts from a recorded start, its overrun, then its recorded end', () => {
  const rows = sampleRows('mt180-final');
  top(rows, 'c04', paris(19, 6, 30));
  const after = paris(19, 7);
  expect(runningOrder(rows, after).projected('c05')).toBe(paris(19, 11));
  conduct(rows, { name: 'segment.delay', args: { segment: 'c04', from: 0, to: MINUTE }, atMs: after });
  expect(runningOrder(rows, after).projected('c05')).toBe(paris(19, 12));
  expect(runningOrder(rows, after).projected('c16')).toBe(paris(20, 7, 30));
  conduct(rows, { name: 'segment.end', args: { segment: 'c04', pressedAtMs: paris(19, 8) }, atMs: paris(19, 8) });
  // It ended at 19 h 08, two minutes early: c05 waits for its own planned time.
  expect(runningOrder(rows, paris(19, 8)).projected('c05')).toBe(paris(19, 9, 30));
  expect(runningOrder(rows, paris(19, 8)).endOf('c04')).toBe(paris(19, 8));
});

test('TI7 what has not begun is expected now at the earliest, and what follows counts from there', () => {
  const rows = sampleRows('mt180-final');
  top(rows, 'c03', paris(18, 59, 30));
  const now = paris(19, 9);
  const order = runningOrder(rows, now);
  expect(order.projected('c04')).toBe(paris(19, 4));
  expect(order.expected('c04')).toBe(now);
  expect(order.expected('c05')).toBe(now + 4.5 * MINUTE);
  expect(order.expected('vote-ouvre')).toBe(paris(20, 8, 30) + 5 * MINUTE);
  expect(order.expected('c03')).toBe(paris(18, 59, 30));
  // The order is a function of its moment: earlier, nothing is late.
  expect(runningOrder(rows, paris(19, 0)).expected('c05')).toBe(paris(19, 8, 30));
});

test('TI7 expected is never before now nor before projected while a segment has not begun', () => {
  fc.assert(
    fc.property(anySegments, fc.integer({ min: at(17), max: at(23) }), (segments, atMs) => {
      const order = runningOrder(new RowMap([...showWith().every(), ...segments]), atMs);
      for (const { id } of order.segments()) {
        const expectedMs = order.expected(id) ?? Number.NaN;
        if (order.isBegun(id)) expect(expectedMs).toBe(order.projected(id));
        else {
          expect(expectedMs).toBeGreaterThanOrEqual(atMs);
          expect(expectedMs).toBeGreaterThanOrEqual(order.projected(id) ?? Number.NaN);
        }
        expect(order.endOf(id)).toBeGreaterThanOrEqual(
          Math.min(expectedMs, row(new RowMap(segments), id).endMs ?? expectedMs),
        );
      }
    }),
  );
});

test('TI8 cancelled segments are left out: what follows closes up, never before its planned time', () => {
  const rows = showWith(
    { id: 'a', plannedMs: at(10), delayMs: 20 * MINUTE },
    { id: 'b', plannedMs: at(10, 6), durationMs: 30 * MINUTE },
    { id: 'c', plannedMs: at(10, 37) },
  );
  expect(runningOrder(rows, at(9)).projected('c')).toBe(at(10, 57));
  conduct(rows, { name: 'segment.cancel', args: { segment: 'b', from: false, to: true }, atMs: at(9) });
  const order = runningOrder(rows, at(9));
  expect(order.projected('c')).toBe(at(10, 37));
  expect(order.projected('b')).toBeUndefined();
  expect(order.inRoom('A').map(({ id }) => id)).toEqual(['a', 'c']);
});

test('TI9 what should have come before a begun segment in its room and never began is passed', () => {
  const rows = sampleRows('mt180-final');
  top(rows, 'c01', paris(18, 50, 30));
  top(rows, 'c04', paris(19, 4));
  const order = runningOrder(rows, paris(19, 5));
  const passed = order.passedIn('scene').map(({ id }) => id);
  expect(passed).toEqual(['ouverture', 'accueil', 'regles', 'c02', 'c03']);
  expect(order.isPassed('c02')).toBe(true);
  expect(order.isPassed('c01')).toBe(false);
  // The hall is another room.
  expect(order.isPassed('portes')).toBe(false);
  expect(order.projected('c02')).toBeUndefined();
  expect(order.expected('c02')).toBeUndefined();
  expect(order.endOf('c02')).toBeUndefined();
  expect(order.inRoom('scene').map(({ id }) => id)).not.toContain('c02');
  expect(order.projected('c05')).toBe(paris(19, 8, 30));
});

test('TI9 a shared segment is passed when any of its rooms went on; what is beside overtakes nobody', () => {
  const rows = showWith(
    { id: 'vote', plannedMs: at(10, 4), rooms: ['B'], beside: true },
    { id: 'plenary', plannedMs: at(10), rooms: ['A', 'B'] },
    { id: 'signing', plannedMs: at(10, 2), rooms: ['A'], beside: true },
    { id: 'a', plannedMs: at(10, 10), rooms: ['A'] },
    { id: 'b', plannedMs: at(10, 10), rooms: ['B'] },
  );
  top(rows, 'signing', at(10, 2));
  expect(runningOrder(rows, at(10, 2)).isPassed('plenary')).toBe(false);
  top(rows, 'a', at(10, 10));
  const order = runningOrder(rows, at(10, 10));
  expect(order.isPassed('plenary')).toBe(true);
  expect(order.isPassed('vote')).toBe(false);
  expect(order.passedIn('B').map(({ id }) => id)).toEqual(['plenary']);
  expect(order.projected('b')).toBe(at(10, 10));
});

test('TI10 by the clock a segment begins at its projected time and ends by its length', () => {
  const rows = showWith(
    { id: 'k1', plannedMs: at(10), rooms: ['K'], delayMs: MINUTE },
    { id: 'k2', plannedMs: at(10, 6), rooms: ['K'] },
    { id: 'shared', plannedMs: at(10, 12), rooms: ['K', 'A'] },
  );
  const order = (atMs: number) => runningOrder(rows, atMs);
  expect(order(at(10, 0, 59)).isBegun('k1')).toBe(false);
  expect(order(at(10, 1)).isBegun('k1')).toBe(true);
  expect(order(at(10, 5, 59)).nowIn('K')?.id).toBe('k1');
  expect(order(at(10, 6)).isEnded('k1')).toBe(true);
  expect(order(at(10, 6)).nowIn('K')).toBeUndefined();
  expect(order(at(10, 7)).nowIn('K')?.id).toBe('k2');
  expect(order(at(10, 7)).nextIn('K')?.id).toBe('shared');
  // Someone conducts room A, so the shared one waits for a Top, and is asked about.
  expect(order(at(10, 20)).isBegun('shared')).toBe(false);
  expect(order(at(10, 20)).asks('K')?.id).toBe('shared');
});

test('TI10 what began by the clock is not passed by a Top after it, what would have begun later is', () => {
  const rows = showWith(
    { id: 'k1', plannedMs: at(10), rooms: ['K'] },
    { id: 'k2', plannedMs: at(10, 30), rooms: ['K'] },
    { id: 'shared', plannedMs: at(10, 40), rooms: ['K', 'A'] },
  );
  top(rows, 'shared', at(10, 20));
  const order = runningOrder(rows, at(10, 35));
  expect(order.isPassed('k1')).toBe(false);
  expect(order.isEnded('k1')).toBe(true);
  expect(order.isPassed('k2')).toBe(true);
  expect(order.isBegun('k2')).toBe(false);
});

test('TI11 an exact segment ends by its length and overrun; any other runs on until someone presses', () => {
  const rows = showWith(
    { id: 'talk', plannedMs: at(10), exact: true },
    { id: 'free', plannedMs: at(10), rooms: ['B'] },
  );
  top(rows, 'talk', at(10));
  top(rows, 'free', at(10));
  expect(runningOrder(rows, at(10, 4, 59)).isEnded('talk')).toBe(false);
  expect(runningOrder(rows, at(10, 5)).isEnded('talk')).toBe(true);
  expect(runningOrder(rows, at(10, 30)).isEnded('free')).toBe(false);
  expect(runningOrder(rows, at(10, 30)).nowIn('B')?.id).toBe('free');
  rows.put({ ...row(rows, 'talk'), overrunMs: MINUTE });
  expect(runningOrder(rows, at(10, 5)).isEnded('talk')).toBe(false);
  rows.put({ ...row(rows, 'talk'), overrunMs: -60 * MINUTE });
  expect(runningOrder(rows, at(10, 5)).endOf('talk')).toBe(at(10));
});

test('TI12 now is what holds the room, next and then what comes; a vote runs beside', () => {
  const rows = sampleRows('mt180-final');
  top(rows, 'c16', paris(20, 4));
  top(rows, 'vote-ouvre', paris(20, 8, 30));
  let order = runningOrder(rows, paris(20, 9));
  expect(order.nowIn('scene')).toBeUndefined(); // c16 was exact, and is over
  expect(order.besideIn('scene').map(({ id }) => id)).toEqual(['vote-ouvre']);
  expect([order.nextIn('scene')?.id, order.nextIn('scene', 2)?.id]).toEqual(['deliberation', 'vote-ferme']);
  top(rows, 'deliberation', paris(20, 10));
  order = runningOrder(rows, paris(20, 10));
  expect(order.nowIn('scene')?.id).toBe('deliberation');
  expect(order.besideIn('scene').map(({ id }) => id)).toEqual(['vote-ouvre']);
  expect(order.nextIn('scene')?.id).toBe('vote-ferme');
  expect(order.nextIn('scene', 99)).toBeUndefined();
  expect(order.nowIn('nowhere')).toBeUndefined();
  expect(order.inRoom('nowhere')).toEqual([]);
});

test('TI13 two minutes past its projected start a segment is asked about, until it begins or the show ends', () => {
  const rows = sampleRows('mt180-final');
  top(rows, 'c03', paris(18, 59, 30));
  expect(runningOrder(rows, paris(19, 5, 59)).asks('scene')).toBeUndefined();
  expect(runningOrder(rows, paris(19, 6)).asks('scene')?.id).toBe('c04');
  // An announced delay puts the question off; a Top answers it.
  delay(rows, 'c04', 5 * MINUTE);
  expect(runningOrder(rows, paris(19, 6)).asks('scene')).toBeUndefined();
  expect(runningOrder(rows, paris(19, 11)).asks('scene')?.id).toBe('c04');
  top(rows, 'c04', paris(19, 11));
  expect(runningOrder(rows, paris(19, 11)).asks('scene')).toBeUndefined();
  const show = [...rows.all('show')][0];
  if (show) rows.put({ ...show, endedMs: paris(21, 30) });
  expect(runningOrder(rows, paris(23, 0)).asks('scene')).toBeUndefined();
});

test('TI14 any rows have one answer: every segment in order has its times, every other is cancelled or passed', () => {
  fc.assert(
    fc.property(anySegments, fc.integer({ min: at(17), max: at(23) }), (segments, atMs) => {
      const order = runningOrder(new RowMap([...showWith().every(), ...segments]), atMs);
      for (const { id, cancelled } of segments) {
        const isIn = order.segments().some((one) => one.id === id);
        expect(isIn).toBe(!cancelled && !order.isPassed(id));
        expect(Number.isFinite(order.projected(id))).toBe(isIn);
        expect(Number.isFinite(order.expected(id))).toBe(isIn);
        expect(Number.isFinite(order.endOf(id))).toBe(isIn);
        if (!isIn) expect([order.isBegun(id), order.isEnded(id)]).toEqual([false, false]);
      }
    }),
  );
});

test('TI14 projected and expected are the formulas of the design, read word for word', () => {
  fc.assert(
    fc.property(anySegments, fc.integer({ min: at(17), max: at(23) }), (all, atMs) => {
      const segments = all.filter(({ rooms }) => !rooms.includes('K'));
      const order = runningOrder(new RowMap([...showWith().every(), ...segments]), atMs);
      const plain = wordForWord(order.segments(), atMs);
      for (const { id } of order.segments()) {
        expect([id, order.projected(id), order.expected(id)]).toEqual([id, plain.projected(id), plain.expected(id)]);
      }
    }),
  );
});

test('TI15 the order follows the rows, changed in place', () => {
  const rows = showWith({ id: 'a', plannedMs: at(10) }, { id: 'b', plannedMs: at(10, 5) });
  const before = runningOrder(rows, at(9));
  expect(runningOrder(rows, at(9))).toBe(before);
  delay(rows, 'a', MINUTE);
  expect(runningOrder(rows, at(9)).projected('b')).toBe(at(10, 6));
  rows.put(segment({ id: 'c', rank: 9, plannedMs: at(10, 10) }));
  expect(runningOrder(rows, at(9)).nextIn('A', 3)?.id).toBe('c');
  const show = [...rows.all('show')][0];
  if (show) rows.put({ ...show, changeoverMs: 0 });
  rows.put({ ...row(rows, 'c'), plannedMs: at(10, 11) });
  expect(runningOrder(rows, at(9)).projected('c')).toBe(at(10, 11));
  // What was asked before stays the answer of its moment.
  expect(before.projected('b')).toBe(at(10, 5));
  expect(before.segments()).toHaveLength(2);
});

/** DESIGN 6, as it is written: recursive, and in no hurry. */
function wordForWord(segments: readonly SegmentRow[], nowMs: number) {
  const before = (s: SegmentRow, room: string): SegmentRow | undefined =>
    segments
      .slice(
        0,
        segments.findIndex(({ id }) => id === s.id),
      )
      .findLast((one) => !one.beside && one.rooms.includes(room));
  const startFrom = (s: SegmentRow, startOf: (p: SegmentRow) => number): number => {
    const preceding = s.rooms.flatMap((room) => before(s, room) ?? []);
    if (s.beside) {
      const moves = preceding.map((p) => startOf(p) - p.plannedMs);
      return s.plannedMs + s.delayMs + (moves.length > 0 ? Math.max(...moves) : 0);
    }
    const ends = preceding.map((p) => {
      const end = p.endMs ?? Math.max(startOf(p), startOf(p) + p.durationMs + p.overrunMs);
      const gap = s.plannedMs - (p.plannedMs + p.durationMs);
      return end + Math.min(Math.max(gap, 0), 2 * MINUTE) + s.delayMs;
    });
    return Math.max(s.plannedMs + s.delayMs, ...ends);
  };
  const projectedOf = (s: SegmentRow): number => s.startMs ?? startFrom(s, projectedOf);
  const expectedOf = (s: SegmentRow): number => s.startMs ?? Math.max(nowMs, startFrom(s, expectedOf));
  const find = (id: string) => segments.find((one) => one.id === id) as SegmentRow;
  return { projected: (id: string) => projectedOf(find(id)), expected: (id: string) => expectedOf(find(id)) };
}
