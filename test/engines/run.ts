import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findFirefox } from './find-firefox.ts';
import { findWebKit } from './find-webkit.ts';

/** `npm run engines`: the main path and the app's death in real browsers that are not Chromium. Further words go to vitest. */
const root = join(import.meta.dirname, '../..');
const FIND: Readonly<Record<string, () => boolean>> = { webkit: findWebKit, firefox: findFirefox };

const words = process.argv.slice(2);
const named = words.filter((word) => word in FIND);
const engines = named.length > 0 ? named : Object.keys(FIND);
if (!engines.every((engine) => FIND[engine]?.())) process.exit(1);
step({}, 'vite/bin/vite.js', 'build', '--configLoader', 'native', '--logLevel', 'warn');
for (const engine of engines) {
  const further = words.filter((word) => !(word in FIND));
  step({ ENGINE: engine }, 'vitest/vitest.mjs', 'run', '--config', 'test/engines/vitest.config.ts', ...further);
}

function step(env: Readonly<Record<string, string>>, tool: string, ...args: string[]): void {
  const path = join(root, 'node_modules', tool);
  const { status } = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
