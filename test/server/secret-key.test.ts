import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keyWords } from '../../server/faults.ts';
import { openSecretKey } from '../../server/secret-key.ts';

function somewhere(): string {
  const folder = mkdtempSync(join(tmpdir(), 'regie-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'config', 'secret.key');
}
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('AC41 the key is made at first start for its owner’s eyes alone, and is the same ever after', () => {
  const path = somewhere();
  const made = openSecretKey(path);
  expect(made).toMatchObject({ ok: true, made: true });
  expect([modeOf(path), modeOf(join(path, '..'))]).toEqual(['600', '700']);
  const again = openSecretKey(path);
  expect(again).toMatchObject({ ok: true, made: false });
  expect(again.ok && made.ok && again.key.equals(made.key) && again.key.length).toBe(32);
  const other = openSecretKey(somewhere());
  expect(other.ok && made.ok && other.key.equals(made.key)).toBe(false);
});

test('AC42 a key that others can read, or a file that is none, stops the start in words and is left as it is', () => {
  const path = somewhere();
  openSecretKey(path);
  for (const mode of [0o640, 0o604, 0o620]) {
    chmodSync(path, mode);
    const open = openSecretKey(path);
    expect(open).toEqual({ ok: false, code: 'exposed', detail: mode.toString(8) });
    if (!open.ok) expect(keyWords(path, open).en).toContain(`chmod 600 ${path}`);
  }
  chmodSync(path, 0o600);
  expect(openSecretKey(path)).toMatchObject({ ok: true });
  writeFileSync(path, 'not a key');
  expect(openSecretKey(path)).toMatchObject({ ok: false, code: 'not-a-key' });
  expect(readFileSync(path, 'utf8')).toBe('not a key');
  const inTheWay = join(path, 'inside-a-file');
  expect(openSecretKey(inTheWay)).toMatchObject({ ok: false, code: 'unreadable' });
});
