import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ServerClock } from '../../../client/sync/clock.ts';
import { uuidMaker } from '../../../client/sync/uuid.ts';
import { uuidv7 } from '../../../shared/rows/base.ts';

/** A measure whose way out and way back take this long, of a server ahead by that much. */
const measure = (sentMs: number, { out, back, aheadMs }: { out: number; back: number; aheadMs: number }) => ({
  sentMs,
  serverMs: sentMs + out + aheadMs,
  receivedMs: sentMs + out + back,
});

test('SY80 the server’s clock is taken at the midpoint of the shortest of five round trips', () => {
  const clock = new ServerClock(() => 10_000);
  expect(clock.offsetMs).toBeNull();
  expect(clock.nowMs()).toBe(10_000);
  clock.measured(measure(0, { out: 900, back: 100, aheadMs: 5_000 }));
  expect(clock.offsetMs).toBe(5_400);
  clock.measured(measure(0, { out: 20, back: 20, aheadMs: 5_000 }));
  clock.measured(measure(0, { out: 700, back: 100, aheadMs: 5_000 }));
  expect(clock.offsetMs).toBe(5_000);
  expect(clock.nowMs()).toBe(15_000);
  // Four more, slower: the shortest is still among the five. One more, and it is not.
  for (let n = 0; n < 3; n += 1) clock.measured(measure(0, { out: 300, back: 100, aheadMs: 5_000 }));
  expect(clock.offsetMs).toBe(5_000);
  clock.measured(measure(0, { out: 300, back: 100, aheadMs: 5_000 }));
  expect(clock.offsetMs).toBe(5_100);
});

test('SY81 a measure that no delay explains says that a clock was set: the others are forgotten', () => {
  const clock = new ServerClock(() => 0);
  for (let n = 0; n < 5; n += 1) clock.measured(measure(0, { out: 50, back: 50, aheadMs: 0 }));
  clock.measured(measure(0, { out: 400, back: 400, aheadMs: 3_600_000 }));
  expect(clock.offsetMs).toBe(3_600_000);
});

test('SY82 the offset of an earlier run serves until it is measured anew', () => {
  const clock = new ServerClock(() => 1_000);
  clock.recall(-400);
  expect(clock.nowMs()).toBe(600);
  clock.measured(measure(0, { out: 10, back: 10, aheadMs: 70 }));
  expect(clock.nowMs()).toBe(1_070);
});

test('SY83 mutation ids are UUIDv7s that rise, even within a millisecond and when the clock falls', () => {
  let nowMs = 1_800_000_000_000;
  const next = uuidMaker(
    () => nowMs,
    (bytes) => crypto.getRandomValues(bytes),
  );
  const ids: string[] = [];
  for (let n = 0; n < 10_000; n += 1) {
    if (n % 1_000 === 500) nowMs += n % 3 === 0 ? -40 : 1;
    ids.push(next());
  }
  expect(ids.every((id) => v.is(uuidv7, id))).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
