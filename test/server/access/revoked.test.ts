import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { revokedFile, revokedFileBeside } from '../../../server/access/revoked-file.ts';
import { openSessions } from '../../../server/access/sessions.ts';
import { prepareAccessTables } from '../../../server/access/tables.ts';
import { openDatabase } from '../../../server/database.ts';

/** A data folder and a key's folder; `open` is a server's start on what is in the first, or on a backup of it. */
function place() {
  const root = mkdtempSync(join(tmpdir(), 'regie-revoked-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const list = revokedFileBeside(join(root, 'keys/secret.key'));
  const clock = { nowMs: () => now++ };
  let now = Date.parse('2027-06-10T18:00:00Z');
  const open = (folder: string) => {
    const opened = openDatabase(join(root, folder));
    if (!opened.ok) throw new Error(opened.fault.code);
    const { database } = opened;
    onTestFinished(() => database.close());
    prepareAccessTables(database, clock.nowMs());
    return { sessions: openSessions(database, clock, revokedFile(list)), database };
  };
  return { root, list, open };
}

test('AC180 a session revoked after a backup does not come back with it, and who was not revoked does', () => {
  const { root, list, open } = place();
  const { sessions, database } = open('data');
  const lost = sessions.open({ device: 'lost', name: 'Perdu', admin: true });
  const kept = sessions.open({ device: 'kept', name: 'Gardé', admin: false });
  const token = sessions.renewToken(lost.id);
  sessions.join(kept.id, 'final', 'naima');
  sessions.join(kept.id, 'forum', 'naima');
  const backup = open('backup');
  for (const table of ['session', 'session_show']) {
    for (const record of database.prepare(`SELECT * FROM ${table}`).all()) {
      const names = Object.keys(record);
      backup.database
        .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`)
        .run(...Object.values(record));
    }
  }
  expect(backup.sessions.byToken(token)?.id).toBe(lost.id);

  sessions.revoke(lost.id);
  sessions.leave(kept.id, 'final');
  const restored = open('backup').sessions;
  expect(restored.byToken(token)).toBeUndefined();
  expect(restored.byId(kept.id)?.device).toBe('kept');
  expect(restored.membership(kept.id, 'final')?.revoked).toBe(true);
  expect(restored.membership(kept.id, 'forum')?.revoked).toBe(false);

  // Let in again: the old word against it is over.
  restored.join(kept.id, 'final', 'naima');
  expect(open('backup').sessions.membership(kept.id, 'final')?.revoked).toBe(false);
  expect(statSync(list).mode & 0o077).toBe(0);
  expect(list.startsWith(join(root, 'keys'))).toBe(true);
  expect(readFileSync(list, 'utf8')).not.toContain(token);
});

test('AC181 a session is written down once, and a line that a crash cut hides none of the others', () => {
  const { list, open } = place();
  const { sessions } = open('data');
  const one = sessions.open({ device: 'one', name: 'Un', admin: false });
  sessions.revoke(one.id);
  sessions.revoke(one.id);
  expect(revokedFile(list).all()).toEqual([{ session: one.id, atMs: expect.any(Number) }]);
  appendFileSync(list, '{"session":"tw');
  revokedFile(list).add({ session: 'three', atMs: 1 });
  expect(
    revokedFile(list)
      .all()
      .map(({ session }) => session),
  ).toEqual([one.id, 'three']);
});
