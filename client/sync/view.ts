import { apply } from '../../shared/apply/apply.ts';
import type { Mutation } from '../../shared/apply/mutation.ts';
import { type Refusal, type Ruling, refuse } from '../../shared/apply/ruling.ts';
import { type Row, stamp } from '../../shared/rows/row.ts';
import { RowMap, type Rows } from '../../shared/rows/rows.ts';

/** The rev and epoch of the base the view stands on. */
interface Ground {
  readonly rev: number;
  readonly epoch: string;
}

/**
 * What a person sees: the rows that the server sent, with the outbox replayed on top by the function that the server
 * itself runs. The base is never mixed with what is only hoped for.
 */
export class View {
  readonly #by: string;
  #base = new RowMap();
  #ground: Ground = { rev: 0, epoch: '' };
  #overlay = new RowMap([], this.#base);
  #position = 0;
  #atMs = 0;

  /** `by`: the staff row of the person whose outbox it is. */
  constructor(by: string) {
    this.#by = by;
  }

  /** The rows as they stand; a new object each time, so that a signal sees the change. */
  rows(): Rows {
    return new RowMap([], this.#overlay);
  }

  /** What the server said, without the outbox. */
  base(): Rows {
    return this.#base;
  }

  /** All that the server said, row by row. */
  everything(): Iterable<Row> {
    return this.#base.every();
  }

  /** A whole show replaces the base. The outbox is to be replayed after. */
  replaceBase(rows: Iterable<Row>, ground: Ground): void {
    this.#base = new RowMap(rows);
    this.#ground = ground;
  }

  /** Rows of a patch join the base. The outbox is to be replayed after. */
  patchBase(rows: Iterable<Row>, ground: Ground): void {
    for (const row of rows) this.#base.put(row);
    this.#ground = ground;
  }

  /** Replays the outbox from the base; what is impossible now is left out, with the reason by mutation id. */
  replay(mutations: Iterable<Mutation>): ReadonlyMap<string, Refusal> {
    this.#overlay = new RowMap([], this.#base);
    this.#position = 0;
    this.#atMs = 0;
    const impossible = new Map<string, Refusal>();
    for (const mutation of mutations) {
      const ruling = this.append(mutation);
      if (!ruling.ok) impossible.set(mutation.id, ruling.refusal);
    }
    return impossible;
  }

  /** What would become of a mutation made now, without doing it. */
  judge(mutation: Mutation): Ruling {
    try {
      return apply(this.#overlay, mutation, { by: this.#by, atMs: this.#timeOf(mutation), epoch: this.#ground.epoch });
    } catch {
      // A bug of a rule must not close the app for good: the mutation would be replayed, and throw, at every start.
      return refuse('broken');
    }
  }

  /** Puts one mutation on top. `ruling`: as it was judged on these very rows. */
  append(mutation: Mutation, ruling: Ruling = this.judge(mutation)): Ruling {
    if (!ruling.ok) return ruling;
    this.#position += 1;
    this.#atMs = this.#timeOf(mutation);
    const by = { rev: this.#ground.rev + this.#position, by: this.#by, atMs: this.#atMs };
    for (const row of ruling.rows) this.#overlay.put(stamp(row, by));
    return ruling;
  }

  /** When it was made, never falling: replayed an hour later, what was done keeps its hour, and stays fresh. */
  #timeOf(mutation: Mutation): number {
    return Math.max(this.#atMs, mutation.madeAtMs);
  }
}
