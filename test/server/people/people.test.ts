import { expect, test } from 'vitest';
import { silentLog } from '../../../server/log.ts';
import { peopleRoutes } from '../../../server/people/routes.ts';
import { createRetention } from '../../../server/retention.ts';
import { seenOf } from '../../../shared/post-status.ts';
import { DRAFTS_KEPT_DAYS, MESSAGES_KEPT_DAYS } from '../../../shared/retention.ts';
import { phoneId } from '../../contract/small-show.ts';
import { type Running, SHOW, startServer } from '../running-server.ts';

const DAY_MS = 24 * 3_600_000;
const HASH = 'ab'.repeat(32);
const ZOE = `/shows/${SHOW}/people/zoe`;
/** Everything that is Zoé's own; none of it may be in the file once she is erased. */
const HERS = ['Kermadec', 'KERMADEC', 'zoe-k.example', 'huîtres', 'Un manteau rouge', 'Je réponds demain'];

/** A final with Zoé in every place that can hold her, a forum that has her under another id, and Ada beside her. */
async function begin() {
  const server = await startServer({ routes: (parts) => [peopleRoutes(parts)] });
  const act = acting(server);
  server.addShow('forum');
  const zoe = {
    name: { to: 'Zoé Kermadec' },
    handles: { from: {}, to: { bluesky: 'zoe-k.example' } },
    about: { to: { title: 'Le chant des huîtres' } },
    look: { to: 'Un manteau rouge' },
  };
  act(SHOW, 'person.edit', { person: 'zoe', change: zoe });
  act('forum', 'person.edit', { person: 'p7', change: { ...zoe, name: { to: 'Z. Kermadec' } } });
  act(SHOW, 'person.edit', { person: 'ada', change: { name: { to: 'Ada Trần' } } });
  const write = (show: string, id: string, words: string) => act(show, 'post.create', made(server, id, words), 'loane');
  write(SHOW, 'hers', 'Bravo à @{zoe} !');
  write(SHOW, 'typed', 'ZOÉ KERMADEC entre en scène.');
  write(SHOW, 'both', 'Quelle soirée.');
  write(SHOW, 'others', 'Bravo à Ada Trần, et à Zoé Kermadecière.');
  write('forum', 'there', 'Au forum, @zoe-k.example répond.');
  const seen = { people: ['zoe', 'ada'], alt: 'Zoé Kermadec et Ada Trần', credit: '', rank: 1, width: 10, height: 10 };
  act(SHOW, 'photo.add', { post: 'both', hash: HASH, ...seen }, 'loane');
  const segment = { rooms: ['scene'], title: 'Passage de Zoé Kermadec', kind: 'talk', people: ['zoe', 'ada'] };
  const times = { plannedMs: server.nowMs, durationMs: 180_000, rank: 1 };
  const set = Object.entries({ ...segment, ...times }).map(([field, to]) => [field, { to }] as const);
  act(SHOW, 'segment.edit', { segment: 's1', change: Object.fromEntries(set) });
  const safe = (words: string) => ({
    change: { safeWords: { from: words === 'Finale' ? 'Kermadec' : 'Finale', to: words } },
  });
  act(SHOW, 'show.edit', safe('Kermadec'));
  act(SHOW, 'show.edit', safe('Finale'));
  const full = { kind: 'announcement', words: 'Zoé Kermadec a gagné' };
  act(SHOW, 'show.scene', { scene: 'full', full });
  act(SHOW, 'show.scene', { scene: 'auto' });
  const said = { network: 'bluesky', saidMs: server.nowMs };
  act(SHOW, 'message.see', { ...said, id: 'm1', author: '@zoe-k.example', words: 'J’étudie les huîtres' }, AUDIENCE);
  act(SHOW, 'message.see', { ...said, id: 'm2', author: 'public', words: 'Une question sur la mer ?' }, AUDIENCE);
  act(SHOW, 'message.judge', { message: 'm2', from: 'new', to: 'shown', question: true });
  act(SHOW, 'message.give', { message: 'm2', to: { person: 'zoe' } });
  act(SHOW, 'message.reply', { message: 'm2', to: 'Je réponds demain' });
  const cookie = await server.signIn('naima', 'phone-n');
  server.access.enter(server.access.sessions.members(SHOW)[0]?.session ?? '', 'forum', 'naima');
  return { server, act, cookie };
}
const AUDIENCE = 'engine:audience';

