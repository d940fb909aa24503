import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CODE_LIFE_MS, LINK_LIFE_MS, openInvitations } from '../../../server/access/invitations.ts';
import { openSessions, SESSION_LIFE_MS } from '../../../server/access/sessions.ts';
import { prepareAccessTables } from '../../../server/access/tables.ts';
import { DATABASE_FILE, openDatabase } from '../../../server/database.ts';
import { silentLog } from '../../../server/log.ts';
import { revokedFile, revokedFileBeside } from '../../../server/revoked-file.ts';

/** A data folder and a key's folder; `open` is a server's start on what is in the first, or on a backup of it. */
function place() {
  const root = mkdtempSync(join(tmpdir(), 'regie-revoked-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const list = revokedFileBeside(join(root, 'keys/secret.key'));
  const clock = { nowMs: () => now++ };
  let now = Date.parse('2027-06-10T18:00:00Z');
  const read = (laterMs = 0) => revokedFile(list, { nowMs: now + laterMs, log: silentLog });
  const open = (folder: string) => {
    const opened = openDatabase(join(root, folder));
    if (!opened.ok) throw new Error(opened.fault.code);
    const { database } = opened;
    onTestFinished(() => database.close());
    prepareAccessTables(database, clock.nowMs());
    const revoked = read();
    return {
      sessions: openSessions(database, clock, revoked),
      invitations: openInvitations(database, clock, revoked),
      revoked,
      copyTo(folder: string) {
        mkdirSync(join(root, folder));
        database.prepare('VACUUM INTO ?').run(join(root, folder, DATABASE_FILE));
      },
    };
  };
  return { root, list, read, open };
}

test('AC180 a session revoked after a backup does not come back with it, and who was not revoked does', () => {
  const { root, list, open } = place();
  const { sessions, copyTo } = open('data');
  const lost = sessions.open({ device: 'lost', name: 'Perdu', admin: true });
  const kept = sessions.open({ device: 'kept', name: 'Gardé', admin: false });
  const token = sessions.renewToken(lost.id);
  sessions.join(kept.id, 'final', 'naima');
  sessions.join(kept.id, 'forum', 'naima');
  copyTo('backup');

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
  const { list, read, open } = place();
  const { sessions } = open('data');
  const one = sessions.open({ device: 'one', name: 'Un', admin: false });
  sessions.revoke(one.id);
  sessions.revoke(one.id);
  expect(read().all()).toEqual([{ session: one.id, atMs: expect.any(Number) }]);
  appendFileSync(list, '{"session":"tw');
  const third = { session: 'three', atMs: Date.parse('2027-06-10T18:00:00Z') };
  read().add(third);
  expect(read().all()).toEqual([{ session: one.id, atMs: expect.any(Number) }, third]);
});

test('PV33 a one-time link used or withdrawn since a backup opens nothing after it; one still open does', () => {
  const { list, open } = place();
  const { invitations, copyTo } = open('data');
  const make = (staff: string) => invitations.make({ show: 'final', staff });
  const [used, withdrawn, kept] = [make('naima'), make('loane'), make('sidonie')];
  copyTo('backup');
  invitations.use(used.id, 'session-1');
  invitations.withdraw(withdrawn.id);
  const restored = open('backup').invitations;
  expect(restored.find(used)?.used).toEqual({ session: 'session-1', atMs: expect.any(Number) });
  expect(restored.find({ code: withdrawn.code })?.withdrawn).toBe(true);
  expect(restored.open('final').map(({ id }) => id)).toEqual([kept.id]);
  const written = readFileSync(list, 'utf8');
  for (const { token, code } of [used, withdrawn]) {
    expect(written).not.toContain(token);
    expect(written).not.toContain(code);
  }
});

test('PV36 the list of what was taken back stays small: what would have died by itself, or was said again, leaves it', () => {
  const { list, read } = place();
  const atMs = Date.parse('2027-06-10T18:00:00Z');
  const left = { ledger: 'l1', show: 'final', staff: 'naima', hats: ['write' as const], revoked: true, atMs };
  const first = read();
  const [session, invitation] = [
    { session: 'one', atMs },
    { invitation: 'two', usedBy: 'one', atMs },
  ];
  const [link, question] = [
    { link: 'three', atMs },
    { show: 'final', message: 'four', givenMs: atMs, atMs },
  ];
  for (const one of [left, session, { ...left, revoked: false }, invitation, link, question]) first.add(one);
  appendFileSync(list, '\n{"of":"a later version"}\n');
  const back = { ...left, revoked: false };
  expect(read().all()).toEqual([session, back, invitation, link, question]);
  expect(read(CODE_LIFE_MS).all()).toEqual([session, back, invitation, link, question]);
  expect(read(LINK_LIFE_MS + 1).all()).toEqual([session, back, link, question]);
  expect(read(SESSION_LIFE_MS + 1).all()).toEqual([back, link, question]);
  expect(readFileSync(list, 'utf8').split('\n').filter(Boolean)).toHaveLength(4);
  expect(readFileSync(list, 'utf8')).toContain('a later version');
  if (process.platform !== 'win32') expect(statSync(list).mode & 0o777).toBe(0o600);
});

test('PV37 a list that cannot be written stops no one from being sent away, and it is logged', () => {
  const { root } = place();
  const logged: object[] = [];
  const log = { ...silentLog, error: (about: object) => void logged.push(about) };
  const list = revokedFile(join(root, 'elsewhere.jsonl'), { nowMs: 0, log });
  mkdirSync(join(root, 'elsewhere.jsonl'));
  list.add({ session: 'one', atMs: 1 });
  expect(list.all()).toEqual([{ session: 'one', atMs: 1 }]);
  expect(logged).toMatchObject([{ path: join(root, 'elsewhere.jsonl') }]);
});
