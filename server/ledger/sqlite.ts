import type { DatabaseSync } from 'node:sqlite';
import { apply, parseMutation } from '../../shared/apply/apply.ts';
import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Answer, Cursor, Patch } from '../../shared/protocol.ts';
import type { Row } from '../../shared/rows/row.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import type { Clock } from '../clock.ts';
import { DATABASE_FILE, type DatabaseFault, faultOf } from '../database.ts';
import { type Log, silentLog } from '../log.ts';
import { type RevokedList, revokedInMemory } from '../revoked.ts';
import { type Batch, Door, type DoorParts, later, whoOnEach } from './door.ts';
import { adopt, type Committed, commitOf, committedOf } from './draft.ts';
import { type ErasedList, erasedInMemory } from './erasing.ts';
import type { Commit, From, HistoryEntry, HistoryQuery, Ledger, ShowSummary } from './ledger.ts';
import { Records } from './records.ts';
import { TakenBack } from './taken-back.ts';
import { Telling } from './telling.ts';

/** How long a refusal is repeated, and how far back a load names what a device had applied. */
const KEPT_MS = 90 * 24 * 3_600_000;
const FORGET_EVERY_MS = 3_600_000;
const RETRY_STORAGE_MS = 2_000;

export interface LedgerParts {
  /** Opened by `openDatabase`; the ledger does not close it. */
  readonly database: DatabaseSync;
  readonly clock: Clock;
  /** A fresh mark at each call, matching `[A-Za-z0-9_-]{1,64}`: epochs and tips. */
  readonly random: () => string;
  readonly log?: Log;
  readonly erased?: ErasedList;
  readonly revoked?: RevokedList;
  readonly apply?: DoorParts['apply'];
  readonly parse?: DoorParts['parse'];
}

/**
 * The ledger on SQLite. Opening a copy renews the epoch. Throws SQLite's error (`faultOf` names it) when what opening
 * writes cannot be written.
 */
export function openLedger(parts: LedgerParts): Ledger {
  return new SqliteLedger(parts);
}

/** Thrown out of a transaction to roll it back: what was to be done whole was refused in part. */
class NotWhole extends Error {
  readonly answers: readonly Answer[];
  constructor(answers: readonly Answer[]) {
    super('refused in part');
    this.answers = answers;
  }
}

class SqliteLedger implements Ledger {
  readonly #clock: Clock;
  readonly #random: () => string;
  readonly #log: Log;
  readonly #erased: ErasedList;
  readonly #takenBack: TakenBack;
  readonly #records: Records;
  readonly #door: Door;
  readonly #telling: Telling;
  readonly #committed = new Map<string, Committed>();
  readonly #id: string;
  #epoch: string;
  #renewedMs: number | undefined;
  #lastMs: number;
  #forgotMs = Number.NEGATIVE_INFINITY;
  #failure: DatabaseFault | undefined;
  #closed = false;
  /** Asked each second by all that looks for work; made anew after a commit. */
  #summaries: readonly ShowSummary[] | undefined;

