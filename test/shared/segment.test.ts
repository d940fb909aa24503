import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowMs } from '../../shared/apply/apply.ts';
import { firedSince } from '../../shared/move-preview.ts';
import { rerankAfter } from '../../shared/rank.ts';
import type { PostRow } from '../../shared/rows/post.ts';
import { RowMap } from '../../shared/rows/rows.ts';
import type { SegmentRow } from '../../shared/rows/segment.ts';
import { runningOrder } from '../../shared/running-order.ts';
import { byRank } from '../../shared/running-plan.ts';
import { type Act, at, conduct, MINUTE, row, showWith, top } from '../fixtures/conduct.ts';

const order = (rows: RowMap, atMs: number, room = 'A'): string[] =>
  runningOrder(rows, atMs)
    .inRoom(room)
    .map(({ id }) => id);
const code = (rows: RowMap, act: Act): string => {
  const ruling = conduct(rows, act);
  return ruling.ok ? `wrote ${ruling.rows.length}` : ruling.refusal.code;
};
const times = (rows: RowMap, id: string) => {
  const { startMs, endMs, startedBy, endedBy } = row(rows, id);
  return { startMs, endMs, startedBy, endedBy };
};
const NEVER = { startMs: undefined, endMs: undefined, startedBy: undefined, endedBy: undefined };

const three = () =>
  showWith({ id: 'a', plannedMs: at(10) }, { id: 'b', plannedMs: at(10, 5) }, { id: 'c', plannedMs: at(10, 10) });

test('TI20 a Top starts a segment at the earlier of when it was pressed and when it arrived', () => {
  const rows = three();
  top(rows, 'a', at(10, 1), at(10, 3));
  expect(times(rows, 'a')).toEqual({ ...NEVER, startMs: at(10, 1), startedBy: 'top-a' });
  top(rows, 'b', at(10, 9), at(10, 6));
  expect(row(rows, 'b').startMs).toBe(at(10, 6));
});

test('TI21 a Top ends what had begun before in its rooms, and nothing else', () => {
  const rows = showWith(
    { id: 'talk', plannedMs: at(10) },
    { id: 'exact', plannedMs: at(10), exact: true, rooms: ['B'] },
    { id: 'elsewhere', plannedMs: at(10), rooms: ['C'] },
    { id: 'vote', plannedMs: at(10), beside: true },
    { id: 'ended', plannedMs: at(9) },
    { id: 'plenary', plannedMs: at(10, 10), rooms: ['A', 'B'] },
  );
  for (const id of ['talk', 'exact', 'elsewhere', 'vote']) top(rows, id, at(10));
  conduct(rows, { name: 'segment.end', args: { segment: 'talk', pressedAtMs: at(10, 4) }, atMs: at(10, 4) });
  top(rows, 'plenary', at(10, 10));
  expect(row(rows, 'talk').endMs).toBe(at(10, 4));
  expect(row(rows, 'exact').endMs).toBeUndefined(); // over by its own length since 10:05
  expect(row(rows, 'elsewhere').endMs).toBeUndefined();
  expect(row(rows, 'vote').endMs).toBeUndefined();
  const sooner = showWith({ id: 'exact', plannedMs: at(10), exact: true }, { id: 'next', plannedMs: at(10, 5) });
  top(sooner, 'exact', at(10));
  top(sooner, 'next', at(10, 4));
  expect(times(sooner, 'exact')).toMatchObject({ endMs: at(10, 4), endedBy: 'top-next' });
});

test('TI21 a Top in one room of a shared segment ends it; the Top of what is beside ends nothing', () => {
  const rows = showWith(
    { id: 'plenary', plannedMs: at(10), rooms: ['A', 'B'] },
    { id: 'vote', plannedMs: at(10, 2), beside: true },
    { id: 'a', plannedMs: at(10, 5) },
  );
  top(rows, 'plenary', at(10));
  top(rows, 'vote', at(10, 2));
  expect(row(rows, 'plenary').endMs).toBeUndefined();
  top(rows, 'a', at(10, 6));
  expect(times(rows, 'plenary')).toMatchObject({ endMs: at(10, 6), endedBy: 'top-a' });
  expect(runningOrder(rows, at(10, 6)).nowIn('B')).toBeUndefined();
});

