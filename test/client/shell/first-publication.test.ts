import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import {
  asksFirst,
  firstPublication,
  mayPublish,
  realAccounts,
} from '../../../client/staff/shell/first-publication.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { Stage } from '../../shared/stage.ts';

function realStage(): Stage {
  const stage = new Stage();
  const { rev: _rev, by: _by, atMs: _atMs, ...show } = stage.get('show', 'final');
  stage.put({ ...show, rehearsal: false });
  return stage;
}
/** One show a test: what was confirmed lasts as long as the page. */
const phone = (stage: Stage, id: string) => ({ id, rows: signal<Rows>(stage.rows) });

test('SR55 the first publication of a phone for real names every account once; a refusal publishes nothing', async () => {
  const stage = realStage();
  const post = stage.get('post', stage.draft('p', { channels: ['bsky', 'wall'] }));
  const show = phone(stage, 'one');
  const first = mayPublish(show, post);
  expect(firstPublication.value?.accounts.map(({ id }) => id)).toEqual(realAccounts(stage.rows).map(({ id }) => id));
  expect(realAccounts(stage.rows).map(({ id }) => id)).toEqual(['bsky', 'masto']);
  firstPublication.value?.answer(false);
  expect(await first).toBe(false);
  const second = mayPublish(show, post);
  firstPublication.value?.answer(true);
  expect(await second).toBe(true);
  expect(firstPublication.value).toBeUndefined();
  expect(await mayPublish(show, post)).toBe(true);
  expect(firstPublication.value).toBeUndefined();
  const elsewhere = mayPublish(phone(stage, 'two'), post);
  expect(firstPublication.value?.show).toBe('two');
  firstPublication.value?.answer(false);
  expect(await elsewhere).toBe(false);
});

test('SR56 it is asked again when an account changes, and not for what calls no network', async () => {
  const stage = realStage();
  const networks = stage.get('post', stage.draft('p'));
  const wall = stage.get('post', stage.draft('w', { channels: ['wall', 'insta'] }));
  const show = phone(stage, 'three');
  expect(await mayPublish(show, wall)).toBe(true);
  const asked = mayPublish(show, networks);
  firstPublication.value?.answer(true);
  expect(await asked).toBe(true);
  const { account } = stage.get('channel', 'masto');
  stage.act(
    'channel.edit',
    { channel: 'masto', change: { account: { from: account, to: 'autre@social.example' } } },
    'ada',
  );
  const again = mayPublish(show, networks);
  expect(firstPublication.value?.accounts.map((each) => each.account)).toContain('autre@social.example');
  firstPublication.value?.answer(false);
  expect(await again).toBe(false);
  const rehearsal = new Stage();
  expect(asksFirst(rehearsal.rows, rehearsal.get('post', rehearsal.draft('p')), [])).toBe(false);
});

test('SR57 two presses before an answer are one question, and only the last can publish', async () => {
  const stage = realStage();
  const post = stage.get('post', stage.draft('p'));
  const show = phone(stage, 'four');
  const both = [mayPublish(show, post), mayPublish(show, post)];
  firstPublication.value?.answer(true);
  expect(await Promise.all(both)).toEqual([false, true]);
});
