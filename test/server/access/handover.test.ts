import { expect, test } from 'vitest';
import { HANDOVER_LIFE_MS } from '../../../server/access/handovers.ts';
import { type Running, SHOW, showsIn, startServer } from '../running-server.ts';

const handOver = async (server: Running, cookie: string) =>
  (await server.ask('POST', '/handovers', { cookie })).body.handover as { id: string; url: string; code: string };

test('AC100 a code on the dying phone signs the same person in on another, on all their shows, and the first one stays', async () => {
  const server = await startServer();
  server.addShow('forum');
  const { cookie } = await server.join(server.access.invitations.make({ show: SHOW, staff: 'loane' }).token, 'old');
  const forum = server.access.invitations.make({ show: 'forum', staff: 'naima' }).token;
  const { cookie: old } = await server.join(forum, 'old', cookie);
  const { id, url } = await handOver(server, old);
  expect((await server.ask('GET', `/handovers/${id}`, { cookie: old })).body).toEqual({ ok: true });
  const taken = await server.join(url, 'new');
  expect(showsIn(taken.reply).map((show) => [show.id, show.staff])).toEqual([
    [SHOW, 'loane'],
    ['forum', 'naima'],
  ]);
  expect((await server.ask('GET', `/handovers/${id}`, { cookie: old })).body).toEqual({ ok: true, taken: 'Phone new' });
  expect((await server.ask('GET', '/session', { cookie: old })).status).toBe(200);
});

test('AC101 it serves once, for three minutes, by its link or by its code; a newer one closes it, and so does its phone', async () => {
  const server = await startServer();
  const cookie = await server.signIn('loane', 'old');
  const codeOf = async (link: string) => (await server.join(link, 'new')).reply.body.code as string;
  const first = await handOver(server, cookie);
  const second = await handOver(server, cookie);
  expect(await codeOf(first.url)).toBe('unknown');
  const byCode = { code: second.code.toLowerCase(), device: 'new', name: 'New' };
  expect((await server.ask('POST', '/join', { body: byCode })).body.ok).toBe(true);
  expect((await server.join(second.url, 'third')).reply.body.code).toBe('used');

  const late = await handOver(server, cookie);
  server.nowMs += HANDOVER_LIFE_MS;
  expect(await codeOf(late.url)).toBe('expired');
  const closed = await handOver(server, cookie);
  await server.ask('DELETE', '/handovers', { cookie });
  expect(await codeOf(closed.url)).toBe('unknown');
});

test('AC102 a phone whose answer was lost may ask again; a lost answer signs nobody else in', async () => {
  const server = await startServer();
  const { url } = await handOver(server, await server.signIn('loane', 'old'));
  expect((await server.join(url, 'new')).reply.body.ok).toBe(true);
  expect((await server.join(url, 'new')).reply.body.ok).toBe(true);
  expect((await server.join(url, 'third')).reply.body.code).toBe('used');
});

test('AC103 on a colleague’s phone theirs ends; the phone that shows the code is not signed out by reading it', async () => {
  const server = await startServer();
  const loane = await server.signIn('loane', 'old');
  const naima = await server.signIn('naima', 'colleague');
  const { url } = await handOver(server, loane);
  expect((await server.join(url, 'old', loane)).reply.body.code).toBe('used');
  const taken = await server.join(url, 'colleague', naima);
  expect(showsIn(taken.reply)).toMatchObject([{ id: SHOW, staff: 'loane' }]);
  expect((await server.ask('GET', '/session', { cookie: naima })).status).toBe(401);
});

test('AC104 who was sent away hands nothing over, and no one reads another’s', async () => {
  const server = await startServer();
  const loane = await server.signIn('loane', 'old');
  const naima = await server.signIn('naima', 'other');
  const { id, url } = await handOver(server, loane);
  expect((await server.ask('GET', `/handovers/${id}`, { cookie: naima })).body.code).toBe('unknown');
  expect((await server.ask('POST', '/handovers')).body.code).toBe('no-session');
  await server.ask('POST', '/leave', { cookie: loane });
  expect((await server.join(url, 'new')).reply.body.code).toBe('expired');
});
