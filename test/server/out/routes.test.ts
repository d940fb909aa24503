import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../server/log.ts';
import { calendarIds, openOutLinks } from '../../../server/out/links.ts';
import { outRoutes } from '../../../server/out/routes.ts';
import { revokedInMemory } from '../../../server/revoked.ts';
import { evening } from '../../fixtures/evening.ts';
import { edit, MADE } from '../recap/recap-of-evening.ts';
import { SHOW, startServer } from '../running-server.ts';
import { emptyFolder } from '../server-process.ts';

const ORIGIN = 'https://regie.example';

/** The routes on a server of their own, with the staff of the small show and the rows of the evening. */
async function stage() {
  const server = await startServer();
  const rows = evening();
  const key = randomBytes(32);
  const database = new DatabaseSync(':memory:');
  const clock = { nowMs: () => MADE };
  const links = openOutLinks(database, { key, clock, revoked: revokedInMemory() });
  const routes = outRoutes({
    access: server.access,
    links,
    rows: (show) => (show === SHOW ? rows : undefined),
    photoFile: async () => undefined,
    idOf: calendarIds(key),
    clock,
    log: silentLog,
    origin: ORIGIN,
  });
  const http = createServer(express().use(routes));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void http.close());
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const ask = (path: string, init: { method?: string; cookie?: string; body?: object } = {}) =>
    fetch(base + path, {
      method: init.method ?? 'GET',
      headers: {
        origin: base,
        ...(init.cookie === undefined ? {} : { cookie: init.cookie }),
        ...(init.body && { 'content-type': 'application/json' }),
      },
      ...(init.body && { body: JSON.stringify(init.body) }),
    });
  const answer = async (...asked: Parameters<typeof ask>) => {
    const response = await ask(...asked);
    // biome-ignore lint/suspicious/noExplicitAny: what comes over the wire has no type
    return [response.status, (await response.json()) as any] as const;
  };
  const path = (url: string) => url.replace(ORIGIN, '');
  return { server, rows, key, database, clock, links, ask, answer, path };
}

test('OU14 who approves or administers makes a link, all of the team see it, and the same is asked for twice', async () => {
  const { server, answer } = await stage();
  const naima = await server.signIn('naima', 'phone-n');
  const loane = await server.signIn('loane', 'phone-l');
  const body = { person: 'p01' };
  const [, first] = await answer(`/shows/${SHOW}/links`, { method: 'POST', cookie: naima, body });
  const [, again] = await answer(`/shows/${SHOW}/links`, { method: 'POST', cookie: naima, body });
  expect(first.link).toEqual({
    id: expect.any(String),
    person: 'p01',
    url: expect.stringMatching(/^https:\/\/regie\.example\/out\/[A-Za-z0-9_-]{38}$/),
    madeMs: MADE,
  });
  expect(again).toEqual(first);
  expect(await answer(`/shows/${SHOW}/links`, { cookie: loane })).toEqual([200, { ok: true, links: [first.link] }]);
  expect((await answer(`/shows/${SHOW}/links`, { method: 'POST', cookie: loane, body }))[1].code).toBe('not-allowed');
  expect((await answer(`/shows/${SHOW}/links/${first.link.id}`, { method: 'DELETE', cookie: loane }))[1].code).toBe(
    'not-allowed',
  );
  expect(
    (await answer(`/shows/${SHOW}/links`, { method: 'POST', cookie: naima, body: { person: 'nobody' } }))[1].code,
  ).toBe('unknown');
  expect((await answer(`/shows/${SHOW}/links`))[1].code).toBe('no-session');
  expect((await answer('/shows/other/links', { cookie: naima }))[1].code).toBe('not-allowed');
});

test('OU14 a link opens with no session, is found by no search, and opens nothing once withdrawn', async () => {
  const { server, ask, answer, path } = await stage();
  const cookie = await server.signIn('naima', 'phone-n');
  const make = async (body: object) =>
    (await answer(`/shows/${SHOW}/links`, { method: 'POST', cookie, body }))[1].link as { id: string; url: string };
  for (const [body, type, words] of [
    [{}, 'text/calendar; charset=utf-8', 'BEGIN:VCALENDAR'],
    [{ person: 'p01' }, 'text/html; charset=utf-8', 'Ce qui a été dit de Maëlys Tournepierre'],
  ] as const) {
    const link = await make(body);
    const opened = await ask(path(link.url));
    expect([opened.status, opened.headers.get('content-type')]).toEqual([200, type]);
    expect(opened.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await opened.text()).toContain(words);

    const gone = { method: 'DELETE', cookie };
    expect((await answer(`/shows/${SHOW}/links/${link.id}`, gone))[0]).toBe(200);
    expect((await answer(`/shows/${SHOW}/links/${link.id}`, gone))[1].code).toBe('unknown');
    const closed = await ask(path(link.url));
    expect(closed.status).toBe(404);
    expect(await closed.text()).not.toContain(words);
    // The next one is another.
    expect((await make(body)).url).not.toBe(link.url);
  }
});

