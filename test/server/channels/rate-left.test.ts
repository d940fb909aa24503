import { expect, onTestFinished, test } from 'vitest';
import { keptInMemory } from '../../../server/channels/kept.ts';
import { mastodon } from '../../../server/channels/mastodon.ts';
import { rateLeft } from '../../../server/channels/rate-left.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { x } from '../../../server/channels/x.ts';
import { publish, testPhotos } from '../../contract/channel.ts';
import { startMastodon, TOKEN } from '../../fixtures/servers/mastodon.ts';
import { startX } from '../../fixtures/servers/x.ts';
import { FIRST_TOKENS } from '../../fixtures/servers/x-oauth.ts';

const loopback = safeFetch({ plainHttp: true, mayReach: () => true });
const START_MS = Date.UTC(2027, 5, 10, 18);

function parcelOf(
  network: 'mastodon' | 'x',
  words: string,
  photos: Awaited<ReturnType<typeof testPhotos>>['four'] = [],
) {
  const key = `${words}/1`;
  const payload = { network, words, language: 'fr', photos };
  return { show: 'final', publication: words, round: 1, key, lookUnder: [key], taken: [], payload } as const;
}

test('CH133 what a network’s answers say is left of its limits is told until they begin anew', async () => {
  let nowMs = START_MS;
  const clock = { fetch: loopback, nowMs: () => nowMs };
  const photos = await testPhotos();
  const server = await startMastodon({ nowMs: clock.nowMs });
  onTestFinished(server.close);
  const rate = rateLeft('mastodon', clock);
  const kept = keptInMemory({ network: 'mastodon', server: server.url, token: TOKEN, visibility: 'public' } as const);
  const channel = mastodon({ ...clock, fetch: rate.fetch, kept, readPhoto: photos.read, pollMs: 1 });
  expect(rate.now()).toEqual([]);
  await publish(channel, parcelOf('mastodon', 'Quatre photos.', photos.four));
  expect(rate.now()).toEqual([{ what: 'photos', limit: 30, remaining: 26, resetMs: START_MS + 30 * 60_000 }]);
  nowMs += 30 * 60_000;
  expect(rate.now()).toEqual([]);

  const xServer = await startX({ nowMs: clock.nowMs });
  onTestFinished(xServer.close);
  const xRate = rateLeft('x', clock);
  const xKept = keptInMemory({ network: 'x', ...FIRST_TOKENS, threads: 'answers' } as const);
  const onX = x({ ...clock, fetch: xRate.fetch, kept: xKept, baseUrl: xServer.url, readPhoto: photos.read });
  for (const words of ['Un.', 'Deux.']) await publish(onX, parcelOf('x', words));
  expect(xRate.now()).toEqual([{ what: 'posts', limit: 100, remaining: 98, resetMs: nowMs + 15 * 60_000 }]);
});