test('TI21 a Top ends what runs by the clock, without writing a start for it', () => {
  const rows = showWith(
    { id: 'doors', plannedMs: at(10), rooms: ['K'], durationMs: 30 * MINUTE },
    { id: 'plenary', plannedMs: at(10, 30), rooms: ['A', 'K'] },
  );
  top(rows, 'plenary', at(10, 20));
  expect(times(rows, 'doors')).toEqual({ ...NEVER, endMs: at(10, 20), endedBy: 'top-plenary' });
  expect(runningOrder(rows, at(10, 25)).isEnded('doors')).toBe(true);
  expect(runningOrder(rows, at(10, 25)).projected('doors')).toBe(at(10));
  // It is over: a Top on it is too late, and no later change of plan makes it start after its end.
  expect(
    code(rows, { name: 'segment.top', args: { segment: 'doors', pressedAtMs: at(10, 26) }, atMs: at(10, 26) }),
  ).toBe('wrote 0');
  rows.put({ ...row(rows, 'doors'), plannedMs: at(10, 40) });
  expect(runningOrder(rows, at(10, 25)).projected('doors')).toBe(at(10, 20));
});

test('TI22 a second Top is applied and writes nothing, even after the end', () => {
  const rows = three();
  top(rows, 'a', at(10));
  const again = { name: 'segment.top', args: { segment: 'a', pressedAtMs: at(9, 59) }, atMs: at(10, 1), id: 'other' };
  expect(code(rows, again)).toBe('wrote 0');
  expect(times(rows, 'a')).toMatchObject({ startMs: at(10), startedBy: 'top-a' });
  top(rows, 'b', at(10, 5));
  expect(code(rows, { ...again, atMs: at(10, 6) })).toBe('wrote 0');
  expect(row(rows, 'b').endMs).toBeUndefined();
});

test('TI22 a cancelled segment cannot begin', () => {
  const rows = three();
  conduct(rows, { name: 'segment.cancel', args: { segment: 'a', from: false, to: true }, atMs: at(9) });
  expect(code(rows, { name: 'segment.top', args: { segment: 'a', pressedAtMs: at(10) }, atMs: at(10) })).toBe(
    'wrong-state',
  );
  expect(code(rows, { name: 'segment.top', args: { segment: 'nowhere', pressedAtMs: at(10) }, atMs: at(10) })).toBe(
    'unknown-row',
  );
});

test('TI23 a Top that arrives late leaves later starts standing: the first of them is its end, and it ends what ran', () => {
  const rows = three();
  top(rows, 'a', at(10));
  top(rows, 'c', at(10, 12)); // b's Top is still on a phone with no network
  expect(row(rows, 'a').endMs).toBe(at(10, 12));
  expect(runningOrder(rows, at(10, 12)).isPassed('b')).toBe(true);
  top(rows, 'b', at(10, 6), at(10, 20));
  expect(times(rows, 'a')).toMatchObject({ endMs: at(10, 6), endedBy: 'top-b' });
  expect(times(rows, 'b')).toEqual({ startMs: at(10, 6), startedBy: 'top-b', endMs: at(10, 12), endedBy: 'top-c' });
  expect(times(rows, 'c')).toMatchObject({ startMs: at(10, 12), endMs: undefined });
  expect(order(rows, at(10, 20))).toEqual(['a', 'b', 'c']); // in its place: it had not been passed when pressed
  expect(runningOrder(rows, at(10, 20)).nowIn('A')?.id).toBe('c');
});

test('TI23 a late Top leaves an exact segment its own end where that comes before the next start', () => {
  const rows = showWith({ id: 'a', plannedMs: at(10), exact: true }, { id: 'b', plannedMs: at(10, 10) });
  top(rows, 'b', at(10, 9));
  top(rows, 'a', at(10), at(10, 20));
  expect(row(rows, 'a').endMs).toBeUndefined();
  expect(runningOrder(rows, at(10, 20)).sureEnd('a')).toBe(at(10, 5));
});

