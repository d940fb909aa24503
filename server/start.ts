import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt, rememberBuild } from './built.ts';
import { keepCompiled } from './compiled.ts';

/** `npm start`: builds the pages where their sources changed since, then starts the server. */
const root = join(import.meta.dirname, '..');

if (!isBuilt(root)) build();
const keep = keepCompiled(root);
await import('./main.ts');
keep();

/** In a process of its own: the bundler's memory is not kept for as long as the server runs. */
function build(): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite))
    stop(
      '« npm ci » d’abord : il manque de quoi construire les pages.',
      'Run "npm ci" first: what builds the pages is missing.',
    );
  process.stdout.write('Construction des pages… / Building the pages…\n');
  const words = ['build', '--configLoader', 'native', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, [vite, ...words], { cwd: root, stdio: 'inherit' });
  if (status !== 0) stop('Les pages n’ont pas pu être construites.', 'The pages could not be built.');
  rememberBuild(root);
}

function stop(fr: string, en: string): never {
  process.stderr.write(`${fr}\n${en}\n`);
  process.exit(1);
}
