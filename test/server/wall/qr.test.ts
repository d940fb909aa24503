import { expect, test } from 'vitest';
import { qrOf } from '../../../server/wall/qr.ts';
import { startWall } from './running-wall.ts';

test('WA28 a QR code is one path of whole squares inside a light border', () => {
  const qr = qrOf('https://mt180.example/direct');
  if (!qr) throw new Error('not drawn');
  const runs = [...qr.path.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g)].map((run) => run.slice(1, 4).map(Number));
  expect(qr.path.replace(/M\d+ \d+h\d+v1H\d+z/g, '')).toBe('');
  // The corner mark: seven dark modules in a row, two modules from the edge.
  expect(runs[0]).toEqual([2, 2, 7]);
  for (const [x = 0, y = 0, length = 0] of runs) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(2);
    expect(Math.max(x + length, y + 1)).toBeLessThanOrEqual(qr.size - 2);
  }
});

test('WA28 what no code can hold is not drawn', () => {
  expect(qrOf(`https://mt180.example/${'x'.repeat(4_000)}`)).toBeUndefined();
});

test('WA28 the codes a wall shows are drawn by the server', async () => {
  const wall = await startWall();
  wall.act('show.edit', { change: { followUrl: { to: 'https://mt180.example/direct' } } });
  wall.scene('full', { kind: 'qr', url: 'https://mt180.example/vote', words: 'Votez !' });
  const shown = wall.parts.board.whole('finale')?.wall;
  expect(shown?.follow).toEqual({ url: 'https://mt180.example/direct', qr: qrOf('https://mt180.example/direct') });
  expect(shown?.full).toMatchObject({ kind: 'qr', qr: qrOf('https://mt180.example/vote') });
});
