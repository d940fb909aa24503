import { expect, test } from 'vitest';
import { type MovePreview, previewMove } from '../../shared/move-preview.ts';
import type { Cue, PostRow } from '../../shared/rows/post.ts';
import type { RowMap } from '../../shared/rows/rows.ts';
import { at, MINUTE, row, showWith, top } from '../fixtures/conduct.ts';
import { sampleRows } from '../fixtures/sample-rows.ts';

const preview = (rows: RowMap, name: string, args: unknown, atMs: number): MovePreview => {
  const found = previewMove(rows, { id: 'press', show: 'show', name, args, madeAtMs: atMs, epoch: 'e1' }, atMs);
  if (!found.ok) throw new Error(found.refusal.code);
  return found;
};
const ids = (found: MovePreview): string[] => found.moved.map(({ post }) => post);
const looks = (found: MovePreview): string[] =>
  found.looks.map((look) => `${look.kind === 'post' ? look.post : look.segment}: ${look.reasons.join(', ')}`);
const paris = (hour: number, minute: number): number => at(hour - 2, minute);

const STAMP = { rev: 1, by: 'loane', atMs: 0 };
function put(rows: RowMap, id: string, cue: Cue, words: string, more: Partial<PostRow> = {}): void {
  rows.put({
    row: 'post',
    id,
    epoch: 'e1',
    kind: 'free',
    cue,
    freshForMs: 10 * MINUTE,
    channels: [],
    language: 'fr',
    state: 'draft',
    needsTwo: false,
    slots: [],
    madeBy: 'loane',
    starred: false,
    pinned: false,
    ...STAMP,
    ...more,
  });
  rows.put({ row: 'text', id: `${id}-1`, post: id, variant: 'all', parents: [], words, ...STAMP });
}
const start = (segment: string, offsetMs = 0): Cue => ({ kind: 'segment', segment, edge: 'start', offsetMs });

const day = () =>
  showWith(
    { id: 'a', plannedMs: at(10) },
    { id: 'b', plannedMs: at(10, 6) },
    { id: 'c', plannedMs: at(10, 12) },
    { id: 'elsewhere', plannedMs: at(10), rooms: ['B'] },
  );

test('TI60 a preview counts the posts not yet fired whose time moves, those that wait for a Top included', () => {
  const rows = day();
  put(rows, 'a-start', start('a'), 'a');
  put(rows, 'b-ahead', start('b', -MINUTE), 'b', { state: 'submitted' });
  put(rows, 'c-end', { kind: 'segment', segment: 'c', edge: 'end', offsetMs: 0 }, 'c');
  put(rows, 'clock', { kind: 'clock', atMs: at(9, 30) }, 'clock');
  put(rows, 'hand', { kind: 'hand' }, 'hand', { segment: 'b' });
  put(rows, 'elsewhere', start('elsewhere'), 'elsewhere');
  put(rows, 'fired', start('b'), 'fired', { state: 'fired' });
  put(rows, 'withdrawn', start('b'), 'withdrawn', { state: 'withdrawn' });
  const found = preview(rows, 'segment.delay', { segment: 'b', from: 0, to: 5 * MINUTE }, at(9));
  expect(found.moved).toEqual([
    { post: 'b-ahead', fromMs: at(10, 5), toMs: at(10, 10) },
    { post: 'c-end', fromMs: at(10, 17), toMs: at(10, 22) },
  ]);
  expect(row(rows, 'b').delayMs).toBe(0);
});

test('TI60 an approved post moves by the cue that was approved', () => {
  const rows = day();
  put(rows, 'post', start('elsewhere'), 'words', { state: 'approved', approval: 'ok' });
  rows.put({
    row: 'approval',
    id: 'ok',
    post: 'post',
    texts: { all: 'post-1' },
    photos: [],
    channels: [],
    cue: start('b'),
    language: 'fr',
    freshForMs: MINUTE,
    fills: {},
    openSlots: [],
    ...STAMP,
  });
  const found = preview(rows, 'segment.delay', { segment: 'b', from: 0, to: 5 * MINUTE }, at(9));
  expect(ids(found)).toEqual(['post']);
});

test('TI61 a literal hour in the words of what moves needs a look, an hour token does not', () => {
  const rows = day();
  put(rows, 'literal', start('b'), 'Reprise à 10\u00A0h\u00A012, à tout de suite.');
  put(rows, 'token', start('b'), 'Reprise à {time:c}, à tout de suite.');
  put(rows, 'still', start('a'), 'Début à 10 h.');
  put(rows, 'hand', { kind: 'hand' }, 'Suite à 10 h 12.', { segment: 'c' });
  put(rows, 'rewritten', start('b'), 'Reprise à 10 h 12.');
  rows.put({
    row: 'text',
    id: 'rewritten-2',
    post: 'rewritten',
    variant: 'all',
    parents: ['rewritten-1'],
    words: 'Reprise bientôt.',
    ...STAMP,
  });
  const found = preview(rows, 'segment.delay', { segment: 'b', from: 0, to: 2 * MINUTE }, at(9));
  expect(looks(found)).toEqual(['literal: literal-hour', 'hand: literal-hour', 'c: after-show']);
});

test('TI62 a clock cue inside what moves needs a look, one before it or in another room’s time does not', () => {
  const rows = day();
  put(rows, 'inside', { kind: 'clock', atMs: at(10, 8) }, 'words');
  put(rows, 'before', { kind: 'clock', atMs: at(10, 3) }, 'words');
  put(rows, 'after', { kind: 'clock', atMs: at(12) }, 'words');
  put(rows, 'both', { kind: 'clock', atMs: at(10, 7) }, 'À 10 h 07.', { segment: 'b' });
  const found = preview(rows, 'segment.delay', { segment: 'b', from: 0, to: MINUTE }, at(9));
  expect(looks(found)).toEqual(['inside: clock-cue', 'both: literal-hour, clock-cue', 'c: after-show']);
  expect(found.moved).toEqual([]);
});

