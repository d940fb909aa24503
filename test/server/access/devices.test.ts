import { expect, test } from 'vitest';
import type { Device, NewInvitation, OpenInvitation } from '../../../shared/access.ts';
import { PROTOCOL } from '../../../shared/protocol.ts';
import { heard, type Running, SHOW, showsIn, startServer } from '../running-server.ts';

const isIn = async (server: Running, cookie: string) =>
  (await server.ask('GET', '/session', { cookie })).status === 200;

test('AC13 an administrator invites anyone of the show by link, code and QR code; anyone invites themselves; nobody else', async () => {
  const server = await startServer();
  const naima = await server.signIn('naima', 'phone-n');
  const loane = await server.signIn('loane', 'phone-l');
  const invite = (cookie: string, staff: string, show = SHOW) =>
    server.ask('POST', '/invitations', { cookie, body: { show, staff } });
  const made = await invite(naima, 'loane');
  const invitation: NewInvitation = made.body.invitation;
  expect(invitation).toMatchObject({ show: SHOW, staff: 'loane', qr: { size: expect.any(Number) } });
  expect(invitation.url).toMatch(new RegExp(`^${server.url}/#join=[\\w-]{43}$`));
  expect(invitation.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect([invitation.expiresMs, invitation.codeExpiresMs]).toEqual([
    server.nowMs + 72 * 3_600_000,
    server.nowMs + 10 * 60_000,
  ]);
  expect(showsIn((await server.join(invitation.url, 'tablet-l')).reply)).toMatchObject([{ staff: 'loane' }]);

  expect((await invite(loane, 'loane')).status).toBe(200);
  expect((await invite(loane, 'naima')).body).toEqual({ ok: false, code: 'not-allowed' });
  expect((await invite(naima, 'nobody')).body).toEqual({ ok: false, code: 'unknown' });
  server.addShow('forum');
  expect((await invite(naima, 'naima', 'forum')).body).toEqual({ ok: false, code: 'not-allowed' });
  expect((await server.ask('POST', '/invitations', { body: { show: SHOW, staff: 'loane' } })).body.code).toBe(
    'no-session',
  );
});

test('AC14 open invitations are listed without what opens them, and can be taken back', async () => {
  const server = await startServer();
  const naima = await server.signIn('naima', 'phone-n');
  const loane = await server.signIn('loane', 'phone-l');
  const list = async (cookie: string): Promise<OpenInvitation[]> =>
    (await server.ask('GET', `/invitations?show=${SHOW}`, { cookie })).body.invitations;
  const body = { show: SHOW, staff: 'naima' };
  const { url, id } = (await server.ask('POST', '/invitations', { cookie: naima, body })).body.invitation;
  const open = { id, show: SHOW, staff: 'naima', madeMs: server.nowMs, expiresMs: server.nowMs + 72 * 3_600_000 };
  expect(await list(naima)).toEqual([open]);
  expect(await list(loane)).toEqual([]);
  expect((await server.ask('DELETE', `/invitations/${id}`, { cookie: loane })).body.code).toBe('not-allowed');
  expect((await server.ask('DELETE', `/invitations/${id}`, { cookie: naima })).body).toEqual({ ok: true });
  expect(await list(naima)).toEqual([]);
  expect((await server.join(url, 'phone-x')).reply.body.code).toBe('expired');
  expect((await server.ask('DELETE', '/invitations/none', { cookie: naima })).body.code).toBe('unknown');
});

test('AC15 an invitation of a staff member revoked since opens nothing, and none is made for one', async () => {
  const server = await startServer();
  const naima = await server.signIn('naima', 'phone-n');
  const { token } = server.access.invitations.make({ show: SHOW, staff: 'loane' });
  server.addStaff(SHOW, { row: 'staff', id: 'loane', name: 'Loane', hats: ['write'], revoked: true });
  const invite = { show: SHOW, staff: 'loane' };
  expect((await server.join(token, 'phone-a')).reply.body).toEqual({ ok: false, code: 'revoked' });
  expect((await server.ask('POST', '/invitations', { cookie: naima, body: invite })).body.code).toBe('revoked');
});

test('AC16 an administrator sees every device of the show, anyone else their own', async () => {
  const server = await startServer();
  const naima = await server.signIn('naima', 'phone-n');
  server.nowMs += 1;
  const loane = await server.signIn('loane', 'phone-l');
  const list = async (cookie: string): Promise<Device[]> =>
    (await server.ask('GET', `/devices?show=${SHOW}`, { cookie })).body.devices;
  const facts = (devices: readonly Device[]) =>
    devices.map(({ device, name, staff, mine }) => ({ device, name, staff, mine }));
  expect(facts(await list(naima))).toEqual([
    { device: 'phone-n', name: 'Phone phone-n', staff: 'naima', mine: true },
    { device: 'phone-l', name: 'Phone phone-l', staff: 'loane', mine: false },
  ]);
  expect(facts(await list(loane))).toEqual([{ device: 'phone-l', name: 'Phone phone-l', staff: 'loane', mine: true }]);
  server.nowMs += 3_600_000;
  await isIn(server, loane);
  expect((await list(naima))[1]).toMatchObject({ seenMs: server.nowMs, sinceMs: server.nowMs - 3_600_000 });
});

test('AC17 a device sent away is out at once: its connection hears why and ends, and nothing lets it in again', async () => {
  const server = await startServer();
  const naima = await server.signIn('naima', 'phone-n');
  const loane = await server.signIn('loane', 'phone-l');
  const socket = server.socket(loane);
  const staying = server.socket(naima);
  await Promise.all([heard(socket, 'connect'), heard(staying, 'connect')]);
  const devices: Device[] = (await server.ask('GET', `/devices?show=${SHOW}`, { cookie: naima })).body.devices;
  const gone = devices.find(({ device }) => device === 'phone-l')?.id;
  const bye = heard(socket, 'bye');
  const ended = heard(socket, 'disconnect');
  expect((await server.ask('DELETE', `/devices/${gone}`, { cookie: naima })).body).toEqual({ ok: true });
  expect(await bye).toEqual({ reason: 'session', retryMs: 0 });
  await ended;
  expect(await isIn(server, loane)).toBe(false);
  const error = await heard(server.socket(loane), 'connect_error');
  expect(error.message).toBe('no-session');
  expect(await staying.emitWithAck('clock', { t0: 0 })).toMatchObject({ ok: true });
  expect(await isIn(server, naima)).toBe(true);
});

test('AC18 one sends away one’s own devices; another’s, only where one administers, and from there alone', async () => {
  const server = await startServer();
  server.addShow('forum');
  const loane = await server.signIn('loane', 'phone-l');
  const tablet = await server.signIn('loane', 'tablet-l');
  const naima = await server.signIn('naima', 'phone-n');
  const forum = server.access.invitations.make({ show: 'forum', staff: 'loane' });
  const { cookie: both } = await server.join(forum.token, 'phone-l', loane);
  const devices: Device[] = (await server.ask('GET', `/devices?show=${SHOW}`, { cookie: naima })).body.devices;
  const idOf = (device: string) => devices.find((one) => one.device === device)?.id;
  const send = (id: string | undefined, cookie: string) => server.ask('DELETE', `/devices/${id}`, { cookie });
  expect((await send(idOf('phone-n'), tablet)).body.code).toBe('not-allowed');
  expect((await send('none', naima)).body.code).toBe('unknown');
  const onForum = server.socket(both);
  await heard(onForum, 'connect');
  await onForum.emitWithAck('hello', { protocol: PROTOCOL, build: '', device: 'phone-l', shows: { forum: null } });
  expect((await send(idOf('phone-l'), naima)).status).toBe(200);
  expect(await onForum.emitWithAck('clock', { t0: 0 })).toMatchObject({ ok: true });
  expect(showsIn(await server.ask('GET', '/session', { cookie: both })).map(({ id }) => id)).toEqual(['forum']);
  const lost = await server.signIn('loane', 'lost-l');
  const found = (await server.ask('GET', `/devices?show=${SHOW}`, { cookie: tablet })).body.devices as Device[];
  expect((await send(found.find(({ device }) => device === 'lost-l')?.id, tablet)).status).toBe(200);
  expect(await isIn(server, lost)).toBe(false);
  expect((await send(idOf('tablet-l'), tablet)).status).toBe(200);
  expect(await isIn(server, tablet)).toBe(false);
});

test('AC19 an administrator’s session sent away from a show does not make itself an administrator there again', async () => {
  const server = await startServer();
  server.addStaff(SHOW, { row: 'staff', id: 'sidonie', name: 'Sidonie', hats: ['administer'], revoked: false });
  const laptop = await server.signInAdmin('laptop');
  const sidonie = await server.signIn('sidonie', 'phone-s');
  const devices: Device[] = (await server.ask('GET', `/devices?show=${SHOW}`, { cookie: sidonie })).body.devices;
  const id = devices.find(({ device }) => device === 'laptop')?.id;
  expect((await server.ask('DELETE', `/devices/${id}`, { cookie: sidonie })).status).toBe(200);
  expect(showsIn(await server.ask('GET', '/session', { cookie: laptop }))).toEqual([]);
  // Whoever starts the server has the last word: its next link opens the show again.
  expect(showsIn((await server.join(server.access.adminLink(server.url), 'laptop', laptop)).reply)).toHaveLength(1);
});

test('AC20 a staff member revoked by a mutation is out at once on every device, and sees the show no more', async () => {
  const server = await startServer();
  server.addShow('forum');
  const loane = await server.signIn('loane', 'phone-l');
  const socket = server.socket(loane);
  const other = server.socket(await server.signIn('naima', 'phone-n'));
  await Promise.all([heard(socket, 'connect'), heard(other, 'connect')]);
  for (const one of [socket, other]) {
    await one.emitWithAck('hello', { protocol: PROTOCOL, build: '', device: 'phone', shows: { [SHOW]: null } });
  }
  const bye = heard(socket, 'bye');
  const ended = heard(socket, 'disconnect');
  server.addStaff(SHOW, { row: 'staff', id: 'loane', name: 'Loane', hats: ['write'], revoked: true });
  expect(await bye).toEqual({ reason: 'session', retryMs: 0 });
  await ended;
  // Who else follows the show stays.
  expect(await other.emitWithAck('clock', { t0: 0 })).toMatchObject({ ok: true });
  const who = await server.ask('GET', '/session', { cookie: loane });
  expect([who.status, showsIn(who)]).toEqual([200, []]);
  expect((await server.ask('GET', `/shows/${SHOW}/rows`, { cookie: loane })).body.code).toBe('not-allowed');
});
