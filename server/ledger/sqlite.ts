import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { apply as applyRule, parseMutation } from '../../shared/apply/apply.ts';
import { type Context, isEngine, type Mutation } from '../../shared/apply/mutation.ts';
import type { Refusal, Ruling } from '../../shared/apply/ruling.ts';
import { type Answer, type Cursor, PATCH_ROWS_LIMIT, type Patch } from '../../shared/protocol.ts';
import { uuidv7 } from '../../shared/rows/base.ts';
import { type Row, rowSchema, stamp, type Unstamped } from '../../shared/rows/row.ts';
import { RowMap, type Rows, showOf } from '../../shared/rows/rows.ts';
import type { Clock } from '../clock.ts';
import { faultOf } from '../database.ts';
import { type Log, silentLog } from '../log.ts';
import { addApplied, type Committed, commitOf, type Draft, draftOf } from './draft.ts';
import { type ErasedList, emptyHistory, erasedInMemory } from './erasing.ts';
import type { Commit, From, HistoryEntry, HistoryQuery, Ledger, ShowSummary } from './ledger.ts';
import { Records } from './records.ts';

/** How long a refusal is repeated, and how far back a load names what a device had applied. */
const KEPT_MS = 90 * 24 * 3_600_000;
const FORGET_EVERY_MS = 3_600_000;
/** After a renewal, how long a phone that names a missing row is asked to wait for the phone that will bring it. */
const RETURN_MS = 2 * 60_000;
const RETRY_MISSING_MS = 5_000;
const RETRY_STORAGE_MS = 2_000;

export interface LedgerParts {
  /** Opened by `openDatabase`; the ledger does not close it. */
  readonly database: DatabaseSync;
  readonly clock: Clock;
  /** A fresh mark at each call, matching `[A-Za-z0-9_-]{1,64}`: epochs and tips. */
  readonly random: () => string;
  readonly log?: Log;
  readonly erased?: ErasedList;
  readonly apply?: (rows: Rows, mutation: Mutation, context: Context) => Ruling;
  readonly parse?: (raw: unknown) => Mutation | undefined;
}

/**
 * The ledger on SQLite. Opening a copy renews the epoch. Throws SQLite's error (`faultOf` names it) when what opening
 * writes cannot be written.
 */
export function openLedger(parts: LedgerParts): Ledger {
  return new SqliteLedger(parts);
}

type Listener<T> = (told: T) => void;
type Settings = Required<LedgerParts>;
/** What an open transaction has so far. */
interface Batch {
  readonly epoch: string;
  readonly atMs: number;
  readonly drafts: Map<string, Draft>;
}

interface Who {
  /** Empty: nobody on that show. */
  by(show: string): string;
  readonly device: string | undefined;
}

class SqliteLedger implements Ledger {
  readonly #parts: Settings;
  readonly #records: Records;
  readonly #id: string;
  readonly #committed = new Map<string, Committed>();
  readonly #commitListeners = new Set<Listener<Commit>>();
  readonly #epochListeners = new Set<Listener<string>>();
  readonly #untold: (() => void)[] = [];
  #telling = false;
  #epoch: string;
  #renewedMs: number | undefined;
  #lastMs: number;
  #forgotMs = Number.NEGATIVE_INFINITY;
  #failing = false;
  #closed = false;
  /** An erasure was written: its words must also leave the write-ahead log. */
  #scrub = false;

