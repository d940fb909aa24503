import { expect, test } from 'vitest';
import { changeBetween } from '../../../client/staff/settings/change-between.ts';
import { hashtagsOf } from '../../../client/staff/settings/hashtags.ts';
import { byRank, lastRank, movedRank } from '../../../client/staff/settings/ordering.ts';
import { handleOf, keptHandles } from '../../../shared/handles.ts';

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