const made = (server: Running, id: string, words: string): unknown => server.make.post(id, words).args;

const acting =
  (server: Running) =>
  (show: string, name: string, args: unknown, by = 'naima'): void => {
    const id = by.startsWith('engine:') ? `${name}/${show}/${server.ledger.rev(show)}` : phoneId();
    const mutation = { ...server.make.mutation(name, args, id), show };
    const [answer] = server.ledger.push([mutation], { by, device: 'phone-n' });
    expect(answer, name).toMatchObject({ kind: 'applied' });
  };

const PLACES = [
  { show: SHOW, person: 'zoe' },
  { show: 'forum', person: 'p7' },
];
const withIds = () => PLACES.map((place) => ({ ...place, id: phoneId() }));

test('PV1 one person is found in every show, by id, handle or name, and shows of others are counted only', async () => {
  const { server, act, cookie } = await begin();
  act(SHOW, 'person.edit', { person: 'namesake', change: { name: { to: 'zoe kermadec' } } });
  server.addShow('theirs');
  act('theirs', 'person.edit', { person: 'zoe', change: { name: { to: 'Zoé Kermadec' } } });
  const { body } = await server.ask('GET', ZOE, { cookie });
  expect(body).toEqual({
    ok: true,
    found: [
      { show: SHOW, showName: 'Finale', person: 'zoe', name: 'Zoé Kermadec', why: 'itself', ...counts(2, 1, 2, 1) },
      { show: 'forum', showName: 'Finale', person: 'p7', name: 'Z. Kermadec', why: 'handle', ...counts(1, 0, 0, 0) },
      { show: SHOW, showName: 'Finale', person: 'namesake', name: 'zoe kermadec', why: 'name', ...counts(1, 1, 0, 1) },
    ],
    elsewhere: 1,
  });
});
const counts = (posts: number, photos: number, messages: number, segments: number) => ({
  posts,
  published: 0,
  photos,
  messages,
  segments,
});

test('PV2 what is held of one person is one file, over all chosen shows, without the names of the team', async () => {
  const { server, cookie } = await begin();
  const { status, body } = await server.ask('POST', `${ZOE}/data`, { cookie, body: { of: PLACES } });
  expect(status).toBe(200);
  const [final, forum] = body.data.shows;
  expect(body.data).toMatchObject({ format: 'regie-person', version: 1, made: new Date(server.nowMs).toISOString() });
  expect(final.person).toMatchObject({
    name: 'Zoé Kermadec',
    look: 'Un manteau rouge',
    about: { title: 'Le chant des huîtres' },
  });
  expect(final.posts.map(({ id }: { id: string }) => id)).toEqual(['hers', 'typed']);
  expect(final.posts[1].versions).toMatchObject([{ variant: 'all', words: 'ZOÉ KERMADEC entre en scène.' }]);
  expect(final.photos).toMatchObject([{ post: 'both', file: `photos/${HASH}`, shows: true }]);
  expect(final.messages).toMatchObject([{ id: 'm1', words: 'J’étudie les huîtres' }]);
  expect(final.questionsGiven).toMatchObject([{ id: 'm2', reply: 'Je réponds demain' }]);
  expect(final.segments).toMatchObject([{ id: 's1', title: 'Passage de Zoé Kermadec' }]);
  expect(forum.posts).toMatchObject([{ id: 'there' }]);
  expect(JSON.stringify(body)).not.toMatch(/loane|naima|phone-n/i);
});

