import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findWebKit } from './find-webkit.ts';

/** `npm run webkit`: the main path and the app's death in a real WebKit. Further words go to vitest. */
const root = join(import.meta.dirname, '../..');
if (!findWebKit()) process.exit(1);
step('vite/bin/vite.js', 'build', '--configLoader', 'native', '--logLevel', 'warn');
step('vitest/vitest.mjs', 'run', '--config', 'test/webkit/vitest.config.ts', ...process.argv.slice(2));

function step(tool: string, ...words: string[]): void {
  const path = join(root, 'node_modules', tool);
  const { status } = spawnSync(process.execPath, [path, ...words], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
