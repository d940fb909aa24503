import type { PostStatus } from '../../../shared/post-status.ts';
import { statusOf } from '../../../shared/post-status.ts';
import { POST_KINDS, type PostKind, type PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { type Mark, markOf } from '../parts/marks.ts';

/** One square of a segment: a post, or the place where one is expected. */
export interface Square {
  readonly mark: Mark;
  readonly kind: PostKind;
  readonly status: PostStatus | 'missing';
}

/**
 * The posts of every segment as squares, in the order of their kinds, read once for the whole running order. Where at
 * least half of the talks have a kind of post, a talk without one shows the gap.
 */
export function squaresOf(rows: Rows, atMs: number): (segment: string) => readonly Square[] {
  const bySegment = new Map<string, PostRow[]>();
  for (const post of rows.all('post')) {
    if (post.segment === undefined || post.erased || post.state === 'withdrawn') continue;
    const list = bySegment.get(post.segment);
    if (list) list.push(post);
    else bySegment.set(post.segment, [post]);
  }
  const usual = usualKinds(rows, bySegment);
  return (segment) => {
    const squares: Square[] = [];
    for (const post of bySegment.get(segment) ?? []) {
      const status = statusOf(rows, post, atMs);
      const mark = markOf(status);
      if (mark) squares.push({ mark, kind: post.kind, status });
    }
    if (rows.get('segment', segment)?.kind === 'talk') {
      for (const kind of usual) {
        if (!squares.some((square) => square.kind === kind)) squares.push({ mark: 'missing', kind, status: 'missing' });
      }
    }
    return squares.sort((a, b) => POST_KINDS.indexOf(a.kind) - POST_KINDS.indexOf(b.kind));
  };
}

function usualKinds(rows: Rows, bySegment: ReadonlyMap<string, readonly PostRow[]>): readonly PostKind[] {
  const talks = [...rows.all('segment')].filter(({ kind, cancelled }) => kind === 'talk' && !cancelled);
  return POST_KINDS.filter((kind) => {
    const having = talks.filter(({ id }) => bySegment.get(id)?.some((post) => post.kind === kind)).length;
    return having > 1 && having * 2 >= talks.length;
  });
}
