import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../../server/database.ts';
import { type BenchServer, startServer } from '../bench/server.ts';

/** A copy of a server's rows as they were at one moment. */
export interface RowsThen {
  /**
   * What a server keeps that has just started on them, its garbage collected and nobody there yet. Between two moments
   * of one server this differs by what the rows written meanwhile need, and by nothing that a server gathers at work.
   */
  keptBytes(): Promise<number>;
  close(): void;
}

/** Copies the rows of a server at work. */
export function rowsNow({ dataDir }: Pick<BenchServer, 'dataDir'>): RowsThen {
  const folder = mkdtempSync(join(tmpdir(), 'regie-rows-'));
  const file = join(folder, DATABASE_FILE);
  copyTo(join(dataDir, DATABASE_FILE), file);
  return {
    async keptBytes() {
      const afresh = await startServer(({ DATA_DIR = '' }) => {
        mkdirSync(DATA_DIR, { recursive: true });
        copyTo(file, join(DATA_DIR, DATABASE_FILE));
      });
      try {
        return (await afresh.memory()).keptBytes;
      } finally {
        await afresh.close();
      }
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

/** One consistent state, whatever is being written. */
function copyTo(from: string, to: string): void {
  const database = new DatabaseSync(from);
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}
