import { expect, test } from 'vitest';
import { PROTOCOL } from '../../../shared/protocol.ts';
import { cookieFrom, heard, SHOW, showsIn, startServer } from '../running-server.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

test('AC1 a link opens one session, as the staff member it was made for, and is used up', async () => {
  const server = await startServer();
  const { token } = server.access.invitations.make({ show: SHOW, staff: 'loane' });
  const { cookie, reply } = await server.join(token, 'phone-a');
  expect(reply.status).toBe(200);
  expect(reply.body).toMatchObject({ ok: true, session: { device: 'phone-a', name: 'Phone phone-a', admin: false } });
  expect(showsIn(reply)).toEqual([{ id: SHOW, name: 'Finale', shortName: 'Finale', staff: 'loane', rehearsal: false }]);
  const who = await server.ask('GET', '/session', { cookie });
  expect(showsIn(who)).toEqual(showsIn(reply));
  const second = await server.join(token, 'phone-b');
  expect(second.reply.status).toBe(410);
  expect(second.reply.body).toEqual({ ok: false, code: 'used' });
  expect(second.cookie).toBe('');
});

test('AC2 a link that has lived three days, or was withdrawn, is refused as expired; one that never was, as unknown', async () => {
  const server = await startServer();
  const [early = '', late = ''] = [1, 2].map(
    () => server.access.invitations.make({ show: SHOW, staff: 'loane' }).token,
  );
  const withdrawn = server.access.invitations.make({ show: SHOW, staff: 'loane' });
  server.access.invitations.withdraw(withdrawn.id);
  expect((await server.join(withdrawn.token, 'phone-a')).reply.body).toEqual({ ok: false, code: 'expired' });
  server.nowMs += 72 * HOUR_MS - 1;
  expect((await server.join(early, 'phone-a')).reply.status).toBe(200);
  server.nowMs += 1;
  expect((await server.join(late, 'phone-b')).reply.body).toEqual({ ok: false, code: 'expired' });
  const never = 'x'.repeat(43);
  expect((await server.join(never, 'phone-a')).reply.body).toEqual({ ok: false, code: 'unknown' });
});

test('AC3 a code of eight letters that cannot be confused does the same for ten minutes, however it is typed', async () => {
  const server = await startServer();
  const codes = Array.from({ length: 3 }, () => server.access.invitations.make({ show: SHOW, staff: 'loane' }).code);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  const [first = '', second = '', third = ''] = codes;
  const typed = ` ${first.slice(0, 4).toLowerCase()}-${first.slice(4)} `;
  const join = (code: string) => server.ask('POST', '/join', { body: { code, device: 'phone-a', name: 'iPhone' } });
  expect((await join(typed)).body).toMatchObject({ ok: true });
  server.nowMs += 10 * MINUTE_MS - 1;
  expect((await join(second)).body).toMatchObject({ ok: true });
  server.nowMs += 1;
  expect((await join(third)).body).toEqual({ ok: false, code: 'expired' });
});

test('AC4 after many wrong codes an address is told to come back later, a right code included; then it may', async () => {
  const server = await startServer();
  const { code } = server.access.invitations.make({ show: SHOW, staff: 'loane' });
  const join = (code: string) => server.ask('POST', '/join', { body: { code, device: 'phone-a', name: 'iPhone' } });
  const answers = [];
  for (let i = 0; i < 21; i++) answers.push((await join('22222222')).body.code);
  expect(answers).toEqual([...Array.from({ length: 20 }, () => 'unknown'), 'later']);
  const waits = await join(code);
  expect(waits).toMatchObject({ status: 429, body: { ok: false, code: 'later', retryMs: 6_000 } });
  expect(waits.headers['retry-after']).toBe('6');
  server.nowMs += 5_999;
  expect((await join(code)).body).toMatchObject({ code: 'later' });
  server.nowMs += 1;
  expect((await join(code)).body).toMatchObject({ ok: true });
});

test('AC5 an installation whose answer was lost may redeem the same link again for two minutes', async () => {
  const server = await startServer();
  const { token } = server.access.invitations.make({ show: SHOW, staff: 'loane' });
  const lost = await server.join(token, 'phone-a');
  server.nowMs += 2 * MINUTE_MS - 1;
  const { cookie, reply } = await server.join(token, 'phone-a');
  expect(showsIn(reply)).toMatchObject([{ staff: 'loane' }]);
  expect((await server.ask('GET', '/session', { cookie })).status).toBe(200);
  // It is the same session under a new token: nothing is left open behind.
  expect((await server.ask('GET', '/session', { cookie: lost.cookie })).status).toBe(401);
  server.nowMs += 1;
  expect((await server.join(token, 'phone-a')).reply.body).toEqual({ ok: false, code: 'used' });
  // Opened once more where it is already signed in, it changes nothing.
  expect(showsIn((await server.join(token, 'phone-a', cookie)).reply)).toMatchObject([{ staff: 'loane' }]);
});

