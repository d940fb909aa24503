import type { Row, RowName, RowOf } from './row.ts';

/** Look-ups over a show's rows. Everything that reads rows reads them through this, so that nothing scans. */
export interface Rows {
  get<N extends RowName>(row: N, id: string): RowOf<N> | undefined;
  all<N extends RowName>(row: N): Iterable<RowOf<N>>;
  /** Rows that name this post: its texts, photos, approvals, publications, relays. */
  ofPost<N extends 'text' | 'photo' | 'approval' | 'publication' | 'relay'>(row: N, post: string): readonly RowOf<N>[];
  /** How many rows of this kind were ever put here: as long as it is the same, so are they. */
  puts(row: RowName): number;
}

/** The show's own row. Undefined only before `show.create` and on a phone before its first load. */
export function showOf(rows: Rows): RowOf<'show'> | undefined {
  for (const show of rows.all('show')) return show;
  return undefined;
}

type Kept = { readonly byId: Map<string, Row>; readonly byPost: Map<string, Set<string>>; puts: number };

/**
 * Rows in memory. With a parent it is an overlay: reads fall through, writes stay here; the phone replays its outbox
 * over its base this way, and the door runs a batch over the show's Map before the COMMIT.
 */
export class RowMap implements Rows {
  readonly #kinds = new Map<RowName, Kept>();
  readonly #parent: RowMap | undefined;

  constructor(rows: Iterable<Row> = [], parent?: RowMap) {
    this.#parent = parent;
    for (const row of rows) this.put(row);
  }

  put(row: Row): void {
    let kept = this.#kinds.get(row.row);
    if (!kept) {
      kept = { byId: new Map(), byPost: new Map(), puts: 0 };
      this.#kinds.set(row.row, kept);
    }
    kept.puts += 1;
    kept.byId.set(row.id, row);
    if ('post' in row) {
      const of = kept.byPost.get(row.post);
      if (of) of.add(row.id);
      else kept.byPost.set(row.post, new Set([row.id]));
    }
  }

  get<N extends RowName>(row: N, id: string): RowOf<N> | undefined {
    return (this.#kinds.get(row)?.byId.get(id) as RowOf<N> | undefined) ?? this.#parent?.get(row, id);
  }

  all<N extends RowName>(row: N): Iterable<RowOf<N>> {
    const own = this.#kinds.get(row)?.byId as Map<string, RowOf<N>> | undefined;
    // Most kinds stand on one level only: its own iterator is read several times as fast as one that joins two.
    if (!own) return this.#parent?.all(row) ?? [];
    return this.#parent ? both(this.#parent.all(row), own) : own.values();
  }

  ofPost<N extends 'text' | 'photo' | 'approval' | 'publication' | 'relay'>(row: N, post: string): readonly RowOf<N>[] {
    const kept = this.#kinds.get(row);
    const found: Row[] = [];
    for (const above of (this.#parent?.ofPost(row, post) ?? []) as readonly Row[]) {
      if (!kept?.byId.has(above.id)) found.push(above);
    }
    for (const id of kept?.byPost.get(post) ?? []) {
      const mine = kept?.byId.get(id);
      if (mine) found.push(mine);
    }
    return found as RowOf<N>[];
  }

  puts(row: RowName): number {
    return (this.#kinds.get(row)?.puts ?? 0) + (this.#parent?.puts(row) ?? 0);
  }

  /** Every row written here (not the parent's). */
  *own(): Iterable<Row> {
    for (const kept of this.#kinds.values()) yield* kept.byId.values();
  }

  /** Every row, the parent's included. */
  *every(): Iterable<Row> {
    if (this.#parent)
      for (const above of this.#parent.every()) if (!this.#kinds.get(above.row)?.byId.has(above.id)) yield above;
    yield* this.own();
  }
}

function* both<R extends Row>(above: Iterable<R>, own: ReadonlyMap<string, R>): Iterable<R> {
  for (const row of above) if (!own.has(row.id)) yield row;
  yield* own.values();
}
