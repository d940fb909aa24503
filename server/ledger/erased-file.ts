import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { givenId, rowId } from '../../shared/rows/base.ts';
import type { RowName } from '../../shared/rows/row.ts';
import { appendLine, readLines } from '../line-file.ts';
import type { ErasedList, ErasedRow } from './erasing.ts';

const erasedSchema = v.object({ ledger: givenId, show: givenId, row: v.string(), id: rowId });

/**
 * The ids of erased rows, one JSON line each, beside the secret key: outside the data folder, so that restoring or
 * copying that folder does not forget what the law or a person had erased. One that is there and cannot be read stops
 * the server, or the erased would come back.
 */
export function erasedFile(path: string): ErasedList {
  const erased = readLines(path).flatMap((line) => erasedOf(line) ?? []);
  return {
    all: () => erased,
    add(row) {
      appendLine(path, row);
      erased.push(row);
    },
  };
}

export const erasedFileBeside = (secretKeyFile: string): string => join(dirname(secretKeyFile), 'erased.jsonl');

function erasedOf(line: unknown): ErasedRow | undefined {
  const found = v.safeParse(erasedSchema, line);
  return found.success ? { ...found.output, row: found.output.row as RowName } : undefined;
}
