import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Adds a JSON line to a file that only this user reads. On the disk when it returns; throws when it cannot be. */
export function appendLine(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'a', 0o600);
  try {
    // A line cut by a crash must not swallow this one: it starts on a line of its own.
    writeSync(file, `\n${JSON.stringify(value)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Puts these lines in the place of the file's. A crash on the way leaves the old ones or the new ones, never a part. */
export function replaceLines(path: string, values: readonly unknown[]): void {
  const next = `${path}.next`;
  const file = openSync(next, 'w', 0o600);
  try {
    writeSync(file, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
}

/** Every line that is JSON; one that a crash cut is none. A file that is there and cannot be read throws. */
export function readLines(path: string): readonly unknown[] {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      return [];
    }
  });
}
