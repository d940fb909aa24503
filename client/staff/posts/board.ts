import { type PostStatus, statusOf } from '../../../shared/post-status.ts';
import { POST_KINDS, type PostKind, type PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { type Mark, markOf } from '../parts/marks.ts';

/** One post of a cell. */
export interface Cell {
  readonly post: string;
  readonly mark: Mark;
  readonly status: PostStatus;
}
export interface BoardRow {
  /** Undefined: posts of no segment. */
  readonly segment: SegmentRow | undefined;
  /** By kind; a kind that most talks have and this one lacks is `missing`. */
  readonly cells: ReadonlyMap<PostKind, readonly Cell[]>;
  readonly missing: ReadonlySet<PostKind>;
}
export interface Board {
  /** Kinds that are in use, in their order. */
  readonly kinds: readonly PostKind[];
  readonly rows: readonly BoardRow[];
}

/**
 * Every segment against every kind of post, where gaps are seen from afar. Cancelled segments are left out unless a post
 * still hangs on them.
 */
export function boardOf(
  rows: Rows,
  { room, atMs }: { readonly room: string | undefined; readonly atMs: number },
): Board {
  const bySegment = new Map<string, PostRow[]>();
  const kinds = new Set<PostKind>();
  for (const post of rows.all('post')) {
    if (post.erased || post.state === 'withdrawn') continue;
    const of = post.segment !== undefined && rows.get('segment', post.segment) ? post.segment : '';
    const list = bySegment.get(of);
    if (list) list.push(post);
    else bySegment.set(of, [post]);
    kinds.add(post.kind);
  }
  const segments = [...rows.all('segment')]
    .filter((segment) => room === undefined || segment.rooms.includes(room))
    .filter((segment) => !segment.cancelled || bySegment.has(segment.id))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const usual = usualKinds(segments, bySegment);
  const rowOf = (segment: SegmentRow | undefined): BoardRow => {
    const cells = new Map<PostKind, Cell[]>();
    for (const post of bySegment.get(segment?.id ?? '') ?? []) {
      const status = statusOf(rows, post, atMs);
      const mark = markOf(status);
      if (!mark) continue;
      const cell = { post: post.id, mark, status };
      const list = cells.get(post.kind);
      if (list) list.push(cell);
      else cells.set(post.kind, [cell]);
    }
    const isTalk = segment?.kind === 'talk' && !segment.cancelled;
    return { segment, cells, missing: new Set(isTalk ? usual.filter((kind) => !cells.has(kind)) : []) };
  };
  const board = segments.map(rowOf);
  return {
    kinds: POST_KINDS.filter((kind) => kinds.has(kind)),
    rows: bySegment.has('') ? [rowOf(undefined), ...board] : board,
  };
}

/** Kinds that at least half of the talks have. */
function usualKinds(
  segments: readonly SegmentRow[],
  bySegment: ReadonlyMap<string, readonly PostRow[]>,
): readonly PostKind[] {
  const talks = segments.filter(({ kind, cancelled }) => kind === 'talk' && !cancelled);
  return POST_KINDS.filter((kind) => {
    const having = talks.filter(({ id }) => bySegment.get(id)?.some((post) => post.kind === kind)).length;
    return having > 1 && having * 2 >= talks.length;
  });
}
