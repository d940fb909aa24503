import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const compiled = join(import.meta.dirname, '../../server/compiled.ts');

/** Starts a program of its own in a folder of that name, which is killed as soon as it runs; what it said. */
function startedIn(root: string): string {
  mkdirSync(join(root, 'program'), { recursive: true });
  const program = join(root, 'program/main.ts');
  writeFileSync(program, "export const says: string = 'runs';\n");
  const start = join(root, 'program/start.ts');
  writeFileSync(
    start,
    `import { keepCompiled } from ${JSON.stringify(compiled)};
const keep = keepCompiled(${JSON.stringify(root)});
const { says } = await import('./main.ts');
keep();
process.stdout.write(says, () => process.kill(process.pid, 'SIGKILL'));
`,
  );
  try {
    return execFileSync(process.execPath, [start], { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  } catch (error) {
    return String((error as { readonly stdout: Buffer }).stdout);
  }
}

test('LE120 what a start compiled is kept, even of a server that is killed; where nothing can be written it starts all the same', () => {
  const root = mkdtempSync(join(tmpdir(), 'regie-compiled-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  expect(startedIn(root)).toBe('runs');
  expect(globSync('node_modules/.cache/compiled/*/*', { cwd: root })).not.toEqual([]);

  const closed = join(root, 'closed');
  mkdirSync(closed);
  // A file where the folder should be: nobody can write there, an administrator neither.
  writeFileSync(join(closed, 'node_modules'), '');
  expect(startedIn(closed)).toBe('runs');
});
