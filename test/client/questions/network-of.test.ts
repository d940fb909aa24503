import { expect, test } from 'vitest';
import { pastedLink } from '../../../client/staff/questions/network-of.ts';

test.each([
  ['https://bsky.app/profile/lea.example/post/3k2a', 'bluesky', 'lea.example'],
  ['https://bsky.app/profile/did:plc:abc234/post/3k2a?ref=app', 'bluesky', 'did:plc:abc234'],
  ['https://social.example/@lea/112233445566', 'mastodon', 'lea'],
  ['https://social.example/@lea@other.example/112233445566', 'mastodon', 'lea@other.example'],
  ['https://x.com/lea/status/1790000000000000000?s=20', 'x', 'lea'],
  ['https://mobile.twitter.com/lea/status/1790000000000000000', 'x', 'lea'],
  ['https://x.com/i/web/status/1790000000000000000', 'x', ''],
  ['https://www.threads.net/@lea/post/C7abc', 'threads', 'lea'],
])('NI84 the link %s is of %s, by "%s"', (url, network, author) => {
  expect(pastedLink(url)).toEqual({ url, network, author });
});

test('NI84 a link is found among the words that an app shares with it', () => {
  const url = 'https://bsky.app/profile/lea.example/post/3k2a';
  expect(pastedLink(`Léa sur Bluesky : ${url} à lire`)).toEqual({ url, network: 'bluesky', author: 'lea.example' });
});

test.each([
  ['https://notbsky.app/profile/lea.example/post/3k', 'other'],
  ['https://x.com.example/lea/status/1', 'other'],
  ['https://social.example/@lea', 'other'],
])('NI84 %s only looks like one, and has no author', (url, network) => {
  expect(pastedLink(url)).toEqual({ url, network, author: '' });
});

test.each(['', 'léa', 'http://localhost/@lea/112', 'javascript:alert(1)'])('NI84 "%s" is no link', (typed) => {
  expect(pastedLink(typed)).toBeUndefined();
});
