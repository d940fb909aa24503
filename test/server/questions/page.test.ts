import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { questionRoutes } from '../../../server/questions/routes.ts';
import { questionTokens } from '../../../server/questions/tokens.ts';
import { revokedInMemory } from '../../../server/revoked.ts';
import type { MessageRow } from '../../../shared/rows/message.ts';
import { type Running, SHOW, startServer } from '../running-server.ts';

const ORIGIN = 'https://regie.example.org';
const URL_THERE = 'https://bsky.example/p/1';

interface Asked {
  readonly running: Running;
  /** The path of the link as it is now. */
  link(): Promise<string>;
  do(by: string, name: string, args: unknown): void;
  /** Whether a link opens a question with this row: the one of now, or as a backup has it. */
  opens(path: string, row: MessageRow): boolean;
  send(path: string, form: Readonly<Record<string, string>>): ReturnType<Running['ask']>;
  message(): MessageRow;
}

/** A question that Loane gave to a researcher of the directory. */
async function asked(words = 'Pourquoi <b>le ciel</b> ?'): Promise<Asked> {
  const key = randomBytes(32);
  let list = revokedInMemory();
  const running = await startServer({
    routes: ({ access, ledger, clock, revoked }) => {
      list = revoked;
      return [questionRoutes({ access, ledger, clock, tokens: questionTokens(key, revoked), origin: ORIGIN })];
    },
  });
  const act = (by: string, name: string, args: unknown) => {
    const [answer] = running.ledger.push([running.make.mutation(name, args)], { by, device: 'd' });
    if (answer?.kind !== 'applied') throw new Error(JSON.stringify(answer));
  };
  const change = { name: { to: 'Inès Labo' } };
  act('naima', 'person.edit', { person: 'ines', change });
  act('loane', 'message.add', { message: 'q1', network: 'bluesky', author: 'Léa', words, url: URL_THERE });
  act('loane', 'message.give', { message: 'q1', to: { person: 'ines' } });
  const cookie = await running.signIn('loane', 'phone');
  return {
    running,
    opens(path, row) {
      const tokens = questionTokens(key, list);
      const place = tokens.placeOf(path.slice('/q/'.length));
      return place !== undefined && tokens.opens(place, row);
    },
    do: act,
    async link() {
      const { body } = await running.ask('GET', `/shows/${SHOW}/questions/q1/link`, { cookie });
      return new URL(body.url).pathname;
    },
    send: (path, form) =>
      running.ask('POST', path, {
        body: new URLSearchParams(form).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    message() {
      const row = running.ledger.rows(SHOW)?.get('message', 'q1');
      if (!row) throw new Error('no question');
      return row;
    },
  };
}

test('QU20 whoever has the link reads the question and answers it, with no account; the team sees the words', async () => {
  const { running, link, send, message } = await asked();
  const path = await link();
  const page = await running.ask('GET', path, { headers: { 'accept-language': 'fr' } });
  expect(page.status).toBe(200);
  expect(page.text).toContain('Pourquoi &lt;b&gt;le ciel&lt;/b&gt; ?');
  expect(page.text).toContain('lang="fr"');
  expect((await send(path, { act: 'reply', words: 'Parce que.\r\nVoilà.', from: '' })).status).toBe(303);
  expect(message().reply?.words).toBe('Parce que.\nVoilà.');
  expect((await running.ask('GET', path, { headers: { 'accept-language': 'fr' } })).text).toContain('Merci');
  const again = { act: 'reply', words: 'Car.', from: 'Parce que.\r\nVoilà.' };
  expect((await send(path, again)).status).toBe(303);
  expect(message().reply?.words).toBe('Car.');
});

test('QU21 “I take it” tells the team, and asks for nothing more', async () => {
  const { running, link, send, message } = await asked();
  const path = await link();
  expect((await send(path, { act: 'take', words: '', from: '' })).status).toBe(303);
  expect(message().takenMs).toBe(running.nowMs);
  expect(message().reply).toBeUndefined();
});

test('QU22 the page lets nothing in but its style and its form, is in no index and no cache, and tells nobody its address', async () => {
  const { running, link } = await asked();
  const { headers, text } = await running.ask('GET', await link());
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(headers['x-robots-tag']).toBe('noindex, nofollow');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(text).not.toMatch(/<script|style=/);
  expect((await running.ask('GET', '/q/style.css')).headers['content-type']).toContain('text/css');
});

test('QU23 given to someone else, taken back or erased, the link opens nothing, and so does one made up', async () => {
  const all = await asked();
  const path = await all.link();
  const closed = async (at: string) => {
    const page = await all.running.ask('GET', at);
    const sent = await all.send(at, { act: 'reply', words: 'Trop tard', from: '' });
    expect([page.status, sent.status]).toEqual([404, 404]);
    expect(page.text).not.toContain('ciel');
  };
  await closed(path.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')));
  all.running.nowMs += 1;
  all.do('loane', 'message.give', { message: 'q1', from: { person: 'ines' }, to: { staff: 'naima' } });
  await closed(path);
  const second = await all.link();
  expect(second).not.toBe(path);
  all.do('naima', 'row.erase', { row: 'message', id: 'q1' });
  await closed(second);
  expect(all.message().reply).toBeUndefined();
});

test('QU24 two who answer at once: the later sees both, and its words come back with the page', async () => {
  const all = await asked();
  const path = await all.link();
  all.do('naima', 'message.reply', { message: 'q1', to: 'Celle de l’équipe.' });
  const sent = await all.send(path, { act: 'reply', words: 'La mienne.', from: '' });
  expect(sent.status).toBe(409);
  expect(sent.text).toContain('Celle de l’équipe.');
  expect(sent.text).toMatch(/<textarea[^>]*>La mienne\./);
  expect(all.message().reply?.words).toBe('Celle de l’équipe.');
  expect((await all.send(path, { act: 'reply', words: '  ', from: 'Celle de l’équipe.' })).status).toBe(409);
});

test('QU25 an address that asks without end is told when to come back', async () => {
  const { running, link } = await asked();
  const path = await link();
  const statuses = new Set<number>();
  for (let n = 0; n < 41; n += 1) statuses.add((await running.ask('GET', path)).status);
  expect([...statuses]).toEqual([200, 429]);
  expect(Number((await running.ask('GET', path)).headers['retry-after'])).toBeGreaterThan(0);
  running.nowMs += 60_000;
  expect((await running.ask('GET', path)).status).toBe(200);
});

test('QU26 only the team of the show is given the link', async () => {
  const { running } = await asked();
  const path = `/shows/${SHOW}/questions/q1/link`;
  expect((await running.ask('GET', path)).status).toBe(401);
  running.addShow('other');
  const cookie = await running.signIn('loane', 'elsewhere', 'other');
  expect((await running.ask('GET', path, { cookie })).body.code).toBe('unknown-show');
});

test('PV35 a question taken from someone since a backup is not theirs to answer when that backup is opened', async () => {
  const { running, link, message, opens, do: act } = await asked();
  const path = await link();
  const inBackup = message();
  expect(opens(path, inBackup)).toBe(true);
  running.nowMs += 1_000;
  act('loane', 'message.give', { message: 'q1', from: { person: 'ines' } });
  expect(opens(path, inBackup)).toBe(false);
  act('loane', 'message.give', { message: 'q1', to: { person: 'ines' } });
  expect(opens(await link(), message())).toBe(true);
});
