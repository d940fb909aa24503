import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { LINK_LIFE_MS } from './access/invitations.ts';
import { SESSION_LIFE_MS } from './access/sessions.ts';
import { appendLine, readLines, replaceLines } from './line-file.ts';
import type { Log } from './log.ts';
import { placeOf, type Revoked, type RevokedList, revokedSchema } from './revoked.ts';

export interface RevokedFileParts {
  readonly nowMs: number;
  readonly log: Log;
}

/**
 * The list as one JSON line each, beside the secret key. Opening it drops what says nothing any more, so that it stays
 * small; a line of another version stays. One that is there and cannot be read stops the server.
 */
export function revokedFile(path: string, { nowMs, log }: RevokedFileParts): RevokedList {
  const lines = readLines(path).map((line) => ({ line, one: revokedOf(line) }));
  const last = new Map(lines.flatMap(({ one }) => (one && 'staff' in one ? [[placeOf(one), one] as const] : [])));
  const kept = lines.filter(({ one }) => !one || !isOver(one, nowMs, last));
  if (kept.length < lines.length) {
    const left = kept.map(({ line }) => line);
    orLog(() => replaceLines(path, left), 'The list of what was revoked could not be shortened.');
  }
  const revoked = kept.flatMap(({ one }) => one ?? []);
  return {
    all: () => revoked,
    add(one) {
      revoked.push(one);
      orLog(() => appendLine(path, one), 'What was revoked would come back with an older backup.');
    },
  };

  function orLog(write: () => void, words: string): void {
    try {
      write();
    } catch (error) {
      log.error({ error, path }, words);
    }
  }
}

export const revokedFileBeside = (secretKeyFile: string): string => join(dirname(secretKeyFile), 'revoked.jsonl');

/** No backup can bring it back: it would have died by itself since, or a later line says how it stands. */
function isOver(one: Revoked, nowMs: number, last: ReadonlyMap<string, Revoked>): boolean {
  if ('session' in one) return one.atMs < nowMs - SESSION_LIFE_MS;
  if ('invitation' in one) return one.atMs < nowMs - LINK_LIFE_MS;
  return 'staff' in one && last.get(placeOf(one)) !== one;
}

function revokedOf(line: unknown): Revoked | undefined {
  const found = v.safeParse(revokedSchema, line);
  return found.success ? found.output : undefined;
}
