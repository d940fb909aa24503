import type { Cue } from '../../../shared/rows/post.ts';

/** Where a cue hangs on a segment, as a person says it. */
export const EDGES = ['before-start', 'after-start', 'after-end'] as const;
export type Edge = (typeof EDGES)[number];

export interface EdgeCue {
  readonly segment: string;
  readonly edge: Edge;
  readonly seconds: number;
}

export function edgeOf(cue: Cue): EdgeCue | undefined {
  if (cue.kind !== 'segment') return undefined;
  const seconds = Math.abs(Math.round(cue.offsetMs / 1000));
  if (cue.edge === 'end') return { segment: cue.segment, edge: 'after-end', seconds };
  return { segment: cue.segment, edge: cue.offsetMs < 0 ? 'before-start' : 'after-start', seconds };
}

export function cueOn({ segment, edge, seconds }: EdgeCue): Cue {
  const offsetMs = seconds * 1000;
  switch (edge) {
    case 'before-start':
      return { kind: 'segment', segment, edge: 'start', offsetMs: offsetMs === 0 ? 0 : -offsetMs };
    case 'after-start':
      return { kind: 'segment', segment, edge: 'start', offsetMs };
    case 'after-end':
      return { kind: 'segment', segment, edge: 'end', offsetMs };
  }
}