test('OU14 a page about someone who was erased opens nothing, and says so in both languages', async () => {
  const { server, rows, ask, answer, path } = await stage();
  const cookie = await server.signIn('naima', 'phone-n');
  const [, { link }] = await answer(`/shows/${SHOW}/links`, { method: 'POST', cookie, body: { person: 'p02' } });
  edit(rows, 'person', 'p02', { erased: true, name: '' });
  const closed = await ask(path(link.url));
  expect(closed.status).toBe(404);
  const words = await closed.text();
  expect(words).toContain('Ce lien ne s’ouvre plus');
  expect(words).toContain('This link opens nothing any more');
});

test('OU14 nobody makes a link from the database alone, nor opens one person’s calendar with another’s link', async () => {
  const { links, database, clock, ask, path } = await stage();
  const link = links.make({ show: SHOW, person: 'p01' });
  const stolen = openOutLinks(database, { key: randomBytes(32), clock, revoked: revokedInMemory() }).open(SHOW)[0];
  expect(stolen?.id).toBe(link.id);
  expect(links.find(stolen?.token ?? '')).toBeUndefined();
  for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
    const found = links.find(link.token.slice(0, -1) + last);
    expect(found?.person).toBe(link.token.endsWith(last) ? 'p01' : undefined);
  }
  expect((await ask(path(`${ORIGIN}/out/${link.token}.ics`))).status).toBe(404);
});

test('OU14 a link is the same after a restart', async () => {
  const { links, database, key, clock } = await stage();
  const link = links.make({ show: SHOW });
  const again = openOutLinks(database, { key, clock, revoked: revokedInMemory() });
  expect(again.find(link.token)).toMatchObject({ show: SHOW });
  expect(again.open(SHOW)).toEqual([link]);
});

test('PV34 a link withdrawn since a backup opens nothing when that backup is opened; the others do', async () => {
  const { key, clock } = await stage();
  const folder = emptyFolder().root;
  const revoked = revokedInMemory();
  const open = (name: string) => {
    const database = new DatabaseSync(join(folder, name));
    onTestFinished(() => database.close());
    return { database, links: openOutLinks(database, { key, clock, revoked }) };
  };
  const { database, links } = open('data');
  const [withdrawn, kept] = [links.make({ show: SHOW, person: 'p01' }), links.make({ show: SHOW })];
  database.prepare('VACUUM INTO ?').run(join(folder, 'backup'));
  expect(links.withdraw(SHOW, withdrawn.id)).toBe(true);
  expect(links.withdraw(SHOW, withdrawn.id)).toBe(false);
  expect(revoked.all()).toEqual([{ link: withdrawn.id, atMs: MADE }]);
  const restored = open('backup').links;
  expect(restored.find(withdrawn.token)).toBeUndefined();
  expect(restored.find(kept.token)).toMatchObject({ show: SHOW });
  // Asked for again, it is another link.
  expect(restored.make({ show: SHOW, person: 'p01' }).token).not.toBe(withdrawn.token);
});

test.each([
  ['programme.ics', 'text/calendar; charset=utf-8', 'attachment; filename="programme-mt180-2027-06-10.ics"'],
  ['run-sheet.html', 'text/html; charset=utf-8', 'inline; filename="feuille-mt180-2027-06-10.html"'],
  ['run-sheet.html?download', 'text/html; charset=utf-8', 'attachment; filename="feuille-mt180-2027-06-10.html"'],
  ['kit.zip', 'application/zip', 'attachment; filename="kit-mt180-2027-06-10.zip"'],
])('OU15 %s is for the show’s staff, with its name and its exact length', async (file, type, disposition) => {
  const { server, ask, answer } = await stage();
  const cookie = await server.signIn('loane', 'phone-l');
  const response = await ask(`/shows/${SHOW}/${file}`, { cookie });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
  expect(response.headers.get('content-disposition')).toBe(disposition);
  expect(response.headers.get('content-length')).toBe(String((await response.bytes()).length));
  expect((await answer(`/shows/${SHOW}/${file}`))[1].code).toBe('no-session');
  expect((await answer(`/shows/other/${file}`, { cookie }))[1].code).toBe('not-allowed');
});
