import type { SegmentRow } from '../rows/segment.ts';

/** What one press replaced in one segment, so that its undo can give it back. */
type Replaced = NonNullable<SegmentRow['replaced']>[number];

/** Presses whose undo still gives a segment back what it had; older ones have long been lived with. */
const LIMIT = 20;

/** Notes that a press moved the segment to another rank: the first it had counts, and the last it was given. */
export function withRank(segment: SegmentRow, press: string, to: number): SegmentRow {
  const noted = segment.replaced?.find((one) => one.press === press)?.rank;
  return { ...note(segment, press, { rank: { from: noted?.from ?? segment.rank, to } }), rank: to };
}

/** Notes the end that a press is about to overwrite. */
export function withoutEnd(segment: SegmentRow, press: string): SegmentRow {
  const { endMs, endedBy } = segment;
  if (endMs === undefined || endedBy === undefined) return segment;
  return note(segment, press, { end: { atMs: endMs, endedBy } });
}

/** The press ended the segment, and a late Top overwrote that end. */
export const wasOverwritten = ({ replaced = [] }: SegmentRow, press: string): boolean =>
  replaced.some(({ end }) => end?.endedBy === press);

/**
 * The segment with the rank it had before the press, unless it was moved again since: then the later mover replaced what
 * this press had replaced. The press is forgotten, also as the end that another one overwrote.
 */
export function giveBack(segment: SegmentRow, press: string): SegmentRow {
  const { replaced } = segment;
  if (!replaced) return segment;
  const rank = replaced.find((one) => one.press === press)?.rank;
  const left = replaced.flatMap((one): Replaced[] => {
    if (one.press === press) return [];
    const { end, ...others } = one;
    const kept = end?.endedBy === press ? others : one;
    if (!rank || kept.rank?.from !== rank.to) return [kept];
    return [{ ...kept, rank: { ...kept.rank, from: rank.from } }];
  });
  return {
    ...segment,
    rank: rank && rank.to === segment.rank ? rank.from : segment.rank,
    replaced: left.length > 0 ? left : undefined,
  };
}

/** The end that stood before the press; undefined: there was none, or it was found from a start and will be again. */
export const endBefore = ({ replaced = [] }: SegmentRow, press: string): Replaced['end'] =>
  replaced.find((one) => one.press === press)?.end;

function note(segment: SegmentRow, press: string, what: Omit<Replaced, 'press'>): SegmentRow {
  const { replaced = [] } = segment;
  const before = replaced.find((one) => one.press === press);
  const others = replaced.filter((one) => one !== before);
  return { ...segment, replaced: [...others, { ...before, press, ...what }].slice(-LIMIT) };
}