  constructor(parts: LedgerParts) {
    this.#parts = {
      log: silentLog,
      erased: erasedInMemory(),
      apply: applyRule,
      parse: parseMutation,
      ...parts,
    };
    const records = new Records(parts.database);
    this.#records = records;
    this.#lastMs = records.lastAtMs();
    for (const { id, rev, tip } of records.shows()) {
      this.#committed.set(id, { rows: new RowMap(records.rows(id)), rev, tip });
    }
    const [id, epoch] = [records.value('id'), records.value('epoch')];
    this.#id = id ?? parts.random();
    this.#epoch = epoch ?? parts.random();
    if (id === undefined || epoch === undefined) {
      this.#transaction(() => {
        records.setValue('id', this.#id);
        records.setValue('epoch', this.#epoch);
      });
    }
    const renewed = records.value('renewed-ms');
    this.#renewedMs = renewed === undefined ? undefined : Number(renewed);
    if (records.value('copy') !== undefined) this.#renew();
    this.#eraseAgain();
  }

  get epoch(): string {
    return this.#epoch;
  }
  get renewedMs(): number | undefined {
    return this.#renewedMs;
  }
  get failing(): boolean {
    return this.#failing;
  }

  shows(): readonly ShowSummary[] {
    return [...this.#committed]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([id, { rows, rev }]) => {
        const show = showOf(rows);
        if (!show) return [];
        const { name, rehearsal, endedMs } = show;
        return { id, rev, name, rehearsal, ...(endedMs !== undefined && { endedMs }) };
      });
  }
  rows(show: string): Rows | undefined {
    return this.#committed.get(show)?.rows;
  }
  rev(show: string): number {
    return this.#committed.get(show)?.rev ?? 0;
  }

  push(mutations: readonly Mutation[], from: From): readonly Answer[] {
    if (this.#closed) return mutations.map(({ id }) => later(id, RETRY_STORAGE_MS));
    const who = whoOnEach(mutations, from);
    const batch: Batch = { epoch: this.#epoch, atMs: this.#nowMs(), drafts: new Map() };
    try {
      const answers = this.#transaction(() => {
        this.#forget(batch.atMs);
        const answers = this.#judgeAll(mutations, who, batch);
        this.#saveTips(batch);
        return answers;
      });
      this.#adopt(batch);
      this.#emptyLogAfterErasing();
      this.#tell();
      return answers;
    } catch (error) {
      this.#stopUnlessStorage(error);
      return mutations.map(({ id }) => later(id, RETRY_STORAGE_MS));
    }
  }

  since(show: string, cursor: Cursor | null, device: string): Patch | 'load' | 'later' | undefined {
    if (cursor && cursor.epoch === this.#epoch && cursor.rev > 0 && this.#isFork(show, cursor)) {
      this.#parts.log.warn({ show, device, rev: cursor.rev }, 'a phone knows a history that this ledger does not have');
      try {
        this.#renew();
      } catch (error) {
        this.#stopUnlessStorage(error);
        return 'later';
      }
    }
    const committed = this.#committed.get(show);
    if (!committed) return undefined;
    if (!cursor || cursor.epoch !== this.#epoch || cursor.rev === 0) return 'load';
    const changed = this.#records.changedSince(show, cursor.rev, PATCH_ROWS_LIMIT + 1);
    if (changed.length > PATCH_ROWS_LIMIT) return 'load';
    const rows = changed.map(({ row, id }): Row | undefined => committed.rows.get(row, id));
    return this.#patch({ show, device, from: cursor.rev, rows: rows.filter((row) => row !== undefined), sinceMs: 0 });
  }

  load(show: string, device: string): Patch | undefined {
    const committed = this.#committed.get(show);
    if (!committed) return undefined;
    const rows = [...committed.rows.every()];
    return this.#patch({ show, device, from: 0, rows, sinceMs: this.#nowMs() - KEPT_MS });
  }

  history(show: string, query: HistoryQuery = {}): readonly HistoryEntry[] {
    return this.#records.history(show, query);
  }

  onCommit(listener: Listener<Commit>): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }
  onEpoch(listener: Listener<string>): () => void {
    this.#epochListeners.add(listener);
    return () => this.#epochListeners.delete(listener);
  }
  close(): void {
    this.#closed = true;
  }

  #nowMs(): number {
    this.#lastMs = Math.max(this.#lastMs, this.#parts.clock.nowMs());
    return this.#lastMs;
  }

  #patch(about: { show: string; device: string; from: number; rows: readonly Row[]; sinceMs: number }): Patch {
    const { show, device, from, rows, sinceMs } = about;
    const { rev: to, tip } = this.#committed.get(show) ?? { rev: 0, tip: '' };
    const settled = this.#records.settled({ show, device, from, to, sinceMs });
    return { show, epoch: this.#epoch, from, to, tip, rows, settled };
  }

  #isFork(show: string, { rev, tip }: Cursor): boolean {
    return rev > this.rev(show) || this.#records.tipAt(show, rev) !== tip;
  }

  #judgeAll(mutations: readonly Mutation[], who: Who, batch: Batch): Answer[] {
    const answers: Answer[] = [];
    for (const mutation of mutations) {
      const previous = answers.at(-1);
      answers.push(
        previous?.kind === 'later' ? later(mutation.id, previous.retryMs) : this.#judge(mutation, who, batch),
      );
    }
    return answers;
  }

  #judge(raw: Mutation, who: Who, batch: Batch): Answer {
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
    this.#records.saveRefusal({ show, id, atMs: batch.atMs, refusal });
    return refused(id, refusal);
  }

  /** Refused for want of a row that another phone may be about to bring back, soon after a renewal. */
  #isMissing({ code }: Refusal, about: { show: string; by: string; batch: Batch }): boolean {
    const { show, by, batch } = about;
    if (this.#renewedMs === undefined || batch.atMs - this.#renewedMs >= RETURN_MS) return false;
    if (code === 'unknown-row' || code === 'unknown-show') return true;
    const rows = batch.drafts.get(show)?.rows ?? this.#committed.get(show)?.rows;
    return code === 'not-allowed' && by !== '' && !rows?.get('staff', by);
  }

  #answerOf(show: string, id: string): Answer | undefined {
    const rev = this.#records.appliedRev(show, id);
    if (rev !== undefined) return { id, kind: 'applied', rev };
    const refusal = this.#records.refusal(show, id);
    return refusal && refused(id, refusal);
  }

  /** The rev it took, or why it was refused. */
  #apply(mutation: Mutation, from: { by: string; device: string | undefined }, batch: Batch): number | Refusal {
    const { show } = mutation;
    const committed = this.#committed.get(show);
    if (!committed && !batch.drafts.has(show) && mutation.name !== 'show.create') return { code: 'unknown-show' };
    if (from.by === '') return { code: 'not-allowed' };
    const draft = batch.drafts.get(show) ?? draftOf(show, committed, this.#parts.random());
    this.#records.run('SAVEPOINT mutation');
    try {
      const ruling = this.#parts.apply(draft.rows, mutation, { by: from.by, atMs: batch.atMs, epoch: batch.epoch });
      if (ruling.ok) this.#save(draft, mutation, { ...from, rows: ruling.rows, atMs: batch.atMs });
      this.#records.run('RELEASE mutation');
      if (!ruling.ok) return ruling.refusal;
      batch.drafts.set(show, draft);
      return draft.rev;
    } catch (error) {
      if (faultOf(error, '')) throw error;
      this.#records.run('ROLLBACK TO mutation');
      this.#records.run('RELEASE mutation');
      this.#parts.log.error({ err: error, show, id: mutation.id, name: mutation.name }, 'a rule broke');
      return { code: 'broken' };
    }
  }

  #save(
    draft: Draft,
    mutation: Mutation,
    about: { by: string; device: string | undefined; rows: readonly Unstamped[]; atMs: number },
  ): void {
    const { by, device, atMs } = about;
    const rev = draft.rev + 1;
    const rows = about.rows.map((row) => storable(stamp(row, { rev, by, atMs })));
    for (const row of rows) this.#records.saveRow(draft.show, row);
    if (mutation.name === 'row.erase' && rows.length > 0) {
      const { row, id } = mutation.args as { row: Row['row']; id: string };
      emptyHistory(this.#records, { show: draft.show, rows: draft.rows, written: rows });
      // Before the COMMIT: a crash between the two must leave the row listed, and erased at the next start.
      this.#parts.erased.add({ ledger: this.#id, show: draft.show, row, id });
      this.#scrub = true;
    }
    const wrote = rows.map(({ row, id }) => ({ row, id }));
    this.#records.saveApplied({
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

  #saveTips({ drafts }: Batch): void {
    for (const { show, rev, tip } of drafts.values()) this.#records.setShow(show, rev, tip);
  }

  /** After COMMIT only: memory follows the database, and the listeners' turn is queued. */
  #adopt({ drafts, epoch }: Batch): void {
    for (const draft of drafts.values()) {
      const committed = this.#committed.get(draft.show) ?? { rows: new RowMap(), rev: 0, tip: '' };
      const commit = commitOf(draft, epoch);
      for (const row of commit.rows) committed.rows.put(row);
      committed.rev = draft.rev;
      committed.tip = draft.tip;
      this.#committed.set(draft.show, committed);
      this.#untold.push(() => this.#hear(this.#commitListeners, commit));
    }
  }

  #emptyLogAfterErasing(): void {
    if (!this.#scrub) return;
    this.#scrub = false;
    try {
      this.#records.emptyLog();
    } catch (error) {
      // The erasure is committed whatever happens here, and must be answered so.
      this.#parts.log.warn({ err: error }, 'erased words stay in the write-ahead log until it is next emptied');
    }
  }

  /** A listener may push: what that commits waits here, so that every listener hears the commits in their order. */
  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    for (let tell = this.#untold.shift(); tell; tell = this.#untold.shift()) tell();
    this.#telling = false;
  }
  #hear<T>(listeners: ReadonlySet<Listener<T>>, told: T): void {
    for (const listener of listeners) {
      try {
        listener(told);
      } catch (error) {
        this.#parts.log.error({ err: error }, 'a listener broke');
      }
    }
  }

  /** Another history begins here: every show is held in the transaction that starts it. */
  #renew(): void {
    const epoch = this.#parts.random();
    const atMs = this.#nowMs();
    const batch: Batch = { epoch, atMs, drafts: new Map() };
    this.#transaction(() => {
      this.#records.setValue('epoch', epoch);
      this.#records.setValue('renewed-ms', String(atMs));
      this.#records.setValue('copy', undefined);
      for (const show of this.#committed.keys()) {
        const hold = { id: `epoch/${epoch}`, show, name: 'show.hold', args: { kind: 'epoch', reason: '' } };
        const answer = this.#judge(
          { ...hold, madeAtMs: atMs, epoch },
          { by: () => 'engine:ledger', device: undefined },
          batch,
        );
        if (answer.kind !== 'applied') this.#parts.log.error({ show, answer }, 'a show could not be held');
      }
      this.#saveTips(batch);
    });
    this.#epoch = epoch;
    this.#renewedMs = atMs;
    this.#untold.push(() => this.#hear(this.#epochListeners, epoch));
    this.#adopt(batch);
    this.#tell();
  }

  /** Rows erased since the copy that this database came from was made. */
  #eraseAgain(): void {
    for (const { ledger, show, row, id } of this.#parts.erased.all()) {
      if (ledger !== this.#id) continue;
      const now = this.#committed.get(show)?.rows.get(row, id);
      if (!now || ('erased' in now && now.erased)) continue;
      const erase = { id: `erase/${row}/${id}/${this.#epoch}`, show, name: 'row.erase', args: { row, id } };
      const [answer] = this.push([{ ...erase, madeAtMs: this.#nowMs(), epoch: this.#epoch }], { by: 'engine:ledger' });
      if (answer?.kind !== 'applied')
        this.#parts.log.error({ show, row, id, answer }, 'a row could not be erased again');
    }
  }

  #forget(atMs: number): void {
    if (atMs - this.#forgotMs < FORGET_EVERY_MS) return;
    this.#records.forgetRefusals(atMs - KEPT_MS);
    this.#forgotMs = atMs;
  }

  #transaction<T>(within: () => T): T {
    this.#records.run('BEGIN IMMEDIATE');
    try {
      const result = within();
      this.#records.run('COMMIT');
      this.#failing = false;
      return result;
    } catch (error) {
      // SQLite has already rolled back by itself after some failures, a full disk among them.
      if (this.#records.inTransaction) this.#records.run('ROLLBACK');
      throw error;
    }
  }

  #stopUnlessStorage(error: unknown): void {
    const fault = faultOf(error, '');
    if (!fault) throw error;
    if (!this.#failing) this.#parts.log.error({ fault }, 'the ledger cannot write');
    this.#failing = true;
  }
}

/** Asked before the transaction: a session looked up for the first time may itself have something written. */
function whoOnEach(mutations: readonly Mutation[], { by, device }: From): Who {
  if (typeof by === 'string') return { by: () => by, device };
  const known = new Map(mutations.map(({ show }) => [show, '']));
  for (const show of known.keys()) known.set(show, by(show) ?? '');
  return { by: (show) => known.get(show) ?? '', device };
}

/** As the database and the wire will have it, so that memory never differs from them by an `undefined`. Throws on a row no phone could read. */
function storable(row: Row): Row {
  return v.parse(rowSchema, JSON.parse(JSON.stringify(row)));
}

const refused = (id: string, refusal: Refusal): Answer => ({ id, kind: 'refused', refusal });
const later = (id: string, retryMs: number): Answer => ({ id, kind: 'later', retryMs });
