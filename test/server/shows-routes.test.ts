import { expect, test } from 'vitest';
import { showOf } from '../../shared/rows/rows.ts';
import { SHOW, showsIn, startServer } from './running-server.ts';

test('AC36 an administrator makes an empty show and is on it with every hat', async () => {
  const server = await startServer();
  const cookie = await server.signIn('naima', 'phone-n');
  const body = { id: 'forum', name: ' Forum ouvert ', rehearsal: false, zone: 'Europe/Paris', language: 'fr' };
  const made = await server.ask('POST', '/shows', { cookie, body });
  const forum = { id: 'forum', name: 'Forum ouvert', shortName: 'Forum ouvert', staff: 'naima', rehearsal: false };
  expect(made.body).toEqual({ ok: true, show: forum });
  expect(server.ledger.rows('forum')?.get('staff', 'naima')).toMatchObject({ name: 'Naïma', hats: { length: 5 } });
  const { body: list } = await server.ask('GET', '/shows', { cookie });
  expect(list.shows.map(({ id }: { id: string }) => id)).toEqual([SHOW, 'forum']);
  expect(showsIn(await server.ask('GET', '/session', { cookie }))).toEqual(list.shows);
});

test('AC37 asked twice, because an answer was lost, it is made once; another’s id is refused', async () => {
  const server = await startServer();
  const cookie = await server.signIn('naima', 'phone-n');
  const body = { id: 'forum', name: 'Forum', rehearsal: false };
  const make = () => server.ask('POST', '/shows', { cookie, body });
  expect((await make()).body).toEqual((await make()).body);
  expect(server.ledger.rev('forum')).toBe(1);
  server.addShow('theirs');
  const taken = await server.ask('POST', '/shows', { cookie, body: { ...body, id: 'theirs' } });
  expect(taken).toMatchObject({ status: 409, body: { ok: false, code: 'exists' } });
});

test('AC38 a rehearsal of a show has its whole team, each under the name they have', async () => {
  const server = await startServer();
  const naima = await server.signIn('naima', 'phone-n');
  const loane = await server.signIn('loane', 'phone-l');
  const body = { id: 'rehearsal', name: 'Finale (répétition)', from: SHOW, rehearsal: true };
  const made = await server.ask('POST', '/shows', { cookie: naima, body });
  expect(made.body.show).toMatchObject({ id: 'rehearsal', staff: 'naima', rehearsal: true });
  expect(showsIn(await server.ask('GET', '/session', { cookie: loane }))).toMatchObject([
    { id: SHOW, staff: 'loane' },
    { id: 'rehearsal', staff: 'loane', rehearsal: true },
  ]);
  const rows = server.ledger.rows('rehearsal');
  expect(rows && showOf(rows)).toMatchObject({ name: 'Finale (répétition)', rehearsal: true });
});

test('AC39 only an administrator makes shows: of the one that is copied, or of any for an empty one', async () => {
  const server = await startServer();
  const loane = await server.signIn('loane', 'phone-l');
  const naima = await server.signIn('naima', 'phone-n');
  server.addShow('theirs');
  const make = async (cookie: string, more: object) =>
    (await server.ask('POST', '/shows', { cookie, body: { id: 'new', name: 'New', rehearsal: false, ...more } })).body;
  expect(await make(loane, {})).toEqual({ ok: false, code: 'not-allowed' });
  expect(await make(loane, { from: SHOW, rehearsal: true })).toEqual({ ok: false, code: 'not-allowed' });
  expect(await make(naima, { from: 'theirs' })).toEqual({ ok: false, code: 'not-allowed' });
  expect(await make(naima, { zone: 'Europe/Atlantis' })).toMatchObject({
    ok: false,
    code: 'bad-packet',
    detail: 'zone',
  });
  expect(server.ledger.rows('new')).toBeUndefined();
});

test('AC40 a disk that cannot write makes the phone ask again later, and then there is a show', async () => {
  const server = await startServer();
  const cookie = await server.signIn('naima', 'phone-n');
  const body = { id: 'forum', name: 'Forum', rehearsal: false };
  server.breakPush = () => {
    throw new Error('broken on purpose');
  };
  const failed = await server.ask('POST', '/shows', { cookie, body });
  expect(failed).toMatchObject({ status: 500, body: { ok: false, code: 'later' } });
  expect(showsIn(await server.ask('GET', '/session', { cookie }))).toHaveLength(1);
  server.breakPush = undefined;
  expect((await server.ask('POST', '/shows', { cookie, body })).body).toMatchObject({
    ok: true,
    show: { id: 'forum' },
  });
});
