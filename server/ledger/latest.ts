import { PATCH_ROWS_LIMIT } from '../../shared/protocol.ts';
import type { Row } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';

/** Gone through again only when so many were added since: each row added costs the same, however many there are. */
const KEPT_LIMIT = 4 * PATCH_ROWS_LIMIT;

/**
 * The rows of a show that changed last, in the order they changed in: all that a phone can lack without having to load
 * the whole. No table keeps that order, as each write would pay for it.
 */
export class Latest {
  readonly #rows: Rows;
  /** The last `PATCH_ROWS_LIMIT` + 1 at least, where the show has so many; what has changed again stands here twice. */
  #changed: Row[] = [];

  /** `rows`: the show's, as they are committed; what is added here must be in them already. */
  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** In the order of their revs. */
  add(changed: Iterable<Row>): void {
    for (const row of changed) this.#changed.push(row);
    if (this.#changed.length > KEPT_LIMIT) this.#changed = this.#newest(PATCH_ROWS_LIMIT + 1);
  }

  /** The rows changed after a rev, each once; undefined: more than `PATCH_ROWS_LIMIT`. */
  since(rev: number): readonly Row[] | undefined {
    const found = this.#newest(PATCH_ROWS_LIMIT + 1, rev);
    return found.length > PATCH_ROWS_LIMIT ? undefined : found;
  }

  #newest(count: number, after = -1): Row[] {
    const found: Row[] = [];
    for (let at = this.#changed.length - 1; at >= 0 && found.length < count; at -= 1) {
      const row = this.#changed[at] as Row;
      if (row.rev <= after) break;
      if (this.#rows.get(row.row, row.id) === row) found.push(row);
    }
    return found.reverse();
  }
}