test('TI23 what began after a late Top is ranked behind it, and so is what began after that', () => {
  const rows = showWith(
    { id: 'a', plannedMs: at(10) },
    { id: 'b', plannedMs: at(10, 5), rooms: ['A', 'B'] },
    { id: 'd', plannedMs: at(10, 10), rooms: ['B'] },
  );
  top(rows, 'b', at(10, 1));
  top(rows, 'a', at(10, 2));
  top(rows, 'd', at(10), at(10, 3));
  expect([order(rows, at(10, 3)), order(rows, at(10, 3), 'B')]).toEqual([
    ['b', 'a'],
    ['d', 'b'],
  ]);
  expect(runningOrder(rows, at(10, 3)).nowIn('A')?.id).toBe('a');
  expect(times(rows, 'd')).toMatchObject({ endMs: at(10, 1), endedBy: 'top-b' });
});

test('TI24 a Top on what had been passed re-ranks it to here', () => {
  const rows = showWith(...['a', 'b', 'c', 'd'].map((id, n) => ({ id, plannedMs: at(10, 5 * n) })), {
    id: 'other',
    plannedMs: at(10),
    rooms: ['B'],
  });
  top(rows, 'a', at(10));
  top(rows, 'c', at(10, 5));
  top(rows, 'b', at(10, 11));
  expect(order(rows, at(10, 11))).toEqual(['a', 'c', 'b', 'd']);
  expect(runningOrder(rows, at(10, 11)).nowIn('A')?.id).toBe('b');
  // b was planned until 10:10 and d from 10:15: two minutes of that gap are kept.
  expect(runningOrder(rows, at(10, 11)).projected('d')).toBe(at(10, 18));
  expect(row(rows, 'c')).toMatchObject({ endMs: at(10, 11), rank: 2 });
});

test('TI24 "they come later" ranks what was passed behind what passed it, in its order', () => {
  const rows = showWith(...['a', 'b', 'c', 'd', 'e'].map((id, n) => ({ id, plannedMs: at(10, 5 * n) })));
  top(rows, 'd', at(10));
  const passed = runningOrder(rows, at(10)).passedIn('A');
  expect(passed.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  const reranks = rerankAfter(
    rows.all('segment'),
    passed.map(({ id }) => id),
    'd',
  );
  expect(reranks.map(({ segment }) => segment)).toEqual(['a', 'b', 'c']); // and no other is written
  for (const { segment, from, to } of reranks) {
    const args = { segment, change: { rank: { from, to } } };
    expect(code(rows, { name: 'segment.edit', args, atMs: at(10, 1) })).toBe('wrote 1');
  }
  expect(order(rows, at(10, 1))).toEqual(['d', 'a', 'b', 'c', 'e']);
  expect(runningOrder(rows, at(10, 1)).passedIn('A')).toEqual([]);
});

test('TI24 re-ranking keeps the order of all others, with equal and exhausted ranks too', () => {
  const ranks = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(1, 1 + Number.EPSILON, 1e16)), {
    minLength: 2,
    maxLength: 8,
  });
  fc.assert(
    fc.property(ranks, fc.array(fc.nat({ max: 7 })), fc.nat({ max: 7 }), (list, picks, target) => {
      const rows = showWith(...list.map((rank, n) => ({ id: `s${n}`, rank, plannedMs: at(10) })));
      const all = [...rows.all('segment')].sort(byRank).map(({ id }) => id);
      const after = all[target % all.length] as string;
      const moved = all.filter((id) => id !== after && picks.includes(Number(id.slice(1))));
      const staying = all.filter((id) => !moved.includes(id));
      for (const { segment, from, to } of rerankAfter(rows.all('segment'), moved, after)) {
        expect(row(rows, segment).rank).toBe(from);
        rows.put({ ...row(rows, segment), rank: to });
      }
      const place = staying.indexOf(after) + 1;
      expect([...rows.all('segment')].sort(byRank).map(({ id }) => id)).toEqual([
        ...staying.slice(0, place),
        ...moved,
        ...staying.slice(place),
      ]);
    }),
  );
});