test('TI62 a clock cue inside what already runs, or that is past, needs no look', () => {
  const rows = day();
  top(rows, 'a', at(10));
  put(rows, 'running', { kind: 'clock', atMs: at(10, 2) }, 'words');
  put(rows, 'stretched', { kind: 'clock', atMs: at(10, 6) }, 'words');
  const longer = preview(rows, 'segment.delay', { segment: 'a', from: 0, to: 2 * MINUTE }, at(10, 1));
  expect(looks(longer)).toEqual(['stretched: clock-cue', 'c: after-show']);
  const undone = preview(rows, 'segment.undo', { segment: 'a', press: 'top-a' }, at(10, 4));
  expect(looks(undone)).toEqual(['stretched: clock-cue', 'c: after-show']);
});

test('TI63 a segment that newly ends after the planned end of the show needs a look, once', () => {
  const rows = day();
  const plus = (from: number, to: number) => preview(rows, 'segment.delay', { segment: 'c', from, to }, at(9));
  expect(looks(plus(0, MINUTE))).toEqual(['c: after-show']);
  rows.put({ ...row(rows, 'c'), delayMs: MINUTE });
  expect(looks(plus(MINUTE, 5 * MINUTE))).toEqual([]);
});

test('TI64 what loses its time, or finds one, moves: cancelled, passed, taken back', () => {
  const rows = day();
  put(rows, 'a', start('a'), 'a');
  put(rows, 'b', start('b'), 'b');
  put(rows, 'c', start('c'), 'c');
  const cancelled = preview(rows, 'segment.cancel', { segment: 'b', from: false, to: true }, at(9));
  expect(cancelled.moved).toEqual([{ post: 'b', fromMs: at(10, 6), toMs: undefined }]);
  const topped = preview(rows, 'segment.top', { segment: 'b', pressedAtMs: at(10) }, at(10));
  expect(topped.moved).toEqual([
    { post: 'a', fromMs: at(10), toMs: undefined },
    { post: 'b', fromMs: at(10, 6), toMs: at(10) },
  ]);
  top(rows, 'b', at(10));
  const undone = preview(rows, 'segment.undo', { segment: 'b', press: 'top-b' }, at(10));
  expect(ids(undone)).toEqual(['a', 'b']);
});

test('TI64 before an undo, the posts fired since the press are named', () => {
  const rows = day();
  top(rows, 'a', at(10));
  put(rows, 'gone', start('a'), 'a', { state: 'fired', firedMs: at(10, 0, 1) });
  const found = preview(rows, 'segment.undo', { segment: 'a', press: 'top-a' }, at(10, 1));
  expect(found.fired).toEqual(['gone']);
  expect(preview(rows, 'segment.delay', { segment: 'a', from: 0, to: MINUTE }, at(10, 1)).fired).toEqual([]);
});

test('TI65 a Top on time, to the second, moves nothing', () => {
  const rows = day();
  put(rows, 'a', start('a'), 'À 10 h.');
  put(rows, 'c', start('c'), 'c');
  const found = preview(rows, 'segment.top', { segment: 'a', pressedAtMs: at(10) + 900 }, at(10) + 900);
  expect(found).toEqual({ ok: true, moved: [], looks: [], fired: [] });
});

test('TI66 what would be refused is refused, and only what conducts has a preview', () => {
  const rows = day();
  const ask = (name: string, args: unknown) => {
    const found = previewMove(rows, { id: 'press', show: 'show', name, args, madeAtMs: at(9), epoch: 'e1' }, at(9));
    return found.ok ? 'ok' : found.refusal.code;
  };
  expect(ask('segment.delay', { segment: 'a', from: MINUTE, to: 0 })).toBe('ok'); // as it is already
  expect(ask('segment.delay', { segment: 'a', from: MINUTE, to: 2 * MINUTE })).toBe('changed');
  expect(ask('segment.top', { segment: 'nowhere', pressedAtMs: at(9) })).toBe('unknown-row');
  expect(ask('segment.top', { segment: 'a' })).toBe('bad-shape');
  expect(ask('post.fire', { post: 'a' })).toBe('bad-shape');
});

test('TI67 in the sample final, c04 150 s late moves what hangs on it and what follows, and only that', () => {
  const rows = sampleRows('mt180-final');
  top(rows, 'c03', paris(18, 59) + 30_000);
  const late = preview(rows, 'segment.delay', { segment: 'c04', from: 0, to: 150_000 }, paris(19, 3));
  const hanging = [...rows.all('post')].filter(({ cue }) => cue.kind === 'segment');
  const earlier = ['portes', 'ouverture', 'accueil', 'regles', 'c01', 'c02', 'c03'];
  const following = hanging.filter(({ cue }) => cue.kind === 'segment' && !earlier.includes(cue.segment));
  expect(ids(late).toSorted()).toEqual(following.map(({ id }) => id).toSorted());
  expect(late.moved.find(({ post }) => post === 'c04-intro')).toMatchObject({
    toMs: (late.moved.find(({ post }) => post === 'c04-intro')?.fromMs ?? 0) + 150_000,
  });
  // The long gap before the deliberation takes a minute off.
  const lycees = late.moved.find(({ post }) => post === 'prix-lycees-annonce');
  expect((lycees?.toMs ?? 0) - (lycees?.fromMs ?? 0)).toBe(90_000);
  expect(looks(late)).toContain('fin: after-show');
});
