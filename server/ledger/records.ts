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

/** What one show's places in history are apart: more than it will ever have revs, and few enough for exact numbers. */
const PLACES_A_SHOW = 2 ** 32;

/** The ledger's SQL, one method a question. Statements are prepared once: preparing costs more than running. */
export class Records {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  /** Numbers of shows and devices, as the tables have them. */
  readonly #shows = new Map<string, number>();
  readonly #devices = new Map<string, number>();

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
  /** SQLite has already rolled back by itself after some failures, a full disk among them. Numbers just given go too. */
  rollBack(): void {
    this.#shows.clear();
    this.#devices.clear();
    if (this.#database.isTransaction) this.run('ROLLBACK');
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
    this.run('UPDATE show SET rev = ?, tip = ? WHERE n = ?', rev, tip, this.#showMade(show));
  }

  /** 0, which is no show's: it has none. */
  #show(id: string): number {
    return this.#numberIn(this.#shows, id, 'SELECT n FROM show WHERE id = ?');
  }
  #showMade(id: string): number {
    return (
      this.#show(id) || this.#numberIn(this.#shows, id, `INSERT INTO show (id, rev, tip) VALUES (?, 0, '') RETURNING n`)
    );
  }
  #device(id: string): number {
    return this.#numberIn(this.#devices, id, 'SELECT n FROM device WHERE id = ?');
  }
  #deviceMade(id: string): number {
    return this.#device(id) || this.#numberIn(this.#devices, id, 'INSERT INTO device (id) VALUES (?) RETURNING n');
  }
  #numberIn(known: Map<string, number>, id: string, sql: string): number {
    let n = known.get(id);
    if (n === undefined) {
      n = this.#one(sql, id)?.n as number | undefined;
      if (n === undefined) return 0;
      known.set(id, n);
    }
    return n;
  }
  /** Where a show's history begins: its rev 0, which nothing has. */
  #start(show: string): number {
    return this.#show(show) * PLACES_A_SHOW;
  }

  /** In the order of their revs. */
  rows(show: string): Row[] {
    const found = this.#all('SELECT data FROM show_row WHERE show = ?', this.#show(show));
    return found.map(({ data }) => JSON.parse(data as string) as Row).sort((one, other) => one.rev - other.rev);
  }
  saveRow(show: string, { row, data }: Storable): void {
    this.run(
      `INSERT INTO show_row VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET rev = excluded.rev, data = excluded.data`,
      this.#showMade(show),
      row.row,
      row.id,
      row.rev,
      data,
    );
  }

  saveApplied({ tip, rev, mutation, by, device, atMs, wrote }: Applied): void {
    this.run(
      'INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
      this.#showMade(mutation.show) * PLACES_A_SHOW + rev,
      tip,
      mutation.id,
      mutation.name,
      JSON.stringify(mutation.args ?? null),
      mutation.madeAtMs,
      mutation.epoch,
      by,
      device === undefined ? null : this.#deviceMade(device),
      atMs,
      JSON.stringify(wrote.map(refWord)),
    );
  }
  appliedRev(show: string, id: string): number | undefined {
    const sql = 'SELECT place FROM history WHERE id = ? AND place >> 32 = ?';
    const place = this.#one(sql, id, this.#show(show))?.place as number | undefined;
    return place === undefined ? undefined : place % PLACES_A_SHOW;
  }
  tipAt(show: string, rev: number): string | undefined {
    return this.#one('SELECT tip FROM history WHERE place = ?', this.#start(show) + rev)?.tip as string | undefined;
  }
  lastAtMs(): number {
    const sql = 'SELECT max(h.at_ms) AS at_ms FROM show s JOIN history h ON h.place = (s.n << 32) + s.rev';
    return Number(this.#one(sql)?.at_ms ?? 0);
  }
  settled(about: { show: string; device: string; from: number; to: number; sinceMs: number }): string[] {
    const start = this.#start(about.show);
    return this.#all(
      'SELECT id FROM history WHERE device = ? AND place > ? AND place <= ? AND at_ms >= ? ORDER BY place',
      this.#device(about.device),
      start + about.from,
      start + about.to,
      about.sinceMs,
    ).map(({ id }) => id as string);
  }
  history(show: string, { of, beforeRev, limit = 200 }: HistoryQuery): HistoryEntry[] {
    const start = this.#start(show);
    const before = start + Math.min(beforeRev ?? PLACES_A_SHOW, PLACES_A_SHOW);
    const found = of
      ? this.#all(
          `${ENTRIES} WHERE place > ? AND place < ? AND EXISTS
             (SELECT 1 FROM json_each(wrote) AS ref WHERE ref.value = ?)
           ORDER BY place DESC LIMIT ?`,
          start,
          before,
          refWord(of),
          limit,
        )
      : this.#all(`${ENTRIES} WHERE place > ? AND place < ? ORDER BY place DESC LIMIT ?`, start, before, limit);
    return found.map((fields) => entryOf(show, fields));
  }
  historyThatWrote(show: string, refs: readonly RowRef[]): HistoryEntry[] {
    const start = this.#start(show);
    return this.#all(
      `${ENTRIES} WHERE place > ? AND place < ? AND EXISTS
         (SELECT 1 FROM json_each(wrote) AS ref WHERE ref.value IN (SELECT value FROM json_each(?)))`,
      start,
      start + PLACES_A_SHOW,
      JSON.stringify(refs.map(refWord)),
    ).map((fields) => entryOf(show, fields));
  }
  /** Reads the whole history: for what is asked once in a long while. */
  historyThat(show: string, says: (args: unknown) => boolean): HistoryEntry[] {
    const start = this.#start(show);
    return this.#all(`${ENTRIES} WHERE place > ? AND place < ?`, start, start + PLACES_A_SHOW)
      .filter(({ args }) => says(JSON.parse(args as string)))
      .map((fields) => entryOf(show, fields));
  }
  emptyArgs(show: string, rev: number, args: unknown): void {
    this.run(
      'UPDATE history SET args = ?, erased = 1 WHERE place = ?',
      JSON.stringify(args ?? null),
      this.#start(show) + rev,
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

const ENTRIES = 'SELECT history.*, device.id AS device_id FROM history LEFT JOIN device ON device.n = history.device';

function entryOf(show: string, found: Fields): HistoryEntry {
  const wrote = (JSON.parse(found.wrote as string) as string[]).map((word) => {
    const [row, id] = word.split(' ');
    return { row: row as RowName, id: id ?? '' };
  });
  return {
    rev: (found.place as number) % PLACES_A_SHOW,
    mutation: {
      id: found.id as string,
      show,
      name: found.name as string,
      args: JSON.parse(found.args as string),
      madeAtMs: found.made_at_ms as number,
      epoch: found.epoch as string,
    },
    by: found.by as string,
    ...(typeof found.device_id === 'string' && { device: found.device_id }),
    atMs: found.at_ms as number,
    wrote,
    erased: found.erased === 1,
  };
}