test('TI25 Tops arriving late in any order leave the same starts, ends and order as in time', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const sketch = (id: string, n: number) => ({
    id,
    plannedMs: at(10, 5 * n),
    rooms: n % 2 === 0 ? ['A'] : ['A', 'B'],
  });
  fc.assert(
    fc.property(fc.shuffledSubarray(ids), fc.nat(), (pressed, seed) => {
      const inTime = showWith(...ids.map(sketch));
      const late = showWith(...ids.map(sketch));
      pressed.forEach((id, n) => {
        top(inTime, id, at(10, n));
      });
      const arrival = pressed.toSorted((x, y) => hash(x, seed) - hash(y, seed));
      for (const id of arrival) top(late, id, at(10, pressed.indexOf(id)), at(11));
      for (const id of ids) expect([id, times(late, id)]).toEqual([id, times(inTime, id)]);
      expect(order(late, at(12))).toEqual(order(inTime, at(12)));
    }),
  );
});
const hash = (id: string, seed: number): number => Math.imul(id.charCodeAt(0) + seed, 2654435761) >>> 8;

test('TI26 an End ends what runs, never before its start; what has not begun cannot end', () => {
  const rows = three();
  const end = (pressedAtMs: number, atMs: number, id = `end-${atMs}`) => ({
    name: 'segment.end',
    args: { segment: 'a', pressedAtMs },
    atMs,
    id,
  });
  expect(code(rows, end(at(10), at(10)))).toBe('wrong-state');
  top(rows, 'a', at(10));
  expect(code(rows, end(at(10, 4), at(10, 6), 'end'))).toBe('wrote 1');
  expect(times(rows, 'a')).toEqual({ startMs: at(10), startedBy: 'top-a', endMs: at(10, 4), endedBy: 'end' });
  expect(code(rows, end(at(10, 3), at(10, 7)))).toBe('wrote 0');
  top(rows, 'b', at(10, 8));
  const early = { name: 'segment.end', args: { segment: 'b', pressedAtMs: at(9) }, atMs: at(10, 9) };
  expect(code(rows, early)).toBe('wrote 1');
  expect(row(rows, 'b').endMs).toBe(at(10, 8));
});

test('TI26 an End leaves the end of an exact segment that is over by its length', () => {
  const rows = showWith({ id: 'a', plannedMs: at(10), exact: true });
  top(rows, 'a', at(10));
  const end = { name: 'segment.end', args: { segment: 'a', pressedAtMs: at(10, 6) }, atMs: at(10, 6) };
  expect(code(rows, end)).toBe('wrote 0');
  expect(runningOrder(rows, at(10, 6)).sureEnd('a')).toBe(at(10, 5));
});

test('TI27 undo clears what that press wrote and nothing else', () => {
  const rows = three();
  top(rows, 'a', at(10));
  top(rows, 'b', at(10, 5));
  const undo = (segment: string, press: string, atMs: number) =>
    code(rows, { name: 'segment.undo', args: { segment, press }, atMs });
  expect(undo('b', 'top-b', at(10, 6))).toBe('wrote 2');
  expect(times(rows, 'b')).toEqual(NEVER);
  expect(times(rows, 'a')).toEqual({ ...NEVER, startMs: at(10), startedBy: 'top-a' });
  expect(runningOrder(rows, at(10, 6)).nowIn('A')?.id).toBe('a');
  // Done already, or a press that wrote nothing here: nothing to do.
  expect(undo('b', 'top-b', at(10, 7))).toBe('wrote 0');
  expect(undo('b', 'top-a', at(10, 7))).toBe('wrote 0');
  expect(row(rows, 'a').startMs).toBe(at(10));
  conduct(rows, { name: 'segment.end', args: { segment: 'a', pressedAtMs: at(10, 8) }, atMs: at(10, 8), id: 'end' });
  expect(undo('a', 'end', at(10, 9))).toBe('wrote 1');
  expect(times(rows, 'a')).toEqual({ ...NEVER, startMs: at(10), startedBy: 'top-a' });
});

