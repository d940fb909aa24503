import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** AES-256. */
const KEY_BYTES = 32;

export type KeyOpened =
  | { readonly ok: true; readonly key: Buffer; readonly made: boolean }
  | { readonly ok: false; readonly code: 'unreadable' | 'not-a-key' | 'exposed'; readonly detail: string };

/** Read or written by others than its owner. Windows has no such bits: there every file seems open to all. */
const OTHERS = process.platform === 'win32' ? 0 : 0o077;

/**
 * The key that network credentials are encrypted with: made at first start, readable by its owner alone. Without it
 * the credentials of a data folder cannot be read, so a file that is not a key is never overwritten.
 */
export function openSecretKey(path: string): KeyOpened {
  try {
    const file = openSync(path, 'r');
    try {
      const { mode } = fstatSync(file);
      if ((mode & OTHERS) !== 0) return { ok: false, code: 'exposed', detail: (mode & 0o777).toString(8) };
      const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
      if (key.length === KEY_BYTES) return { ok: true, key, made: false };
      return { ok: false, code: 'not-a-key', detail: `${key.length} ≠ ${KEY_BYTES}` };
    } finally {
      closeSync(file);
    }
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
