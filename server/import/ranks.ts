export interface Ranked {
  readonly id: string;
  readonly plannedMs: number;
  /** Undefined: to be found a place by its hour. */
  readonly rank: number | undefined;
}

/**
 * Ranks for what has none, by its hour among those that have theirs, which keep it: what staff put in another order
 * stays in it. Those that fall between two are spread evenly there.
 */
export function ranksFor(segments: readonly Ranked[]): ReadonlyMap<string, number> {
  const placed = segments
    .filter((segment): segment is Ranked & { rank: number } => segment.rank !== undefined)
    .sort((a, b) => a.rank - b.rank);
  const free = segments.filter(({ rank }) => rank === undefined).sort((a, b) => a.plannedMs - b.plannedMs);
  const gaps = new Map<number, Ranked[]>();
  for (const segment of free) {
    const at = placed.findLastIndex(({ plannedMs }) => plannedMs <= segment.plannedMs);
    gaps.set(at, [...(gaps.get(at) ?? []), segment]);
  }
  const ranks = new Map<string, number>();
  for (const [at, between] of gaps) {
    const low = placed[at]?.rank ?? (placed[0]?.rank ?? 0) - between.length - 1;
    const high = placed[at + 1]?.rank ?? low + between.length + 1;
    for (const [place, { id }] of between.entries()) {
      ranks.set(id, low + ((high - low) * (place + 1)) / (between.length + 1));
    }
  }
  return ranks;
}
