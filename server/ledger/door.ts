import * as v from 'valibot';
import { type Context, isEngine, type Mutation } from '../../shared/apply/mutation.ts';
import type { Refusal, Ruling } from '../../shared/apply/ruling.ts';
import type { Answer } from '../../shared/protocol.ts';
import { uuidv7 } from '../../shared/rows/base.ts';
import { type Row, rowSchema, stamp, type Unstamped } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { faultOf } from '../database.ts';
import type { Log } from '../log.ts';
import { addApplied, type Committed, type Draft, draftOf } from './draft.ts';
import { type ErasedList, emptyHistory, emptyHistoryOf } from './erasing.ts';
import type { From } from './ledger.ts';
import type { Records } from './records.ts';

/** After a renewal, how long a phone that names a missing row is asked to wait for the phone that will bring it. */
const RETURN_MS = 2 * 60_000;
const RETRY_MISSING_MS = 5_000;

export interface DoorParts {
  readonly records: Records;
  readonly committed: ReadonlyMap<string, Committed>;
  /** The ledger's own id, which its copies keep. */
  readonly ledger: string;
  readonly random: () => string;
  readonly log: Log;
  readonly erased: ErasedList;
  readonly apply: (rows: Rows, mutation: Mutation, context: Context) => Ruling;
  readonly parse: (raw: unknown) => Mutation | undefined;
}

/** What an open transaction has so far. */
export interface Batch {
  readonly epoch: string;
  readonly renewedMs: number | undefined;
  readonly atMs: number;
  readonly drafts: Map<string, Draft>;
  /** Something was erased: its words must also leave the write-ahead log. */
  hasErased: boolean;
}

/** Who pushes, show by show; empty: nobody there. */
export interface Who {
  by(show: string): string;
  readonly device: string | undefined;
}

/** Asked before the transaction: a session looked up for the first time may itself have something written. */
export function whoOnEach(mutations: readonly Mutation[], { by, device }: From): Who {
  if (typeof by === 'string') return { by: () => by, device };
  const known = new Map(mutations.map(({ show }) => [show, '']));
  for (const show of known.keys()) known.set(show, by(show) ?? '');
  return { by: (show) => known.get(show) ?? '', device };
}

/** Judges mutations within an open transaction, and writes there what is to be kept of each. */
export class Door {
  readonly #parts: DoorParts;
  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  judgeAll(mutations: readonly Mutation[], who: Who, batch: Batch): Answer[] {
    const answers: Answer[] = [];
    for (const mutation of mutations) {
      const previous = answers.at(-1);
      answers.push(
        previous?.kind === 'later' ? later(mutation.id, previous.retryMs) : this.judge(mutation, who, batch),
      );
    }
    return answers;
  }

  judge(raw: Mutation, who: Who, batch: Batch): Answer {
    const { id, show } = raw;
    const by = who.by(show);
    const byEngine = isEngine(by);
    // Engines' ids are derived from rows: a phone that could send one would have an engine's answer repeated to it.
    if (!byEngine && !v.is(uuidv7, id)) return refused(id, { code: 'bad-shape' });
    const known = this.#answerOf(show, id);
    if (known) return known;

    const mutation = this.#parts.parse(raw);
    const refusal = mutation
      ? this.#apply(mutation, { by, device: who.device }, batch)
      : { code: 'bad-shape' as const };
    if (typeof refusal === 'number') return { id, kind: 'applied', rev: refusal };
    if (byEngine) return refused(id, refusal);
    if (this.#isMissing(refusal, { show, by, batch })) return later(id, RETRY_MISSING_MS);
    this.#parts.records.saveRefusal({ show, id, atMs: batch.atMs, refusal });
    return refused(id, refusal);
  }

  /** Refused for want of a row that another phone may be about to bring back, soon after a renewal. */
  #isMissing({ code }: Refusal, about: { show: string; by: string; batch: Batch }): boolean {
    const { show, by, batch } = about;
    if (batch.renewedMs === undefined || batch.atMs - batch.renewedMs >= RETURN_MS) return false;
    if (code === 'unknown-row' || code === 'unknown-show') return true;
    const rows = batch.drafts.get(show)?.rows ?? this.#parts.committed.get(show)?.rows;
    return code === 'not-allowed' && by !== '' && !rows?.get('staff', by);
  }

  #answerOf(show: string, id: string): Answer | undefined {
    const rev = this.#parts.records.appliedRev(show, id);
    if (rev !== undefined) return { id, kind: 'applied', rev };
    const refusal = this.#parts.records.refusal(show, id);
    return refusal && refused(id, refusal);
  }

  /** The rev it took, or why it was refused. */
  #apply(mutation: Mutation, from: { by: string; device: string | undefined }, batch: Batch): number | Refusal {
    const { show } = mutation;
    const committed = this.#parts.committed.get(show);
    if (!committed && !batch.drafts.has(show) && mutation.name !== 'show.create') return { code: 'unknown-show' };
    if (from.by === '') return { code: 'not-allowed' };
    const draft = batch.drafts.get(show) ?? draftOf(show, committed, this.#parts.random());
    this.#parts.records.run('SAVEPOINT mutation');
    try {
      const ruling = this.#parts.apply(draft.rows, mutation, { by: from.by, atMs: batch.atMs, epoch: batch.epoch });
      if (ruling.ok) this.#save(draft, mutation, { ...from, rows: ruling.rows, batch });
      this.#parts.records.run('RELEASE mutation');
      if (!ruling.ok) return ruling.refusal;
      batch.drafts.set(show, draft);
      return draft.rev;
    } catch (error) {
      if (faultOf(error, '')) throw error;
      this.#parts.records.run('ROLLBACK TO mutation');
      this.#parts.records.run('RELEASE mutation');
      this.#parts.log.error({ err: error, show, id: mutation.id, name: mutation.name }, 'a rule broke');
      return { code: 'broken' };
    }
  }

  #save(
    draft: Draft,
    mutation: Mutation,
    about: { by: string; device: string | undefined; rows: readonly Unstamped[]; batch: Batch },
  ): void {
    const { by, device, batch } = about;
    const { atMs } = batch;
    const rev = draft.rev + 1;
    const rows = about.rows.map((row) => storable(stamp(row, { rev, by, atMs })));
    for (const row of rows) this.#parts.records.saveRow(draft.show, row);
    if (mutation.name === 'row.erase' && rows.length > 0) {
      const { row, id } = mutation.args as { row: Row['row']; id: string };
      emptyHistory(this.#parts.records, { show: draft.show, rows: draft.rows, written: rows });
      const person = row === 'person' ? draft.rows.get('person', id) : undefined;
      if (person) emptyHistoryOf(this.#parts.records, draft.show, person);
      // Before the COMMIT: a crash between the two must leave the row listed, and erased at the next start.
      this.#parts.erased.add({ ledger: this.#parts.ledger, show: draft.show, row, id });
      batch.hasErased = true;
    }
    const wrote = rows.map(({ row, id }) => ({ row, id }));
    this.#parts.records.saveApplied({
      rev,
      tip: draft.tip,
      mutation,
      by,
      ...(device !== undefined && { device }),
      atMs,
      wrote,
    });
    addApplied(draft, { rows, id: mutation.id, device });
  }
}

/** As the database and the wire will have it, so that memory never differs from them by an `undefined`. Throws on a row no phone could read. */
function storable(row: Row): Row {
  return v.parse(rowSchema, JSON.parse(JSON.stringify(row)));
}

const refused = (id: string, refusal: Refusal): Answer => ({ id, kind: 'refused', refusal });
export const later = (id: string, retryMs: number): Answer => ({ id, kind: 'later', retryMs });
