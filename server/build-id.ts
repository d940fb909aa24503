import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which staff app is served: the hash in the name of its entry script, which the running app reads from its own address.
 * From its sources there is one app only: `dev`.
 */
export function buildOf(dist: string): string {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const [, hash] = /\/assets\/[^"']*-([A-Za-z0-9_-]{8})\.js/.exec(page) ?? [];
  return hash ?? DEV_BUILD;
}

export const DEV_BUILD = 'dev';