  constructor(parts: LedgerParts) {
    const { database, clock, random, log = silentLog, erased = erasedInMemory() } = parts;
    const { revoked = revokedInMemory() } = parts;
    const records = new Records(database);
    this.#clock = clock;
    this.#random = random;
    this.#log = log;
    this.#erased = erased;
    this.#records = records;
    this.#telling = new Telling(log);
    this.#lastMs = records.lastAtMs();
    for (const show of records.shows()) this.#committed.set(show.id, committedOf(records.rows(show.id), show));
    const [id, epoch, renewed] = [records.value('id'), records.value('epoch'), records.value('renewed-ms')];
    this.#id = id ?? random();
    this.#epoch = epoch ?? random();
    this.#renewedMs = renewed === undefined ? undefined : Number(renewed);
    this.#takenBack = new TakenBack(this.#id, revoked);
    this.#door = new Door({
      records,
      committed: this.#committed,
      ledger: this.#id,
      random,
      log,
      erased,
      takenBack: this.#takenBack,
      apply: parts.apply ?? apply,
      parse: parts.parse ?? parseMutation,
    });
    if (id === undefined || epoch === undefined) {
      this.#transaction(() => {
        records.setValue('id', this.#id);
        records.setValue('epoch', this.#epoch);
        records.addEpoch(this.#epoch);
      });
    }
    if (records.value('copy') !== undefined) this.#renew();
    this.#eraseAgain();
    this.#takeBackAgain();
  }

  get epoch(): string {
    return this.#epoch;
  }
  get renewedMs(): number | undefined {
    return this.#renewedMs;
  }
  get failure(): DatabaseFault | undefined {
    return this.#failure;
  }

  shows(): readonly ShowSummary[] {
    this.#summaries ??= [...this.#committed]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([id, { rows, rev }]) => {
        const show = showOf(rows);
        if (!show) return [];
        const { name, rehearsal, endedMs } = show;
        return { id, rev, name, rehearsal, ...(endedMs !== undefined && { endedMs }) };
      });
    return this.#summaries;
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
    const batch = this.#batch(this.#epoch, this.#nowMs());
    try {
      const answers = this.#transaction(() => {
        this.#forget(batch.atMs);
        const answers = this.#door.judgeAll(mutations, who, batch);
        if (from.whole && answers.some(({ kind }) => kind !== 'applied')) throw new NotWhole(answers);
        this.#saveTips(batch);
        return answers;
      });
      this.#adopt(batch);
      if (batch.hasStaffOfLostEpoch) this.#takeBackAgain();
      this.#telling.tellAll();
      return answers;
    } catch (error) {
      if (error instanceof NotWhole) return error.answers;
      this.#throwUnlessStorage(error);
      return mutations.map(({ id }) => later(id, RETRY_STORAGE_MS));
    }
  }

  since(show: string, cursor: Cursor | null, device: string): Patch | 'load' | 'later' | undefined {
    if (cursor && this.#isOfLostHistory(show, cursor)) {
      this.#log.warn({ show, device, rev: cursor.rev }, 'a phone knows a history that this ledger does not have');
      try {
        this.#renew(cursor.epoch);
      } catch (error) {
        this.#throwUnlessStorage(error);
        return 'later';
      }
    }
    const committed = this.#committed.get(show);
    if (!committed) return undefined;
    if (!cursor || cursor.epoch !== this.#epoch || cursor.rev === 0) return 'load';
    const rows = committed.latest.since(cursor.rev);
    return rows ? this.#patch({ show, device, from: cursor.rev, rows, sinceMs: 0 }) : 'load';
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
  onCommit(listener: (commit: Commit) => void): () => void {
    return this.#telling.onCommit(listener);
  }
  onEpoch(listener: (epoch: string) => void): () => void {
    return this.#telling.onEpoch(listener);
  }
  close(): void {
    this.#closed = true;
  }

  #nowMs(): number {
    this.#lastMs = Math.max(this.#lastMs, this.#clock.nowMs());
    return this.#lastMs;
  }

  #patch(about: { show: string; device: string; from: number; rows: readonly Row[]; sinceMs: number }): Patch {
    const { show, device, from, rows, sinceMs } = about;
    const { rev: to, tip } = this.#committed.get(show) ?? { rev: 0, tip: '' };
    const settled = this.#records.settled({ show, device, from, to, sinceMs });
    return { show, epoch: this.#epoch, from, to, tip, rows, settled };
  }

  /**
   * The phone saw what this ledger does not have: another tip at its rev, no such rev, or an epoch that this ledger never
   * went through (put back, by hand, to before a renewal).
   */
  #isOfLostHistory(show: string, { epoch, rev, tip }: Cursor): boolean {
    if (epoch !== this.#epoch) return !this.#records.knowsEpoch(epoch);
    return rev > 0 && (rev > this.rev(show) || this.#records.tipAt(show, rev) !== tip);
  }

  #batch(epoch: string, atMs: number): Batch {
    return { epoch, renewedMs: this.#renewedMs, atMs, drafts: new Map(), hasErased: false, hasStaffOfLostEpoch: false };
  }

  #saveTips({ drafts }: Batch): void {
    for (const { show, rev, tip } of drafts.values()) this.#records.setShow(show, rev, tip);
  }

  /** After COMMIT only: memory follows the database, and the listeners' turn is queued. */
  #adopt({ drafts, epoch, hasErased }: Batch): void {
    this.#summaries = undefined;
    for (const draft of drafts.values()) {
      const committed = this.#committed.get(draft.show) ?? committedOf([], { rev: 0, tip: '' });
      const commit = commitOf(draft, epoch);
      adopt(committed, commit);
      this.#committed.set(draft.show, committed);
      this.#telling.addCommit(commit);
    }
    if (hasErased) this.#emptyLog();
  }

  #emptyLog(): void {
    try {
      this.#records.emptyLog();
    } catch (error) {
      // The erasure is committed whatever happens here, and must be answered so.
      this.#log.warn({ err: error }, 'erased words stay in the write-ahead log until it is next emptied');
    }
  }

  /**
   * Another history begins here: every show is held in the transaction that starts it. `lost`: the epoch of the phone
   * that told; the next one that comes from there starts no other.
   */
  #renew(lost?: string): void {
    const epoch = this.#random();
    const atMs = this.#nowMs();
    const batch = this.#batch(epoch, atMs);
    this.#transaction(() => {
      this.#records.setValue('epoch', epoch);
      this.#records.setValue('renewed-ms', String(atMs));
      this.#records.setValue('copy', undefined);
      this.#records.addEpoch(epoch);
      if (lost !== undefined) this.#records.addEpoch(lost);
      for (const show of this.#committed.keys()) {
        const hold = { id: `epoch/${epoch}`, show, name: 'show.hold', args: { kind: 'epoch', reason: '' } };
        const who = { by: () => 'engine:ledger', device: undefined };
        const answer = this.#door.judge({ ...hold, madeAtMs: atMs, epoch }, who, batch);
        if (answer.kind !== 'applied') this.#log.error({ show, answer }, 'a show could not be held');
      }
      this.#saveTips(batch);
    });
    this.#epoch = epoch;
    this.#renewedMs = atMs;
    this.#telling.addEpoch(epoch);
    this.#adopt(batch);
    this.#telling.tellAll();
  }

  /** Rows erased since the copy that this database came from was made. */
  #eraseAgain(): void {
    for (const { ledger, show, row, id } of this.#erased.all()) {
      if (ledger !== this.#id) continue;
      const now = this.#committed.get(show)?.rows.get(row, id);
      if (!now || ('erased' in now && now.erased)) continue;
      const erase = { id: `erase/${row}/${id}/${this.#epoch}`, show, name: 'row.erase', args: { row, id } };
      const [answer] = this.push([{ ...erase, madeAtMs: this.#nowMs(), epoch: this.#epoch }], { by: 'engine:ledger' });
      if (answer?.kind !== 'applied') this.#log.error({ show, row, id, answer }, 'a row could not be erased again');
    }
  }

  /** What staff could do when a copy was made, and may not any more. */
  #takeBackAgain(): void {
    const shows = [...this.#committed].map(([show, { rows }]) => [show, rows] as const);
    for (const { show, now, to } of [...this.#takenBack.excess(shows)]) {
      const { id: staff, hats, revoked, rev } = now;
      const change = { hats: { from: hats, to: to.hats }, revoked: { from: revoked, to: to.revoked } };
      const edit = {
        id: `taken-back/${staff}/${rev}/${this.#epoch}`,
        show,
        name: 'staff.edit',
        args: { staff, change },
      };
      const [answer] = this.push([{ ...edit, madeAtMs: this.#nowMs(), epoch: this.#epoch }], { by: 'engine:ledger' });
      if (answer?.kind !== 'applied')
        this.#log.error({ show, staff, answer }, 'a staff row could not be lessened again');
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
      this.#failure = undefined;
      return result;
    } catch (error) {
      this.#records.rollBack();
      throw error;
    }
  }

  #throwUnlessStorage(error: unknown): void {
    const fault = faultOf(error, DATABASE_FILE);
    if (!fault) throw error;
    if (!this.#failure) this.#log.error({ fault }, 'the ledger cannot write');
    this.#failure = fault;
  }
}
