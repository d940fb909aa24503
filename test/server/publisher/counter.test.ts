import { expect, onTestFinished, test } from 'vitest';
import { keptInMemory } from '../../../server/channels/kept.ts';
import { mastodon } from '../../../server/channels/mastodon.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { silentLog } from '../../../server/log.ts';
import { createCounter } from '../../../server/publisher/counter.ts';
import { startMastodon, TOKEN } from '../../fixtures/servers/mastodon.ts';
import { START_MS } from '../../shared/stage.ts';
import { Evening } from './evening.ts';

const HOUR_S = 3_600;

/** A post that is out on Mastodon as the ledger says, and the counter that reads its figures there. */
async function published(at: 'there' | 'gone') {
  const evening = new Evening();
  const server = await startMastodon({ nowMs: evening.time.nowMs });
  onTestFinished(server.close);
  evening.fire('p');
  await evening.pass(3);
  const id = evening.get('publication', 'p:masto').remote?.id ?? '';
  const post = { id, text: '', atMs: START_MS, language: 'fr', visibility: 'public', replyTo: undefined };
  if (at === 'there')
    server.posts.set(id, { ...post, media: [], edited: false, account: { id: '7', username: 'regie' } });
  const kept = keptInMemory({ network: 'mastodon', server: server.url, token: TOKEN, visibility: 'public' } as const);
  const fetch = safeFetch({ plainHttp: true, mayReach: () => true });
  const channel = mastodon({ fetch, nowMs: evening.time.nowMs, kept, readPhoto: async () => undefined });
  const counter = createCounter({
    ledger: evening.ledger,
    channelOf: (_show, of) => (of === 'masto' ? channel : undefined),
    clock: evening.time,
    log: silentLog,
  });
  return {
    evening,
    counts: () => evening.get('publication', 'p:masto').counts,
    asked: () => server.calls.filter((call) => call.startsWith('GET /api/v1/statuses/')).length,
    async pass(seconds: number) {
      await evening.time.pass(seconds * 1000);
      counter.tick();
      await counter.idle();
    },
  };
}

test('CH82 figures are read an hour, a day and a week after the post, and not between', async () => {
  const { counts, asked, pass } = await published('there');
  await pass(HOUR_S / 2);
  expect([counts(), asked()]).toEqual([undefined, 0]);
  await pass(HOUR_S / 2);
  expect(counts()).toMatchObject({ likes: 3, reposts: 2, replies: 0, atMs: expect.any(Number) });
  await pass(2 * HOUR_S);
  expect(asked()).toBe(1);
  const first = counts()?.atMs ?? 0;
  await pass(22 * HOUR_S);
  expect(asked()).toBe(2);
  expect(counts()?.atMs).toBeGreaterThan(first);
  await pass(7 * 24 * HOUR_S);
  expect(asked()).toBe(3);
  await pass(20 * 24 * HOUR_S);
  expect(asked()).toBe(3);
});

test('CH83 what a network does not tell stays untold, and is not asked for every minute', async () => {
  const { counts, asked, pass } = await published('gone');
  await pass(HOUR_S);
  for (let minute = 0; minute < 50; minute++) await pass(60);
  expect([counts(), asked()]).toEqual([undefined, 1]);
  await pass(31 * 24 * HOUR_S);
  const before = asked();
  await pass(HOUR_S);
  expect([counts(), asked()]).toEqual([undefined, before]);
});
