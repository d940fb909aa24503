import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { erasedFile, erasedFileBeside } from '../../../server/ledger/erased-file.ts';
import { emptyFolder } from '../server-process.ts';

const row = (id: string) => ({ ledger: 'l1', show: 'finale', row: 'post' as const, id });

test('LE51 the list of erased rows stands beside the key, for its owner alone, and is read again at each start', () => {
  const path = erasedFileBeside(join(emptyFolder().root, 'config/secret.key'));
  const first = erasedFile(path);
  expect(first.all()).toEqual([]);
  first.add(row('p1'));
  first.add(row('p2'));
  expect(first.all()).toEqual([row('p1'), row('p2')]);
  expect(erasedFile(path).all()).toEqual([row('p1'), row('p2')]);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('LE51 a line that a crash cut hides no other', () => {
  const path = join(emptyFolder().root, 'erased.jsonl');
  erasedFile(path).add(row('p1'));
  appendFileSync(path, '{"ledger":"l1","show":"fin');
  erasedFile(path).add(row('p2'));
  expect(erasedFile(path).all()).toEqual([row('p1'), row('p2')]);
});

test('LE51 a list that is there and cannot be read stops the start: what was erased would come back', () => {
  const path = join(emptyFolder().root, 'erased.jsonl');
  mkdirSync(path);
  expect(() => erasedFile(path)).toThrow('EISDIR');
});