test('AC6 the cookie is out of reach of scripts and of other sites, Secure but on plain localhost, and given on neither of other hosts', async () => {
  const server = await startServer({ isPublic: true });
  const join = (origin: string, host: string) => {
    const { token } = server.access.invitations.make({ show: SHOW, staff: 'loane' });
    return server.ask('POST', '/join', {
      body: { token, device: 'phone-a', name: 'iPhone' },
      headers: { origin, host },
    });
  };
  const attributes = (reply: Awaited<ReturnType<typeof join>>) => [reply.headers['set-cookie']].flat()[0]?.split('; ');
  const overHttps = await join('https://regie.example.org', 'regie.example.org');
  expect(attributes(overHttps)?.slice(1)).toEqual([
    'Path=/',
    'Max-Age=7776000',
    'HttpOnly',
    'SameSite=Strict',
    'Secure',
  ]);
  expect(cookieFrom(overHttps)).toMatch(/^__Host-regie=[\w-]{43}$/);
  const local = await join('http://localhost:8080', 'localhost:8080');
  expect(attributes(local)?.slice(1)).toEqual(['Path=/', 'Max-Age=7776000', 'HttpOnly', 'SameSite=Strict']);
  expect(cookieFrom(local)).toMatch(/^regie=[\w-]{43}$/);

  const plain = await startServer();
  const { token } = plain.access.invitations.make({ show: SHOW, staff: 'loane' });
  const body = { token, device: 'phone-a', name: 'iPhone' };
  const headers = { origin: 'http://192.168.1.20:8080', host: '192.168.1.20:8080' };
  const insecure = await plain.ask('POST', '/join', { body, headers });
  expect(insecure).toMatchObject({ status: 403, body: { ok: false, code: 'insecure' } });
  expect(insecure.headers['set-cookie']).toBeUndefined();
  // The link was not used up by it.
  const { cookie, reply } = await plain.join(token, 'phone-a');
  expect(reply.status).toBe(200);
  // A neighbour of the real host could plant a cookie without the prefix: there it is not read.
  expect((await plain.ask('GET', '/session', { cookie, headers: { host: 'regie.example.org' } })).status).toBe(401);
  const prefixed = cookie.replace('regie=', '__Host-regie=');
  expect(
    (await plain.ask('GET', '/session', { cookie: prefixed, headers: { host: 'regie.example.org' } })).status,
  ).toBe(200);
});

test('AC7 neither tokens nor codes are in the database, only what they hash to', async () => {
  const server = await startServer();
  const { token, code } = server.access.invitations.make({ show: SHOW, staff: 'loane' });
  const { cookie } = await server.join(token, 'phone-installation');
  const bytes = server.bytes();
  expect(bytes).toContain('phone-installation');
  for (const secret of [token, code, cookie.split('=')[1] ?? '']) {
    expect(secret).not.toBe('');
    expect(bytes).not.toContain(secret);
  }
});

test('AC8 a session ends when it was not used for ninety days, on the phone as on the server; use prolongs both', async () => {
  const server = await startServer();
  const cookie = await server.signIn('loane', 'phone-a');
  const ask = () => server.ask('GET', '/session', { cookie });
  server.nowMs += 89 * DAY_MS;
  const used = await ask();
  expect(used.status).toBe(200);
  expect(used.headers['set-cookie']).toEqual([`${cookie}; Path=/; Max-Age=7776000; HttpOnly; SameSite=Strict`]);
  server.nowMs += 89 * DAY_MS;
  expect((await ask()).status).toBe(200);
  server.nowMs += 90 * DAY_MS;
  expect(await ask()).toMatchObject({ status: 401, body: { ok: false, code: 'no-session' } });
});

test('AC9 a link to another show joins it to the session; another person on the same phone ends it', async () => {
  const server = await startServer();
  server.addShow('forum');
  const first = await server.signIn('loane', 'phone-a');
  const forum = server.access.invitations.make({ show: 'forum', staff: 'naima' });
  const both = await server.join(forum.token, 'phone-a', first);
  expect(showsIn(both.reply).map(({ id, staff }) => [id, staff])).toEqual([
    [SHOW, 'loane'],
    ['forum', 'naima'],
  ]);
  const other = server.access.invitations.make({ show: SHOW, staff: 'naima' });
  const handed = await server.join(other.token, 'phone-a', both.cookie);
  expect(showsIn(handed.reply).map(({ id, staff }) => [id, staff])).toEqual([[SHOW, 'naima']]);
  expect((await server.ask('GET', '/session', { cookie: both.cookie })).status).toBe(401);
});

