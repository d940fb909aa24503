import { expect, test } from 'vitest';
import { channelContract } from '../../contract/channel.ts';
import { liveAccount, liveAccounts } from '../../contract/live-accounts.ts';

for (const connection of liveAccounts(process.env.LIVE_ACCOUNTS)) {
  channelContract(`a live account of ${connection.network}`, async (readPhoto) => liveAccount(connection, readPhoto));
}

test('CH46 what people type for a server and a name becomes an origin and a handle, or is refused', () => {
  const mastodon = (server: string) =>
    liveAccounts(JSON.stringify([{ network: 'mastodon', server, token: 't' }])).map((one) => ({ ...one }))[0];
  for (const typed of ['mastodon.social', ' https://mastodon.social/@me ', '@me@mastodon.social', 'Mastodon.Social']) {
    expect(mastodon(typed)).toEqual({
      network: 'mastodon',
      server: 'https://mastodon.social',
      token: 't',
      visibility: 'public',
    });
  }
  for (const typed of ['', 'mastodon', 'https://user:pass@mastodon.social', 'ftp://', 'me@', 'x'.repeat(500)]) {
    expect(() => mastodon(typed)).toThrow();
  }
  const bluesky = { network: 'bluesky', identifier: '@moi.bsky.social', password: 'abcd' };
  expect(liveAccounts(JSON.stringify([bluesky]))).toEqual([
    { network: 'bluesky', service: 'https://bsky.social', identifier: 'moi.bsky.social', password: 'abcd' },
  ]);
  expect(liveAccounts(undefined)).toEqual([]);
});
