import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Refusal } from '../../shared/apply/ruling.ts';
import type { Row, RowName } from '../../shared/rows/row.ts';
import type { HistoryEntry, HistoryQuery } from './ledger.ts';

/** What the ledger keeps of one applied mutation. */
export interface Applied extends Omit<HistoryEntry, 'erased'> {
  readonly tip: string;
}
export type RowRef = { readonly row: RowName; readonly id: string };
/** A row with the JSON that is stored of it. */
export interface Storable {
  readonly row: Row;
  readonly data: string;
}
type Fields = Record<string, SQLOutputValue>;

/** The ledger's SQL, one method a question. Statements are prepared once: preparing costs more than running. */
export class Records {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run(sql: string, ...values: readonly (string | number | null)[]): void {
    this.#statement(sql).run(...values);
  }
  #all(sql: string, ...values: readonly (string | number | null)[]): Fields[] {
    return this.#statement(sql).all(...values);
  }
  #one(sql: string, ...values: readonly (string | number | null)[]): Fields | undefined {
    return this.#statement(sql).get(...values);
  }
  #statement(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Best effort: a reader at work (a backup) keeps part of the log until the next time. */
  emptyLog(): void {
    this.#all('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  value(key: LedgerKey): string | undefined {
    return this.#one('SELECT value FROM ledger WHERE key = ?', key)?.value as string | undefined;
  }
  setValue(key: LedgerKey, value: string | undefined): void {
    if (value === undefined) this.run('DELETE FROM ledger WHERE key = ?', key);
    else this.run('INSERT INTO ledger VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', key, value);
  }

  /** Whether this history went through that epoch, or was once told of it. */
  knowsEpoch(epoch: string): boolean {
    return this.#one('SELECT 1 FROM epoch WHERE epoch = ?', epoch) !== undefined;
  }
  addEpoch(epoch: string): void {
    this.run('INSERT INTO epoch VALUES (?) ON CONFLICT DO NOTHING', epoch);
  }

  shows(): { readonly id: string; readonly rev: number; readonly tip: string }[] {
    return this.#all('SELECT id, rev, tip FROM show ORDER BY id').map(({ id, rev, tip }) => ({
      id: id as string,
      rev: rev as number,
      tip: tip as string,
    }));
  }
  setShow(show: string, rev: number, tip: string): void {
    this.run(
      'INSERT INTO show VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET rev = excluded.rev, tip = excluded.tip',
      show,
      rev,
      tip,
    );
  }

  *rows(show: string): Iterable<Row> {
    for (const { data } of this.#all('SELECT data FROM show_row WHERE show = ? ORDER BY rev', show)) {
      yield JSON.parse(data as string) as Row;
    }
  }
  changedSince(show: string, rev: number, limit: number): RowRef[] {
    const sql = 'SELECT row, id FROM show_row WHERE show = ? AND rev > ? ORDER BY rev LIMIT ?';
    return this.#all(sql, show, rev, limit).map(({ row, id }) => ({ row: row as RowName, id: id as string }));
  }
  saveRow(show: string, { row, data }: Storable): void {
    this.run(
      `INSERT INTO show_row VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET rev = excluded.rev, data = excluded.data`,
      show,
      row.row,
      row.id,
      row.rev,
      data,
    );
  }

  saveApplied({ tip, rev, mutation, by, device, atMs, wrote }: Applied): void {
    this.run(
      'INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
      mutation.show,
      rev,
      tip,
      mutation.id,
      mutation.name,
      JSON.stringify(mutation.args ?? null),
      mutation.madeAtMs,
      mutation.epoch,
      by,
      device ?? null,
      atMs,
      JSON.stringify(wrote.map(refWord)),
    );
  }
  appliedRev(show: string, id: string): number | undefined {
    return this.#one('SELECT rev FROM history WHERE show = ? AND id = ?', show, id)?.rev as number | undefined;
  }
  tipAt(show: string, rev: number): string | undefined {
    return this.#one('SELECT tip FROM history WHERE show = ? AND rev = ?', show, rev)?.tip as string | undefined;
  }
  lastAtMs(): number {
    const sql = 'SELECT max(h.at_ms) AS at_ms FROM show s JOIN history h ON h.show = s.id AND h.rev = s.rev';
    return Number(this.#one(sql)?.at_ms ?? 0);
  }
  settled(about: { show: string; device: string; from: number; to: number; sinceMs: number }): string[] {
    return this.#all(
      `SELECT id FROM history
       WHERE show = ? AND device = ? AND rev > ? AND rev <= ? AND at_ms >= ? ORDER BY rev`,
      about.show,
      about.device,
      about.from,
      about.to,
      about.sinceMs,
    ).map(({ id }) => id as string);
  }
  history(show: string, { of, beforeRev = Number.MAX_SAFE_INTEGER, limit = 200 }: HistoryQuery): HistoryEntry[] {
    const found = of
      ? this.#all(
          `SELECT * FROM history WHERE show = ? AND rev < ? AND EXISTS
             (SELECT 1 FROM json_each(wrote) AS ref WHERE ref.value = ?)
           ORDER BY rev DESC LIMIT ?`,
          show,
          beforeRev,
          refWord(of),
          limit,
        )
      : this.#all('SELECT * FROM history WHERE show = ? AND rev < ? ORDER BY rev DESC LIMIT ?', show, beforeRev, limit);
    return found.map(entryOf);
  }
  historyThatWrote(show: string, refs: readonly RowRef[]): HistoryEntry[] {
    return this.#all(
      `SELECT * FROM history WHERE show = ? AND EXISTS
         (SELECT 1 FROM json_each(wrote) AS ref WHERE ref.value IN (SELECT value FROM json_each(?)))`,
      show,
      JSON.stringify(refs.map(refWord)),
    ).map(entryOf);
  }
  /** Reads the whole history: for what is asked once in a long while. */
  historyThat(show: string, says: (args: unknown) => boolean): HistoryEntry[] {
    return this.#all('SELECT * FROM history WHERE show = ?', show)
      .filter(({ args }) => says(JSON.parse(args as string)))
      .map(entryOf);
  }
  emptyArgs(show: string, rev: number, args: unknown): void {
    this.run(
      'UPDATE history SET args = ?, erased = 1 WHERE show = ? AND rev = ?',
      JSON.stringify(args ?? null),
      show,
      rev,
    );
  }

  refusal(show: string, id: string): Refusal | undefined {
    const found = this.#one('SELECT refusal FROM refused WHERE show = ? AND id = ?', show, id);
    return found && (JSON.parse(found.refusal as string) as Refusal);
  }
  saveRefusal(about: { show: string; id: string; atMs: number; refusal: Refusal }): void {
    this.run(
      'INSERT INTO refused VALUES (?, ?, ?, ?)',
      about.show,
      about.id,
      about.atMs,
      JSON.stringify(about.refusal),
    );
  }
  forgetRefusals(beforeMs: number): void {
    this.run('DELETE FROM refused WHERE at_ms < ?', beforeMs);
  }
  /** A refusal `changed` quotes both values, which may be the words now erased. */
  emptyRefusals(show: string): void {
    this.run(
      `UPDATE refused SET refusal = json_remove(refusal, '$.detail.from', '$.detail.to', '$.detail.now') WHERE show = ?`,
      show,
    );
  }
}

/** `id` is the ledger's own, kept by its copies; `copy` stands in a copy until a server opens it. */
export type LedgerKey = 'id' | 'epoch' | 'renewed-ms' | 'copy';

const refWord = ({ row, id }: RowRef) => `${row} ${id}`;

function entryOf(found: Fields): HistoryEntry {
  const wrote = (JSON.parse(found.wrote as string) as string[]).map((word) => {
    const [row, id] = word.split(' ');
    return { row: row as RowName, id: id ?? '' };
  });
  return {
    rev: found.rev as number,
    mutation: {
      id: found.id as string,
      show: found.show as string,
      name: found.name as string,
      args: JSON.parse(found.args as string),
      madeAtMs: found.made_at_ms as number,
      epoch: found.epoch as string,
    },
    by: found.by as string,
    ...(typeof found.device === 'string' && { device: found.device }),
    atMs: found.at_ms as number,
    wrote,
    erased: found.erased === 1,
  };
}