test('TI27 an undo is refused stale when it was on its way for more than a minute', () => {
  const rows = three();
  top(rows, 'a', at(10));
  const undo = { name: 'segment.undo', args: { segment: 'a', press: 'top-a' }, madeAtMs: at(10, 30) };
  expect(code(rows, { ...undo, atMs: at(10, 31) + 1 })).toBe('stale');
  // The press itself may be older: after an incident, undo, then Top.
  expect(code(rows, { ...undo, atMs: at(10, 31) })).toBe('wrote 1');
  expect(windowMs('segment.undo')).toBe(60_000);
  for (const name of ['top', 'end', 'edit', 'cancel', 'delay'] as const) {
    expect(windowMs(`segment.${name}`)).toBeUndefined();
  }
});

test('TI100 undo of a Top gives back the rank that it gave, and the one of those that it sent behind', () => {
  const rows = three();
  const ranks = () => ['a', 'b', 'c'].map((id) => row(rows, id).rank);
  const [a, b, c] = ranks();
  top(rows, 'a', at(10));
  top(rows, 'c', at(10, 10));
  // Passed by `c`: its Top puts it behind.
  top(rows, 'b', at(10, 12));
  expect(order(rows, at(10, 13))).toEqual(['a', 'c', 'b']);
  conduct(rows, { name: 'segment.undo', args: { segment: 'b', press: 'top-b' }, atMs: at(10, 13) });
  expect(ranks()).toEqual([a, b, c]);
  // A late Top sends what had begun after it behind: undone, that comes back too.
  const late = showWith({ id: 'x', plannedMs: at(10) }, { id: 'y', plannedMs: at(10, 5) });
  top(late, 'x', at(10, 5));
  top(late, 'y', at(10), at(10, 7));
  expect(order(late, at(10, 8))).toEqual(['y', 'x']);
  conduct(late, { name: 'segment.undo', args: { segment: 'y', press: 'top-y' }, atMs: at(10, 8) });
  expect(order(late, at(10, 8))).toEqual(['x', 'y']);
});

test('TI100 a segment that was moved again since keeps its place, and what moved it gives back the first', () => {
  const rows = three();
  const first = row(rows, 'b').rank;
  top(rows, 'a', at(10));
  top(rows, 'c', at(10, 10));
  top(rows, 'b', at(10, 12));
  const given = row(rows, 'b').rank;
  const change = { rank: { from: given, to: given + 5 } };
  conduct(rows, { name: 'segment.edit', args: { segment: 'b', change }, atMs: at(10, 13) });
  conduct(rows, { name: 'segment.undo', args: { segment: 'b', press: 'top-b' }, atMs: at(10, 14) });
  expect(row(rows, 'b').rank).toBe(given + 5);
  expect(first).not.toBe(given);
});

test('TI101 undo of a late Top gives back the End that it overwrote, unless that End was undone meanwhile', () => {
  const ended = () => {
    const rows = three();
    top(rows, 'a', at(10));
    conduct(rows, { name: 'segment.end', args: { segment: 'a', pressedAtMs: at(10, 6) }, atMs: at(10, 6), id: 'end' });
    top(rows, 'b', at(10, 4), at(10, 7));
    return rows;
  };
  const undo = (rows: RowMap, segment: string, press: string) =>
    code(rows, { name: 'segment.undo', args: { segment, press }, atMs: at(10, 8) });
  const rows = ended();
  expect(times(rows, 'a')).toMatchObject({ endMs: at(10, 4), endedBy: 'top-b' });
  expect(undo(rows, 'b', 'top-b')).toBe('wrote 2');
  expect(times(rows, 'a')).toMatchObject({ endMs: at(10, 6), endedBy: 'end' });
  const other = ended();
  expect(undo(other, 'a', 'end')).toBe('wrote 1');
  expect(times(other, 'a')).toMatchObject({ endMs: at(10, 4), endedBy: 'top-b' });
  expect(undo(other, 'b', 'top-b')).toBe('wrote 2');
  expect(times(other, 'a')).toEqual({ ...NEVER, startMs: at(10), startedBy: 'top-a' });
});

