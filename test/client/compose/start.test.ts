import { expect, test } from 'vitest';
import { livePreviews } from '../../../client/staff/compose/live.ts';
import { shown, stored } from '../../../client/staff/compose/naming.ts';
import { fieldsOf, firstWords } from '../../../client/staff/compose/start.ts';
import { Stage } from '../../shared/stage.ts';

function onStage(): Stage {
  const stage = new Stage();
  stage.put({ ...stage.get('segment', 'c01'), people: ['p01'] });
  stage.act('segment.top', { segment: 'c01', pressedAtMs: stage.nowMs }, 'sidonie');
  return stage;
}

test('CO14 a quote opens its marks with the caret inside, and names who is on stage and the hashtag behind', () => {
  const { rows } = onStage();
  expect(firstWords(rows, { start: 'quote', segment: 'c01' }, 'fr')).toEqual({
    words: '«\u00A0\u00A0» @{p01|full} #MT180',
    caret: 2,
  });
  expect(firstWords(rows, { start: 'quote' }, 'en')).toEqual({ words: '“” #MT180', caret: 1 });
});

test('CO15 a new post takes the default channels, and what is on stage is soon old', () => {
  const { rows, nowMs } = onStage();
  expect(fieldsOf(rows, { start: 'quote', segment: 'c01' }, nowMs)).toMatchObject({
    kind: 'quote',
    segment: 'c01',
    channels: ['bsky', 'insta', 'masto', 'wall'],
    freshForMs: 300_000,
    language: 'fr',
  });
  expect(fieldsOf(rows, { segment: 'c02' }, nowMs).freshForMs).toBe(600_000);
  expect(fieldsOf(rows, { segment: 'nowhere' }, nowMs).segment).toBeUndefined();
});

test('TX101 a new post carries each channel’s own hashtags where one has some, and what is previewed is what goes out', () => {
  const stage = onStage();
  stage.act('channel.edit', { channel: 'bsky', change: { hashtags: { to: ['#MT180', '#PhDSky'] } } }, 'ada');
  const { words } = firstWords(stage.rows, {}, 'fr');
  expect(words).toBe(' {hashtags}');
  expect(shown(words, stage.rows)).toBe(' {#}');
  expect(stored(' {#}', stage.rows)).toBe(words);
  const said = `Bonsoir${words}`;
  const post = stage.draft('p9', { channels: ['bsky', 'masto'] }, said);
  const previews = livePreviews(stage.rows, { post: stage.get('post', post), editing: undefined, atMs: stage.nowMs });
  expect(previews.map(({ words: rendered, measure: { length } }) => [rendered, length])).toEqual([
    ['Bonsoir #MT180 #PhDSky', 22],
    ['Bonsoir #MT180', 14],
  ]);
  stage.act('post.fire', { post, seen: stage.seen(post) }, 'naima');
  const sent = ['bsky', 'masto'].map((channel) => stage.get('publication', `${post}:${channel}`).payload.words);
  expect(sent).toEqual(previews.map(({ words: rendered }) => rendered));
});

test('CO16 a correction answers what it corrects, on the same channels', () => {
  const stage = onStage();
  stage.fired('p', { channels: ['bsky'] });
  const fields = fieldsOf(stage.rows, { corrects: 'p' }, stage.nowMs);
  expect(fields).toMatchObject({ corrects: 'p', after: 'p', channels: ['bsky'] });
  expect(firstWords(stage.rows, { corrects: 'p' }, 'fr').words).toBe('Correction\u00A0: ');
});