test('PV3 only who administers a show asks, takes out or erases there', async () => {
  const { server, cookie } = await begin();
  const loane = await server.signIn('loane', 'phone-l');
  const body = { of: withIds() };
  for (const [method, path, more] of [
    ['GET', ZOE, {}],
    ['POST', `${ZOE}/data`, { body: { of: PLACES } }],
    ['POST', `${ZOE}/erase`, { body }],
  ] as const) {
    expect(await server.ask(method, path, more)).toMatchObject({ status: 401 });
    expect(await server.ask(method, path, { ...more, cookie: loane })).toMatchObject({ status: 403 });
  }
  const ada = { of: [{ show: SHOW, person: 'ada', id: phoneId() }] };
  expect(await server.ask('POST', `${ZOE}/erase`, { cookie, body: ada })).toMatchObject({ status: 403 });
  expect(await server.ask('POST', `${ZOE}/erase`, { cookie, body: { of: [] } })).toMatchObject({ status: 400 });
  expect(server.bytes()).toContain('Kermadec');
  const erase = server.make.mutation('row.erase', { row: 'person', id: 'zoe' });
  const [answer] = server.ledger.push([erase], { by: 'loane', device: 'phone-l' });
  expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'not-allowed' } });
});

test('PV4 erased everywhere, nothing of them is left in any show, history or byte; that it was done, by whom and when, is', async () => {
  const { server, cookie } = await begin();
  for (const hers of HERS) expect(server.bytes(), hers).toContain(latin(hers));
  const done = await server.ask('POST', `${ZOE}/erase`, { cookie, body: { of: withIds() } });
  expect(done).toMatchObject({ status: 200, body: { ok: true, erased: 2 } });
  const rows = server.ledger.rows(SHOW);
  for (const [show, id] of [
    [SHOW, 'zoe'],
    ['forum', 'p7'],
  ] as const) {
    const trace = { name: '', handles: {}, erased: true, by: 'naima', atMs: server.nowMs };
    expect(server.ledger.rows(show)?.get('person', id)).toMatchObject(trace);
    expect(server.ledger.history(show)[0]).toMatchObject({ mutation: { name: 'row.erase' }, by: 'naima' });
  }
  expect(rows?.get('post', 'hers')).toMatchObject({ erased: true, state: 'withdrawn', by: 'naima' });
  expect(rows?.get('message', 'm1')).toMatchObject({ author: '', words: '', erased: true });
  expect(rows?.get('message', 'm2')).toMatchObject({ words: 'Une question sur la mer ?' });
  expect(rows?.get('segment', 's1')).toMatchObject({ title: 'Passage de —', people: ['ada'] });
  expect([...(rows?.all('photo') ?? [])]).toMatchObject([{ post: 'both', erased: true, people: [] }]);
  expect(rows?.get('post', 'both')).not.toHaveProperty('erased');
  expect(rows?.get('person', 'ada')?.name).toBe('Ada Trần');
  for (const hers of HERS) expect(without(server.bytes(), 'Zoé Kermadecière'), hers).not.toContain(latin(hers));
  expect(server.bytes()).toContain(latin('Ada Trần'));
  expect(server.bytes()).toContain(latin('Zoé Kermadecière'));
});
/** As `bytes` reads them. */
const latin = (words: string): string => Buffer.from(words, 'utf8').toString('latin1');
const without = (bytes: string, words: string): string => bytes.replaceAll(latin(words), '');