test('TI28 what an undone Top had ended runs on, or ends where the next recorded start is', () => {
  const rows = three();
  top(rows, 'a', at(10));
  top(rows, 'b', at(10, 5));
  top(rows, 'c', at(10, 10));
  conduct(rows, { name: 'segment.undo', args: { segment: 'b', press: 'top-b' }, atMs: at(10, 11) });
  expect(times(rows, 'b')).toEqual(NEVER);
  expect(times(rows, 'a')).toMatchObject({ endMs: at(10, 10), endedBy: 'top-c' });
  expect(runningOrder(rows, at(10, 11)).isPassed('b')).toBe(true);
  expect(runningOrder(rows, at(10, 11)).nowIn('A')?.id).toBe('c');
});

test('TI29 the posts fired since a press are listed, first fired first', () => {
  const rows = three();
  const post = (id: string, state: PostRow['state'], firedMs?: number): PostRow => ({
    row: 'post',
    id,
    epoch: 'e1',
    kind: 'free',
    cue: { kind: 'hand' },
    freshForMs: MINUTE,
    channels: [],
    language: 'fr',
    state,
    needsTwo: false,
    slots: [],
    madeBy: 'loane',
    starred: false,
    pinned: false,
    firedMs,
    rev: 1,
    by: 'loane',
    atMs: 0,
  });
  top(rows, 'a', at(10));
  top(rows, 'b', at(10, 5), at(10, 6));
  rows.put(post('before', 'fired', at(10, 4)));
  rows.put(post('second', 'fired', at(10, 7)));
  rows.put(post('first', 'fired', at(10, 5)));
  rows.put(post('taken-back', 'withdrawn', at(10, 6)));
  rows.put(post('waiting', 'approved'));
  expect(firedSince(rows, 'top-b')).toEqual(['first', 'second']);
  expect(firedSince(rows, 'top-a')).toEqual(['before', 'first', 'second']);
  conduct(rows, { name: 'segment.end', args: { segment: 'b', pressedAtMs: at(10, 7) }, atMs: at(10, 7), id: 'end-b' });
  expect(firedSince(rows, 'end-b')).toEqual(['second']);
  expect(firedSince(rows, 'nothing')).toEqual([]);
});

test('TI30 after an incident: undo, then Top, and the segment starts again', () => {
  const rows = three();
  top(rows, 'a', at(10));
  top(rows, 'b', at(10, 5));
  conduct(rows, { name: 'segment.undo', args: { segment: 'b', press: 'top-b' }, atMs: at(10, 7) });
  const again = { name: 'segment.top', args: { segment: 'b', pressedAtMs: at(10, 8) }, atMs: at(10, 8), id: 'again' };
  expect(code(rows, again)).toBe('wrote 2');
  expect(times(rows, 'a')).toMatchObject({ endMs: at(10, 8), endedBy: 'again' });
  expect(times(rows, 'b')).toEqual({ ...NEVER, startMs: at(10, 8), startedBy: 'again' });
});

test('TI31 +N is a delay of what is to come and an overrun of what has begun', () => {
  const rows = three();
  const plus = (from: number, to: number, atMs: number, segment = 'a') =>
    code(rows, { name: 'segment.delay', args: { segment, from, to }, atMs });
  expect(plus(0, 5 * MINUTE, at(9))).toBe('wrote 1');
  expect(row(rows, 'a')).toMatchObject({ delayMs: 5 * MINUTE, overrunMs: 0 });
  expect(plus(0, 10 * MINUTE, at(9))).toBe('changed');
  expect(plus(0, 5 * MINUTE, at(9))).toBe('wrote 0'); // two people, one thought
  top(rows, 'a', at(10, 5));
  expect(plus(0, MINUTE, at(10, 6))).toBe('wrote 1');
  expect(row(rows, 'a')).toMatchObject({ delayMs: 5 * MINUTE, overrunMs: MINUTE });
  expect(runningOrder(rows, at(10, 6)).projected('b')).toBe(at(10, 11));
  top(rows, 'b', at(10, 12));
  expect(plus(MINUTE, 2 * MINUTE, at(10, 13))).toBe('wrong-state');
  expect(plus(0, MINUTE, at(10, 13), 'nowhere')).toBe('unknown-row');
});

