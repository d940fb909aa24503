import { expect, test } from 'vitest';
import { channelName, nameAmong } from '../../../client/staff/parts/channel-name.ts';
import type { RowOf } from '../../../shared/rows/row.ts';
import { RowMap } from '../../../shared/rows/rows.ts';
import { Stage } from '../../shared/stage.ts';

const account = (network: 'bluesky' | 'mastodon', name: string) => ({ network, account: name });

test('PO170 a channel is its network, and its account too where the show has several there', () => {
  const finale = account('bluesky', 'mt180.example');
  const labo = account('bluesky', 'labo.example');
  const school = account('mastodon', '');
  expect([finale, labo, school].map((one) => nameAmong(one, [finale, labo, school]))).toEqual([
    'Bluesky · @mt180',
    'Bluesky · @labo',
    'Mastodon',
  ]);
  const elsewhere = account('bluesky', 'labo.science.example');
  expect(nameAmong(labo, [finale, labo, elsewhere])).toBe('Bluesky · @labo.example');
  const unnamed = [account('bluesky', ''), account('bluesky', '')];
  expect(unnamed.map((one) => nameAmong(one, unnamed))).toEqual(['Bluesky · 1', 'Bluesky · 2']);
});

test('PO170 of a show’s rows likewise', () => {
  const rows = new RowMap(new Stage().rows.own());
  expect(channelName(rows, 'bsky')).toBe('Bluesky');
  const bsky = rows.get('channel', 'bsky') as RowOf<'channel'>;
  rows.put({ ...bsky, id: 'labo', account: 'labo.example' });
  expect(channelName(rows, 'labo')).toBe('Bluesky · @labo');
  expect(channelName(rows, 'bsky')).not.toBe('Bluesky');
});
