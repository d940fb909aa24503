import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** AES-256. */
const KEY_BYTES = 32;

export type KeyOpened =
  | { readonly ok: true; readonly key: Buffer; readonly made: boolean }
  | { readonly ok: false; readonly code: 'unreadable' | 'not-a-key'; readonly detail: string };

/**
 * The key that network credentials are encrypted with: made at first start, readable by its owner alone. Without it
 * the credentials of a data folder cannot be read, so a file that is not a key is never overwritten.
 */
export function openSecretKey(path: string): KeyOpened {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
    if (key.length === KEY_BYTES) return { ok: true, key, made: false };
    return { ok: false, code: 'not-a-key', detail: `${key.length} ≠ ${KEY_BYTES}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return unreadable(error);
  }
  try {
    const key = randomBytes(KEY_BYTES);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${key.toString('base64url')}\n`);
    fsyncSync(file);
    closeSync(file);
    return { ok: true, key, made: true };
  } catch (error) {
    return unreadable(error);
  }
}

const unreadable = (error: unknown): KeyOpened => ({
  ok: false,
  code: 'unreadable',
  detail: error instanceof Error ? error.message : String(error),
});
