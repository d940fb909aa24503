import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../../server/database.ts';
import { backUp } from '../../../server/ledger/backup.ts';
import { erasedFile } from '../../../server/ledger/erased-file.ts';
import type { ErasedList } from '../../../server/ledger/erasing.ts';
import type { Ledger } from '../../../server/ledger/ledger.ts';
import { type LedgerParts, openLedger } from '../../../server/ledger/sqlite.ts';
import { silentLog } from '../../../server/log.ts';
import type { RevokedList } from '../../../server/revoked.ts';
import { revokedFile } from '../../../server/revoked-file.ts';
import { type LedgerBench, ledgerContract } from '../../contract/ledger.ts';

ledgerContract('sqlite', (parts) => new SqliteBench(parts ?? {}));

class SqliteBench implements LedgerBench {
  nowMs = Date.UTC(2027, 5, 10, 16);
  ledger!: Ledger;
  erased!: ErasedList;
  revoked!: RevokedList;
  readonly #root = mkdtempSync(join(tmpdir(), 'regie-'));
  readonly #data = join(this.#root, 'data');
  readonly #parts: Pick<LedgerParts, 'apply'>;
  #database!: DatabaseSync;
  #marks = 0;

  constructor(parts: Pick<LedgerParts, 'apply'>) {
    this.#parts = parts;
    this.#open();
  }

  #open(): void {
    const opened = openDatabase(this.#data);
    if (!opened.ok) throw new Error(opened.fault.detail);
    this.#database = opened.database;
    this.erased = erasedFile(join(this.#root, 'erased.jsonl'));
    this.revoked = revokedFile(join(this.#root, 'revoked.jsonl'), { nowMs: this.nowMs, log: silentLog });
    this.ledger = openLedger({
      database: this.#database,
      clock: { nowMs: () => this.nowMs },
      random: () => {
        this.#marks += 1;
        return `mark-${this.#marks}`;
      },
      erased: this.erased,
      revoked: this.revoked,
      ...this.#parts,
    });
  }

  restart(): void {
    this.#database.close();
    this.#open();
  }
  snapshot(): () => void {
    const copy = mkdtempSync(join(this.#root, 'snapshot-'));
    cpSync(this.#data, copy, { recursive: true });
    return () => this.#openOn(copy);
  }
  async backUp(): Promise<() => void> {
    const into = join(this.#root, 'backups');
    const folder = await backUp({ database: this.#database, dataDir: this.#data, nowMs: this.nowMs, into });
    return () => this.#openOn(folder);
  }
  #openOn(folder: string): void {
    this.#database.close();
    rmSync(this.#data, { recursive: true });
    cpSync(folder, this.#data, { recursive: true });
    this.#open();
  }
  fill(isFull: boolean): void {
    const pages = isFull ? this.#database.prepare('PRAGMA page_count').get()?.page_count : 1_000_000;
    this.#database.exec(`PRAGMA max_page_count = ${pages}`);
  }
  bytes(): string {
    return readdirSync(this.#data)
      .map((name) => readFileSync(join(this.#data, name), 'latin1'))
      .join('\n');
  }
  close(): void {
    this.#database.close();
    rmSync(this.#root, { recursive: true });
  }
}