test('TI31 an exact segment that is over may still be put off, until another begins there', () => {
  const rows = showWith({ id: 'a', plannedMs: at(10), exact: true }, { id: 'b', plannedMs: at(10, 5) });
  top(rows, 'a', at(10));
  const plus = (from: number, to: number, atMs: number) =>
    code(rows, { name: 'segment.delay', args: { segment: 'a', from, to }, atMs });
  expect(plus(0, 2 * MINUTE, at(10, 6))).toBe('wrote 1');
  expect(runningOrder(rows, at(10, 6)).nowIn('A')?.id).toBe('a');
  top(rows, 'b', at(10, 8));
  expect(plus(2 * MINUTE, 9 * MINUTE, at(10, 9))).toBe('wrong-state');
});

test('TI32 cancelling is compared and set, and can be taken back', () => {
  const rows = three();
  const cancel = (from: boolean, to: boolean) =>
    code(rows, { name: 'segment.cancel', args: { segment: 'b', from, to }, atMs: at(9) });
  expect(cancel(false, true)).toBe('wrote 1');
  expect(cancel(false, true)).toBe('wrote 0');
  expect(order(rows, at(9))).toEqual(['a', 'c']);
  expect(cancel(true, false)).toBe('wrote 1');
  expect(order(rows, at(9))).toEqual(['a', 'b', 'c']);
});

test('TI32 the start of a cancelled segment ends nothing and passes nothing', () => {
  const rows = three();
  top(rows, 'c', at(10, 10));
  conduct(rows, { name: 'segment.cancel', args: { segment: 'c', from: false, to: true }, atMs: at(10, 11) });
  expect(runningOrder(rows, at(10, 12)).passedIn('A')).toEqual([]);
  top(rows, 'b', at(10, 9), at(10, 12));
  expect(times(rows, 'b')).toEqual({ ...NEVER, startMs: at(10, 9), startedBy: 'top-b' });
});

test('TI33 an edit makes the segment where there is none, from what must be said and defaults', () => {
  const rows = three();
  const change = {
    rooms: { to: ['A', 'B'] },
    rank: { to: 0.5 },
    title: { to: 'Les hérissons changent-ils d’heure ?' },
    kind: { to: 'talk' },
    plannedMs: { to: at(10, 5) },
    durationMs: { to: MINUTE },
  };
  for (const field of Object.keys(change)) {
    const short = Object.fromEntries(Object.entries(change).filter(([key]) => key !== field));
    expect(code(rows, { name: 'segment.edit', args: { segment: 'new', change: short }, atMs: at(9) })).toBe(
      'bad-shape',
    );
  }
  expect(code(rows, { name: 'segment.edit', args: { segment: 'new', change }, atMs: at(9) })).toBe('wrote 1');
  expect(row(rows, 'new')).toMatchObject({
    people: [],
    delayMs: 0,
    overrunMs: 0,
    cancelled: false,
    beside: false,
    exact: false,
    restrictions: [],
  });
  expect(order(rows, at(9))).toEqual(['a', 'new', 'b', 'c']);
  const nowhere = { rooms: { from: ['A', 'B'], to: ['Z'] } };
  expect(code(rows, { name: 'segment.edit', args: { segment: 'new', change: nowhere }, atMs: at(9) })).toBe(
    'unknown-row',
  );
});