test('AC10 the link printed at start administers every show, later ones included, and replaces the one before', async () => {
  const server = await startServer();
  const unused = server.access.adminLink(server.url);
  const link = server.access.adminLink(server.url);
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#join=[\w-]{43}$/);
  expect((await server.join(unused, 'laptop')).reply.body).toEqual({ ok: false, code: 'expired' });
  const { cookie, reply } = await server.join(link, 'laptop');
  expect(reply.body.session.admin).toBe(true);
  // The one administrator there is: nobody is added to a team that has one.
  expect(showsIn(reply)).toMatchObject([{ id: SHOW, staff: 'naima' }]);
  expect([...(server.ledger.rows(SHOW)?.all('staff') ?? [])]).toHaveLength(2);
  server.addShow('forum');
  expect(showsIn(await server.ask('GET', '/session', { cookie })).map(({ id }) => id)).toEqual([SHOW, 'forum']);
});

test('AC11 where several administer or none does, a row of its own is made for the link printed at start', async () => {
  const server = await startServer();
  server.addStaff(SHOW, { row: 'staff', id: 'sidonie', name: 'Sidonie', hats: ['administer'], revoked: false });
  server.addStaff(SHOW, { row: 'staff', id: 'administrator', name: 'Gone', hats: ['administer'], revoked: true });
  const cookie = await server.signInAdmin('laptop');
  expect(showsIn(await server.ask('GET', '/session', { cookie }))).toMatchObject([{ staff: 'administrator-2' }]);
  expect(server.ledger.rows(SHOW)?.get('staff', 'administrator-2')).toMatchObject({
    hats: ['write', 'approve', 'conduct', 'moderate', 'administer'],
    by: 'engine:import',
  });
  // The next link finds that row again: a team does not grow by an administrator at each start.
  const again = await server.signInAdmin('tablet');
  expect(showsIn(await server.ask('GET', '/session', { cookie: again }))).toMatchObject([{ staff: 'administrator-2' }]);
});

test('AC12 signing out ends the session and takes the cookie back', async () => {
  const server = await startServer();
  const cookie = await server.signIn('loane', 'phone-a');
  const left = await server.ask('POST', '/leave', { cookie });
  expect(left.headers['set-cookie']).toEqual(['regie=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict']);
  expect((await server.ask('GET', '/session', { cookie })).status).toBe(401);
});

test('AC43 signing in again as the same person, where the cookie was lost, ends the session that was left behind', async () => {
  const server = await startServer();
  const lost = await server.signIn('loane', 'phone-a');
  const elsewhere = await server.signIn('loane', 'tablet-a');
  const socket = server.socket(lost);
  await heard(socket, 'connect');
  await socket.emitWithAck('hello', { protocol: PROTOCOL, build: '', device: 'phone-a', shows: { [SHOW]: null } });
  const bye = heard(socket, 'bye');
  const again = await server.signIn('loane', 'phone-a');
  expect(await bye).toEqual({ reason: 'session', retryMs: 0 });
  const shows = async (cookie: string) => showsIn(await server.ask('GET', '/session', { cookie })).length;
  expect([await shows(lost), await shows(elsewhere), await shows(again)]).toEqual([0, 1, 1]);
});

test('AC44 an administrator’s link on a phone already signed in keeps who one is where one administers', async () => {
  const server = await startServer();
  server.addShow('forum');
  const loane = await server.signIn('loane', 'phone-a');
  const forum = server.access.invitations.make({ show: 'forum', staff: 'naima' });
  const { cookie } = await server.join(forum.token, 'phone-a', loane);
  server.addStaff('forum', { row: 'staff', id: 'administrator', name: 'A', hats: ['administer'], revoked: false });
  const admin = await server.join(server.access.adminLink(server.url), 'phone-a', cookie);
  expect(admin.reply.body.session.admin).toBe(true);
  const staff = Object.fromEntries(showsIn(admin.reply).map(({ id, staff }) => [id, staff]));
  // Loane does not administer the final: there it becomes the one who does.
  expect(staff).toEqual({ [SHOW]: 'naima', forum: 'naima' });
});
