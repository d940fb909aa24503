import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isBuilt, rememberBuild } from '../../server/built.ts';
import { emptyFolder } from './server-process.ts';

function project() {
  const { root } = emptyFolder();
  const write = (path: string, words: string, second: number) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), words);
    utimesSync(join(root, path), second, second);
  };
  write('client/main.tsx', 'one', 100);
  write('shared/apply/apply.ts', 'one', 100);
  write('vite.config.ts', 'one', 100);
  write('package-lock.json', '{}', 100);
  return { root, write };
}

test('LE35 pages are built anew when any of their sources changed, whatever the files’ dates say', () => {
  const { root, write } = project();
  expect(isBuilt(root)).toBe(false);
  write('dist/index.html', '<title>', 200);
  rememberBuild(root);
  expect(isBuilt(root)).toBe(true);
  // Copied elsewhere: every date is new, no content is.
  write('client/main.tsx', 'one', 900);
  expect(isBuilt(root)).toBe(true);
  for (const path of ['client/main.tsx', 'shared/apply/apply.ts', 'vite.config.ts', 'package-lock.json']) {
    write(path, 'two', 100);
    expect(isBuilt(root), path).toBe(false);
    rememberBuild(root);
    expect(isBuilt(root)).toBe(true);
  }
  write('client/new.ts', '', 100);
  expect(isBuilt(root)).toBe(false);
});

test('LE35 pages built by hand count while they are newer than every source', () => {
  const { root, write } = project();
  write('dist/index.html', '<title>', 200);
  expect(isBuilt(root)).toBe(true);
  write('client/main.tsx', 'two', 300);
  expect(isBuilt(root)).toBe(false);
  rememberBuild(root);
  // Built again by hand since the mark was made: the mark no longer counts.
  write('dist/.sources', 'an old mark', 250);
  write('dist/index.html', '<title>', 400);
  expect(isBuilt(root)).toBe(true);
});

test('LE35 an installation without sources came with its pages', () => {
  const { root, write } = project();
  write('dist/index.html', '<title>', 50);
  expect(isBuilt(root)).toBe(false);
  rmSync(join(root, 'client'), { recursive: true });
  expect(isBuilt(root)).toBe(true);
});
