import * as v from 'valibot';
import { type Context, isEngine, type Mutation } from '../../shared/apply/mutation.ts';
import type { Refusal, Ruling } from '../../shared/apply/ruling.ts';
import type { Answer } from '../../shared/protocol.ts';
import { uuidv7 } from '../../shared/rows/base.ts';
import { type Row, rowSchema, stamp } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { faultOf } from '../database.ts';
import type { Log } from '../log.ts';
import { addApplied, type Committed, type Draft, draftOf } from './draft.ts';
import { type ErasedList, emptyHistory, emptyHistoryOf } from './erasing.ts';
import type { From } from './ledger.ts';
import type { Records, Storable } from './records.ts';
import type { TakenBack } from './taken-back.ts';

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
  readonly takenBack: TakenBack;
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
  /** A staff row was written by a mutation of an epoch that a restore has ended: it may say more than it was left with. */
  hasStaffOfLostEpoch: boolean;
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
    const { by } = from;
    const { atMs, epoch } = batch;
    let rows: readonly Storable[];
    try {
      const ruling = this.#parts.apply(draft.rows, mutation, { by, atMs, epoch });
      if (!ruling.ok) return ruling.refusal;
      rows = ruling.rows.map((row) => storable(stamp(row, { rev: draft.rev + 1, by, atMs })));
    } catch (error) {
      return this.#broken(mutation, error);
    }
    if (mutation.name === 'row.erase' && rows.length > 0) {
      const broken = this.#erase(draft, mutation, { rows, batch });
      if (broken) return broken;
    }
    this.#noteTaken(draft, mutation, { rows, batch });
    // All that a bug can break has run, and nothing is written yet: what follows hands SQLite texts and integers of the
    // right kinds, which only the storage can refuse, and then the whole push goes. So it needs no savepoint.
    this.#save(draft, mutation, { ...from, rows, atMs });
    batch.drafts.set(show, draft);
    return draft.rev;
  }

  /** Empties what history says of the rows. It reads on its way what it empties, so that a bug is undone to before it. */
  #erase(
    { show, rows: before }: Draft,
    mutation: Mutation,
    { rows, batch }: { rows: readonly Storable[]; batch: Batch },
  ): Refusal | undefined {
    const { records, erased, ledger } = this.#parts;
    const { row, id } = mutation.args as { row: Row['row']; id: string };
    records.run('SAVEPOINT erasing');
    try {
      emptyHistory(records, { show, rows: before, written: rows.map((stored) => stored.row) });
      const person = row === 'person' ? before.get('person', id) : undefined;
      if (person) emptyHistoryOf(records, show, person);
      // Before the COMMIT: a crash between the two must leave the row listed, and erased at the next start.
      erased.add({ ledger, show, row, id });
    } catch (error) {
      if (faultOf(error, '')) throw error;
      records.run('ROLLBACK TO erasing');
      records.run('RELEASE erasing');
      return this.#broken(mutation, error);
    }
    records.run('RELEASE erasing');
    batch.hasErased = true;
    return undefined;
  }

  /** Before the COMMIT too: a crash between the two leaves it taken. */
  #noteTaken(
    { show, rows: before }: Draft,
    mutation: Mutation,
    about: { rows: readonly Storable[]; batch: Batch },
  ): void {
    const rows = about.rows.map(({ row }) => row);
    const isOfLostEpoch = mutation.epoch !== about.batch.epoch;
    this.#parts.takenBack.note({ show, before, rows, isOfLostEpoch, atMs: about.batch.atMs });
    if (isOfLostEpoch && rows.some(({ row }) => row === 'staff')) about.batch.hasStaffOfLostEpoch = true;
  }

  #broken({ show, id, name }: Mutation, error: unknown): Refusal {
    this.#parts.log.error({ err: error, show, id, name }, 'a rule broke');
    return { code: 'broken' };
  }

  #save(
    draft: Draft,
    mutation: Mutation,
    about: { by: string; device: string | undefined; rows: readonly Storable[]; atMs: number },
  ): void {
    const { by, device, atMs } = about;
    for (const row of about.rows) this.#parts.records.saveRow(draft.show, row);
    const rows = about.rows.map(({ row }) => row);
    this.#parts.records.saveApplied({
      rev: draft.rev + 1,
      tip: draft.tip,
      mutation,
      by,
      ...(device !== undefined && { device }),
      atMs,
      wrote: rows.map(({ row, id }) => ({ row, id })),
    });
    addApplied(draft, { rows, id: mutation.id, device });
  }
}

/** By the name of the row: told apart one after the other, a row would be compared with each kind before its own. */
const schemas: ReadonlyMap<string, v.GenericSchema<Row>> = new Map(
  rowSchema.options.map((schema) => [schema.entries.row.literal, schema]),
);

/** As the database and the wire will have it, so that memory never differs from them by an `undefined`. Throws on a row no phone could read. */
function storable(row: Row): Storable {
  const data = JSON.stringify(row);
  const stored: unknown = JSON.parse(data);
  v.assert(schemas.get(row.row) ?? rowSchema, stored);
  return { row: stored, data };
}

const refused = (id: string, refusal: Refusal): Answer => ({ id, kind: 'refused', refusal });
export const later = (id: string, retryMs: number): Answer => ({ id, kind: 'later', retryMs });
