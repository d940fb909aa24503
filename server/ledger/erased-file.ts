import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { givenId, rowId } from '../../shared/rows/base.ts';
import type { RowName } from '../../shared/rows/row.ts';
import type { ErasedList, ErasedRow } from './erasing.ts';

const erasedSchema = v.object({ ledger: givenId, show: givenId, row: v.string(), id: rowId });

/**
 * The ids of erased rows, one JSON line each, beside the secret key: outside the data folder, so that restoring or
 * copying that folder does not forget what the law or a person had erased.
 */
export function erasedFile(path: string): ErasedList {
  const erased = readErased(path);
  return {
    all: () => erased,
    add(row) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const file = openSync(path, 'a', 0o600);
      try {
        // A line cut by a crash must not swallow this one: it starts on a line of its own.
        writeSync(file, `\n${JSON.stringify(row)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      erased.push(row);
    },
  };
}

export const erasedFileBeside = (secretKeyFile: string): string => join(dirname(secretKeyFile), 'erased.jsonl');

function readErased(path: string): ErasedRow[] {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    // None is the usual case; one that is there and cannot be read must stop the server, or the erased would come back.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return text.split('\n').flatMap((line) => erasedOf(line) ?? []);
}

/** Undefined for an empty line, and for one that a crash cut: its erasure was never committed. */
function erasedOf(line: string): ErasedRow | undefined {
  if (line === '') return undefined;
  try {
    const found = v.safeParse(erasedSchema, JSON.parse(line));
    return found.success ? { ...found.output, row: found.output.row as RowName } : undefined;
  } catch {
    return undefined;
  }
}