test('TI33 an edit changes what the person saw, field by field, and refuses what has changed since', () => {
  const rows = three();
  const edit = (change: object) => conduct(rows, { name: 'segment.edit', args: { segment: 'a', change }, atMs: at(9) });
  expect(edit({ title: { from: 'a', to: 'A' }, exact: { from: false, to: true } }).ok).toBe(true);
  expect(row(rows, 'a')).toMatchObject({ title: 'A', exact: true });
  expect(edit({ title: { from: 'a', to: 'other' } })).toEqual({
    ok: false,
    refusal: { code: 'changed', detail: { row: 'segment', id: 'a', field: 'title', from: 'a', to: 'other', now: 'A' } },
  });
});

test('TI34 only who conducts touches the running order', () => {
  const rows = three();
  const acts = [
    { name: 'segment.top', args: { segment: 'a', pressedAtMs: at(10) } },
    { name: 'segment.end', args: { segment: 'a', pressedAtMs: at(10) } },
    { name: 'segment.undo', args: { segment: 'a', press: 'p' } },
    { name: 'segment.delay', args: { segment: 'a', from: 0, to: MINUTE } },
    { name: 'segment.cancel', args: { segment: 'a', from: false, to: true } },
    { name: 'segment.edit', args: { segment: 'a', change: { title: { from: 'a', to: 'b' } } } },
  ];
  for (const act of acts) {
    expect([act.name, code(rows, { ...act, by: 'loane', atMs: at(10) })]).toEqual([act.name, 'not-allowed']);
  }
});

test('TI35 whatever is pressed, ends follow starts, one segment at most holds a room, and undo puts a Top back', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const step = fc.record({
    name: fc.constantFrom('top', 'end', 'undo', 'delay'),
    segment: fc.constantFrom(...ids),
    lateMs: fc.oneof(fc.constant(0), fc.integer({ min: -MINUTE, max: 20 * MINUTE })),
    to: fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const rows = showWith(
        { id: 'a', plannedMs: at(10) },
        { id: 'b', plannedMs: at(10, 5), rooms: ['A', 'B'] },
        { id: 'c', plannedMs: at(10, 10), exact: true },
        { id: 'd', plannedMs: at(10, 15), rooms: ['B'] },
      );
      steps.forEach(({ name, segment, lateMs, to }, n) => {
        const atMs = at(10) + n * MINUTE;
        const now = row(rows, segment);
        const before = [...rows.all('segment')];
        const args = {
          top: { segment, pressedAtMs: atMs - lateMs },
          end: { segment, pressedAtMs: atMs - lateMs },
          undo: { segment, press: now.startedBy ?? 'none' },
          delay: { segment, from: now.startMs === undefined ? now.delayMs : now.overrunMs, to },
        }[name];
        const ruling = conduct(rows, { name: `segment.${name}`, args, atMs, id: `p${n}` });
        checkSane(rows);
        if (name !== 'top' || !ruling.ok || ruling.rows.length === 0) return;
        const undone = new RowMap([], rows);
        conduct(undone, { name: 'segment.undo', args: { segment, press: `p${n}` }, atMs });
        for (const was of before) {
          expect(times(undone, was.id)).toEqual(times(rowsOf(before), was.id));
          expect([was.id, row(undone, was.id).rank]).toEqual([was.id, was.rank]);
        }
      });
    }),
    { numRuns: 300 },
  );
});

const rowsOf = (segments: readonly SegmentRow[]): RowMap => new RowMap(segments);

function checkSane(rows: RowMap): void {
  const starts = new Map<string, number>();
  for (const { id, startMs, endMs, rooms } of [...rows.all('segment')].sort(byRank)) {
    if (endMs !== undefined) expect([id, endMs]).toEqual([id, Math.max(endMs, startMs ?? Number.NaN)]);
    if (startMs === undefined) continue;
    for (const room of rooms) {
      // Those that began stand in the order in which they did.
      expect(startMs).toBeGreaterThanOrEqual(starts.get(room) ?? 0);
      starts.set(room, startMs);
    }
  }
  for (const room of ['A', 'B']) {
    const open = [...rows.all('segment')].filter(
      ({ rooms, startMs, endMs, exact }) =>
        rooms.includes(room) && startMs !== undefined && endMs === undefined && !exact,
    );
    expect(open.length).toBeLessThanOrEqual(1);
  }
}
