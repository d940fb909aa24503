import { expect, test } from 'vitest';
import { piecesOf, previewsOf } from '../../../client/staff/direct/previews.ts';
import { Stage } from '../../shared/stage.ts';

test('a post is shown as each of its networks will have it, in their order', () => {
  const stage = new Stage();
  stage.draft('p', {}, 'Bonsoir à tous.');
  const previews = previewsOf(stage.rows, stage.get('post', 'p'), stage.nowMs);
  expect(new Set(previews.map(({ channel }) => channel.id))).toEqual(new Set(['bsky', 'masto', 'wall']));
  expect(previews.every(({ words }) => words === 'Bonsoir à tous.')).toBe(true);
});

test('once approved, what was approved is shown, whatever was written since', () => {
  const stage = new Stage();
  stage.draft('p', {}, 'Approuvé.');
  stage.approve('p');
  const parents = Object.values(stage.seen('p').texts);
  stage.act('post.write', { post: 'p', variant: 'all', parents, words: 'Changé.' }, 'loane');
  expect(previewsOf(stage.rows, stage.get('post', 'p'), stage.nowMs)[0]?.words).toBe('Approuvé.');
});

test('a channel that is off is not shown', () => {
  const stage = new Stage();
  stage.draft('p');
  stage.put({ ...stage.get('channel', 'bsky'), on: false });
  const shown = previewsOf(stage.rows, stage.get('post', 'p'), stage.nowMs).map(({ channel }) => channel.id);
  expect(shown).not.toContain('bsky');
});

test('mentions, hashtags and links are told apart from the words around them', () => {
  expect(piecesOf('Bravo à @tran.example, #MT180 ! https://mt180.example/a?b')).toEqual([
    { words: 'Bravo à ', kind: 'plain' },
    { words: '@tran.example', kind: 'tag' },
    { words: ', ', kind: 'plain' },
    { words: '#MT180', kind: 'tag' },
    { words: ' ! ', kind: 'plain' },
    { words: 'https://mt180.example/a?b', kind: 'tag' },
  ]);
});

test('a place still open is told apart too, and an address is no mention', () => {
  expect(piecesOf('« {citation} »').map(({ kind }) => kind)).toEqual(['plain', 'open', 'plain']);
  expect(piecesOf('écrire à ada@mt180.example')).toEqual([{ words: 'écrire à ada@mt180.example', kind: 'plain' }]);
});

test('the pieces put together are the words', () => {
  for (const words of ['', '@a', 'a @b. #c\n{d} https://e.example.', '# @ {', '#Œuvre·s']) {
    expect(
      piecesOf(words)
        .map((piece) => piece.words)
        .join(''),
    ).toBe(words);
  }
});
