import { expect, test } from 'vitest';
import { costOf, forecast, type Load, X_PRICES } from '../../shared/network-forecast.ts';

const MINUTE_MS = 60_000;
const load = (minute: number, photos = 0, words = 'Bonsoir.'): Load => ({ atMs: minute * MINUTE_MS, words, photos });

test('CH80 a post costs on X alone, more with a link, bare domains included, and by its photos', () => {
  expect(costOf('x', load(0))).toBe(0.015);
  expect(costOf('x', load(0, 0, 'Sur https://example.org'))).toBe(0.2);
  expect(costOf('x', load(0, 0, 'Sur cnrs.fr'))).toBe(0.2);
  expect(costOf('x', load(0, 4))).toBeCloseTo(0.035, 6);
  expect(costOf('bluesky', load(0, 4, 'https://example.org'))).toBe(0);
  expect(forecast('x', [load(0), load(1), load(2, 0, 'cnrs.fr')], { ...X_PRICES, post: 0.02 }).cost).toBe(0.24);
});

test('CH81 the fullest stretch of a limit is found, wherever it begins', () => {
  const calm = Array.from({ length: 7 }, (_, n) => load(n * 4, 4));
  const [photos] = forecast('mastodon', calm).quotas;
  expect(photos).toMatchObject({ what: 'photos', used: 28, over: false, fromMs: 0 });
  const busy = [...calm, load(200, 4), ...Array.from({ length: 8 }, (_, n) => load(240 + n * 3, 4))];
  expect(forecast('mastodon', [...busy].reverse())).toMatchObject({
    posts: 16,
    photos: 64,
    cost: 0,
    quotas: [
      { what: 'photos', used: 32, over: true, fromMs: 240 * MINUTE_MS },
      { what: 'posts', used: 9 },
    ],
  });
  const spread = Array.from({ length: 16 }, (_, n) => load(n * 15, 4));
  expect(forecast('mastodon', spread).quotas[0]).toMatchObject({ used: 8, over: false });
  expect(forecast('x', []).quotas).toMatchObject([{ used: 0 }, { used: 0 }]);
});
