import { expect, test } from 'vitest';
import type { WallWhole } from '../../../shared/wall-packets.ts';
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
