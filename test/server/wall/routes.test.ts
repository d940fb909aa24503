import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { silentLog } from '../../../server/log.ts';
import type { WallVisit, WallWhole } from '../../../shared/wall-packets.ts';
import { type RunningWall, SHOW, startWall } from './running-wall.ts';

const ask = (wall: RunningWall, path: string, token: string | undefined = wall.tokens.tokenOf(SHOW)) =>
  fetch(`${wall.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });

test('WA21 the whole wall is one request away, with its number and the server’s time', async () => {
  const wall = await startWall();
  wall.fire('one', 'Bonsoir.');
  const response = await ask(wall, '/wall/state');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const whole = (await response.json()) as WallWhole;
  expect(whole).toMatchObject({ n: 0, serverMs: wall.time.nowMs, wall: { cards: [{ id: 'one:wall' }] } });
  const again = await ask(wall, `/wall/state?run=${whole.run}&n=0`);
  expect(again.status).toBe(204);
  wall.fire('two', 'Encore.');
  expect((await ask(wall, `/wall/state?run=${whole.run}&n=0`)).status).toBe(200);
  expect((await ask(wall, '/wall/state?run=another&n=1')).status).toBe(200);
});

test('WA20 no token, another key’s, or that of a show that is not there: 404', async () => {
  const wall = await startWall();
  for (const token of ['', 'finale', wall.tokens.tokenOf('nowhere')]) {
    const response = await ask(wall, '/wall/state', token);
    expect([response.status, await response.json()]).toEqual([404, { ok: false, code: 'unknown' }]);
  }
});

test('WA26 a photo is served to a wall for as long as a card of its show names it', async () => {
  const wall = await startWall();
  wall.addShow('forum');
  const photo = await wall.photo('#334455');
  const path = `/wall/photos/${photo.hash}/wall.jpg`;
  expect((await ask(wall, path)).status).toBe(404);
  wall.fire('one', 'Bonsoir.', {}, [photo]);
  const response = await ask(wall, path);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
  expect((await ask(wall, path.replace('wall.jpg', 'thumb.jpg'))).status).toBe(200);
  expect((await ask(wall, path.replace('wall.jpg', 'original.jpg'))).status).toBe(404);
  expect((await ask(wall, path, wall.tokens.tokenOf('forum'))).status).toBe(404);
  expect((await ask(wall, path, '')).status).toBe(404);
  wall.act('post.withdraw', { post: 'one' });
  expect((await ask(wall, path)).status).toBe(404);
});

test('OF136 the page is drawn by its link’s mark, for a screen or a phone; nobody keeps it, and only its own style is let in', async () => {
  const drawn: WallVisit[] = [];
  const drawWall = (visit: WallVisit) => {
    drawn.push(visit);
    return { html: '<p>drawn', style: 'p{}' };
  };
  const wall = await startWall({ drawWall, pages: (_request, response) => void response.send('<p>empty') });
  wall.fire('one', 'Bonsoir.');
  const page = await fetch(`${wall.link}?far=8`);
  expect(await page.text()).toBe('<p>drawn');
  const { 'content-security-policy': policy, ...headers } = Object.fromEntries(page.headers);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  });
  const style = `'sha256-${createHash('sha256').update('p{}').digest('base64')}'`;
  expect(policy).toContain(`script-src 'self';style-src 'self' ${style};`);
  await fetch(wall.link, { headers: { 'user-agent': 'Mozilla/5.0 (iPhone) Mobile/15E148' } });
  expect(drawn).toMatchObject([
    { view: 'screen', search: 'far=8', whole: { n: 0, wall: { cards: [{ id: 'one:wall' }] } } },
    { view: 'visitor', search: '' },
  ]);
  for (const token of ['nowhere', 'finale.0123456789012345678901', wall.tokens.tokenOf('nowhere')]) {
    expect(await (await fetch(`${wall.url}/wall/${token}`)).text()).toBe('<p>empty');
  }
  expect(drawn).toHaveLength(2);
});

test('OF137 a wall that cannot be drawn opens empty and asks for itself, and the log says so without its mark', async () => {
  const errors: object[] = [];
  const wall = await startWall({
    drawWall: () => {
      throw new Error('a bug');
    },
    log: { ...silentLog, error: (about) => errors.push(about) },
    pages: (_request, response) => void response.send('<p>empty'),
  });
  expect(await (await fetch(wall.link)).text()).toBe('<p>empty');
  expect(errors).toMatchObject([{ show: SHOW, err: { message: 'a bug' } }]);
  expect(JSON.stringify(errors)).not.toContain(wall.tokens.tokenOf(SHOW));
});

test('OF138 a wall comes with its place’s distance from UTC, but not over a change of hour', async () => {
  const wall = await startWall();
  const steady = async () => ((await (await ask(wall, '/wall/state')).json()) as WallWhole).steady;
  expect(await steady()).toMatchObject({ zone: 'Europe/Paris', offsetMs: 2 * 3_600_000 });
  wall.time.nowMs = Date.UTC(2027, 9, 31, 6);
  expect(await steady()).toBeUndefined();
});