test('PV5 asked again because the answer was lost, or refused in one show, nobody is half erased', async () => {
  const { server, act, cookie } = await begin();
  const body = { of: withIds() };
  act('forum', 'staff.edit', { staff: 'ada', change: { name: { to: 'Ada' }, hats: { from: [], to: ['administer'] } } });
  act('forum', 'staff.edit', { staff: 'naima', change: { revoked: { from: false, to: true } } }, 'ada');
  expect(await server.ask('POST', `${ZOE}/erase`, { cookie, body })).toMatchObject({ status: 403 });
  expect(server.ledger.rows(SHOW)?.get('person', 'zoe')).not.toHaveProperty('erased');
  act('forum', 'staff.edit', { staff: 'naima', change: { revoked: { from: true, to: false } } }, 'ada');
  const first = await server.ask('POST', `${ZOE}/erase`, { cookie, body });
  const rev = server.ledger.rev(SHOW);
  expect(await server.ask('POST', `${ZOE}/erase`, { cookie, body })).toEqual({ ...first, headers: expect.anything() });
  expect(server.ledger.rev(SHOW)).toBe(rev);
});

test('PV10 drafts leave the days chosen after the show’s end, what went out stays, and nothing leaves before', async () => {
  const { server, act } = await begin();
  const retention = createRetention({ ledger: server.ledger, clock: { nowMs: () => server.nowMs }, log: silentLog });
  const wait = (days: number) => {
    server.nowMs += days * DAY_MS;
    retention.tick();
  };
  act(SHOW, 'post.fire', { post: 'others', seen: seen(server, 'others') });
  wait(3650);
  expect(erased(server)).toEqual([]);
  act(SHOW, 'show.end', { leftovers: 'keep' });
  wait(DRAFTS_KEPT_DAYS - 1);
  expect(erased(server)).toEqual([]);
  wait(1);
  expect(erased(server)).toEqual(['both', 'hers', 'typed']);
  expect(server.ledger.rows(SHOW)?.get('post', 'others')).toMatchObject({ state: 'fired' });
  expect(server.bytes()).not.toContain(latin('Quelle soirée'));
  expect(server.ledger.rows(SHOW)?.get('post', 'both')).toMatchObject({ by: 'engine:retention' });
});

test('PV11 messages leave half a year after they were said, or the days that the show chose', async () => {
  const { server, act } = await begin();
  const retention = createRetention({ ledger: server.ledger, clock: { nowMs: () => server.nowMs }, log: silentLog });
  const left = () => [...(server.ledger.rows(SHOW)?.all('message') ?? [])].filter((one) => !one.erased).length;
  server.nowMs += (MESSAGES_KEPT_DAYS - 1) * DAY_MS;
  retention.tick();
  expect(left()).toBe(2);
  server.nowMs += DAY_MS;
  retention.tick();
  expect(left()).toBe(0);
  expect(server.bytes()).not.toContain('Une question sur la mer');
  act(SHOW, 'show.edit', { change: { messagesKeptDays: { to: 7 } } });
  const said = { network: 'bluesky', saidMs: server.nowMs, author: 'public', words: 'Encore ?' };
  act(SHOW, 'message.see', { ...said, id: 'm3' }, AUDIENCE);
  server.nowMs += 7 * DAY_MS;
  retention.tick();
  expect(left()).toBe(0);
});

test('PV12 a long list is gone through in turns, so that phones are answered in between', async () => {
  const { server, act } = await begin();
  const retention = createRetention({ ledger: server.ledger, clock: { nowMs: () => server.nowMs }, log: silentLog });
  for (let n = 0; n < 17; n += 1) act(SHOW, 'post.create', made(server, `d${n}`, 'Brouillon'), 'loane');
  act(SHOW, 'show.end', { leftovers: 'withdraw' });
  server.nowMs += DRAFTS_KEPT_DAYS * DAY_MS;
  const turns = [0, 1, 2].map(() => {
    retention.tick();
    return erased(server).length;
  });
  expect(turns).toEqual([10, 20, 21]);
});

const seen = (server: Running, id: string) => {
  const rows = server.ledger.rows(SHOW);
  const post = rows?.get('post', id);
  return rows && post && seenOf(rows, post);
};

const erased = (server: Running): readonly string[] =>
  [...(server.ledger.rows(SHOW)?.all('post') ?? [])]
    .filter((post) => post.erased)
    .map(({ id }) => id)
    .sort();
