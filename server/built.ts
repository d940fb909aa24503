import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the pages are made of. */
const SOURCES = ['client/**/*', 'shared/**/*.{ts,json}', 'vite.config.ts', 'package-lock.json'];
const MARK = 'dist/.sources';

/**
 * Whether `dist/` was built from the sources as they are: by a mark of their contents, since copying a folder changes
 * every date in it; or, built by hand and not marked yet, because it is newer than all of them. An installation that has
 * no sources came with its pages built.
 */
export function isBuilt(root: string): boolean {
  const page = join(root, 'dist/index.html');
  if (!existsSync(page)) return false;
  if (!existsSync(join(root, 'client'))) return true;
  const files = sourcesIn(root);
  const mark = join(root, MARK);
  const builtMs = statSync(page).mtimeMs;
  if (existsSync(mark) && statSync(mark).mtimeMs >= builtMs) return readFileSync(mark, 'utf8') === markOf(root, files);
  return files.every((file) => statSync(join(root, file)).mtimeMs < builtMs);
}

/** Called when `dist/` has just been built. */
export function rememberBuild(root: string): void {
  writeFileSync(join(root, MARK), markOf(root, sourcesIn(root)));
}

const sourcesIn = (root: string): readonly string[] =>
  globSync([...SOURCES], { cwd: root })
    .filter((file) => statSync(join(root, file)).isFile())
    .sort();

function markOf(root: string, files: readonly string[]): string {
  const mark = createHash('sha256');
  for (const file of files) mark.update(`${file}\0`).update(readFileSync(join(root, file)));
  return mark.digest('hex');
}
