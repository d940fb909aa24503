import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';

/** `npm test`: everything, from a machine that has Node's package manager only. Further words go to vitest. */
const root = join(import.meta.dirname, '..');
const chromium = findChromium();
if (chromium === undefined) process.exit(1);
const env = { ...process.env, CHROMIUM: chromium };

installPds();
step('biome', 'check', '--error-on-warnings');
step('tsc', '-b');
step('vite', 'build', '--configLoader', 'native', '--logLevel', 'warn');
step('vitest', 'run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2));

/** Runs a tool of the project under this Node, and ends with its code when it fails. */
function step(tool: string, ...words: string[]): void {
  const { status } = spawnSync(join(root, 'node_modules/.bin', tool), words, {
    cwd: root,
    env: { ...env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}` },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** The real Bluesky server that channels are tested against, in a package of its own: some 550 packages, fetched once. */
function installPds(): void {
  const folder = join(root, 'test/pds');
  if (existsSync(join(folder, 'node_modules/@atproto/pds'))) return;
  const npm = process.env.npm_execpath;
  const words = ['ci', '--no-audit', '--no-fund'];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...words], { cwd: folder, stdio: 'inherit' })
    : spawnSync('npm', words, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
