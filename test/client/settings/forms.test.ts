import { expect, test } from 'vitest';
import { changeBetween } from '../../../client/staff/settings/change-between.ts';
import { hashtagsOf } from '../../../client/staff/settings/hashtags.ts';
import { byRank, lastRank, movedRank } from '../../../client/staff/settings/ordering.ts';
import { handleOf, isHandle, keptHandles } from '../../../shared/handles.ts';

test('SR30 a form sends what the person changed, from what they saw, and nothing else', () => {
  const seen = {
    name: 'MT180',
    hashtags: ['#MT180'],
    followUrl: undefined as string | undefined,
    zone: 'Europe/Paris',
  };
  expect(changeBetween(seen, { ...seen, hashtags: ['#MT180'] })).toEqual({});
  expect(changeBetween(seen, { ...seen, name: 'Finale', followUrl: 'https://a.example' })).toEqual({
    name: { from: 'MT180', to: 'Finale' },
    followUrl: { to: 'https://a.example' },
  });
  expect(changeBetween({ ...seen, followUrl: 'https://a.example' }, seen)).toEqual({
    followUrl: { from: 'https://a.example' },
  });
});

test('SR31 a handle is kept bare, whether typed with its @ or pasted as an address', () => {
  expect(handleOf('bluesky', ' @ana.example ')).toBe('ana.example');
  expect(handleOf('bluesky', 'https://bsky.app/profile/ana.example')).toBe('ana.example');
  expect(handleOf('mastodon', 'https://social.example/@ana')).toBe('ana@social.example');
  expect(handleOf('mastodon', '@ana@social.example')).toBe('ana@social.example');
  expect(handleOf('x', 'https://x.com/ana?s=20')).toBe('ana');
  expect(handleOf('linkedin', 'https://www.linkedin.com/in/ana-b/')).toBe('ana-b');
  expect(keptHandles({ x: '@ana', bluesky: ' ', mastodon: '' })).toEqual({ x: 'ana' });
});

test('PV40 an address without its scheme, or of a post, gives its account; another network’s address gives none', () => {
  expect(handleOf('bluesky', 'bsky.app/profile/ana.example/')).toBe('ana.example');
  expect(handleOf('bluesky', 'https://bsky.app/profile/ana.example/post/3k')).toBe('ana.example');
  expect(handleOf('bluesky', 'https://ana.example')).toBe('ana.example');
  expect(handleOf('mastodon', 'social.example/@ana/1143')).toBe('ana@social.example');
  expect(handleOf('mastodon', 'https://social.example/@ana@other.example')).toBe('ana@other.example');
  expect(handleOf('mastodon', 'https://social.example/users/ana')).toBe('ana@social.example');
  expect(handleOf('x', 'twitter.com/ana/status/12')).toBe('ana');
  expect(handleOf('linkedin', 'fr.linkedin.com/company/ana-b/')).toBe('ana-b');
  const elsewhere = 'https://social.example/@ana';
  expect(handleOf('x', elsewhere)).toBe(elsewhere);
  expect(isHandle('x', elsewhere)).toBe(false);
});

test('PV41 what no network could know is no handle', () => {
  const odd = [
    ['bluesky', 'ana'],
    ['mastodon', 'ana'],
    ['x', 'Ana Bel'],
    ['x', 'non'],
    ['linkedin', 'Ana Bel'],
  ] as const;
  expect(odd.filter(([network, handle]) => isHandle(network, handle))).toEqual([]);
  const right = [
    ['bluesky', 'ana.example'],
    ['mastodon', 'ana_b@social.example'],
    ['x', 'ana_b'],
    ['linkedin', 'zoé-œ-1'],
    ['instagram', 'ana.b'],
    ['facebook', 'ana.bel'],
  ] as const;
  expect(right.filter(([network, handle]) => !isHandle(network, handle))).toEqual([]);
});

test('SR32 hashtags have one # each, and none twice', () => {
  expect(hashtagsOf(' MT180, ##Doctorat  #MT180;Thèse ')).toEqual(['#MT180', '#Doctorat', '#Thèse']);
  expect(hashtagsOf('# ')).toEqual([]);
});

test('SR33 a room moves one place at a time, and a new one comes last', () => {
  const rooms = ['a', 'b', 'c'].map((id, place) => ({ id, rank: place + 1 }));
  const moved = (id: string, by: -1 | 1) => {
    const rank = movedRank(rooms, id, by);
    return rooms
      .map((room) => (room.id === id && rank !== undefined ? { ...room, rank } : room))
      .sort(byRank)
      .map((room) => room.id)
      .join('');
  };
  expect([moved('a', 1), moved('c', -1), moved('b', 1), moved('b', -1)]).toEqual(['bac', 'acb', 'acb', 'bac']);
  expect([movedRank(rooms, 'a', -1), movedRank(rooms, 'c', 1), movedRank(rooms, 'd', 1)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([lastRank(rooms), lastRank([])]).toEqual([4, 1]);
});
