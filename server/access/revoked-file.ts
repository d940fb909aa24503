import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { appendLine, readLines } from '../line-file.ts';

const revokedSchema = v.object({ session: v.string(), show: v.optional(v.string()), atMs: v.number() });
/** A session that was ended, or sent away from one show, and when. */
export type Revoked = v.InferOutput<typeof revokedSchema>;

/** What was revoked, kept outside the data folder so that no copy of that folder signs it in again. */
export interface RevokedList {
  all(): readonly Revoked[];
  /** Durable when it returns; throws when it cannot be. */
  add(revoked: Revoked): void;
}

/** One JSON line each, beside the secret key. Sessions are named by their random id, which opens nothing. */
export function revokedFile(path: string): RevokedList {
  const revoked = readLines(path).flatMap((line) => {
    const found = v.safeParse(revokedSchema, line);
    return found.success ? [found.output] : [];
  });
  return {
    all: () => revoked,
    add(one) {
      appendLine(path, one);
      revoked.push(one);
    },
  };
}

export const revokedFileBeside = (secretKeyFile: string): string => join(dirname(secretKeyFile), 'revoked.jsonl');
