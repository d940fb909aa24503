import { expect, test } from 'vitest';
import { grouped, livePreviews } from '../../../client/staff/compose/live.ts';
import { problemsOf } from '../../../client/staff/compose/problems.ts';
import { ALL_CHANNELS } from '../../../shared/rows/variant.ts';
import { measure } from '../../../shared/text/length.ts';
import { Stage } from '../../shared/stage.ts';

function problems(stage: Stage, post: string, words: string) {
  const { rows, nowMs: atMs } = stage;
  const row = stage.get('post', post);
  const previews = livePreviews(rows, { post: row, editing: { variant: ALL_CHANNELS, words }, atMs });
  return problemsOf(rows, { post: row, words, previews });
}
const codes = (stage: Stage, post: string, words = 'Bonsoir.') => problems(stage, post, words).map(({ code }) => code);

test('CO20 words being typed are shown as each network will have them, and once where it reads the same', () => {
  const stage = new Stage();
  stage.draft('p');
  const row = stage.get('post', 'p');
  const editing = { variant: ALL_CHANNELS, words: 'Bravo @{p01}' };
  const previews = livePreviews(stage.rows, { post: row, editing, atMs: stage.nowMs });
  expect(grouped(previews).map((group) => [group.map(({ channel }) => channel.id), group[0]?.words])).toEqual([
    [['bsky'], 'Bravo @maelys.example'],
    [['masto', 'wall'], 'Bravo Maëlys Tournepierre'],
  ]);
});

test('CO21 over the limit is said for each network by how much, and stops; nothing is cut', () => {
  const stage = new Stage();
  stage.draft('p');
  expect(problems(stage, 'p', 'x'.repeat(310))).toMatchObject([
    { code: 'too-long', network: 'bluesky', over: 10, blocks: true },
    { code: 'too-long', network: 'wall', over: 10, blocks: true },
  ]);
});

test('CO22 a photo without alternative text, or of who refuses, stops; an agreement to confirm is told', () => {
  const stage = new Stage();
  stage.draft('p');
  stage.photo('p', { alt: ' ', people: ['p02'] });
  expect(codes(stage, 'p')).toEqual(['no-alt', 'rights']);
  stage.put({ ...stage.get('person', 'p02'), imageRights: 'to-confirm' });
  expect(codes(stage, 'p')).toEqual(['no-alt', 'rights-unsure']);
  const open = new Stage();
  open.draft('p');
  open.photo('p', { alt: 'Coulisses : {qui fait quoi}.' });
  expect(codes(open, 'p')).toEqual(['alt-open']);
});

test('CO23 a hashtag cut short, an hour that will not move and a name nobody has are pointed at', () => {
  const stage = new Stage();
  stage.draft('p');
  expect(problems(stage, 'p', 'À 18h avec @{nobody} #C’estParti')).toMatchObject([
    { code: 'token', problem: 'unknown-person' },
    { code: 'hashtag', tag: '#C’estParti', reads: '#C' },
    { code: 'hour', hour: '18h' },
  ]);
});

test('CO24 nothing to say, nowhere to say it and a place still open are told', () => {
  const stage = new Stage();
  stage.draft('p', { channels: [], slots: [{ name: 'photo', kind: 'photo', required: true }] }, '');
  expect(codes(stage, 'p', '')).toEqual(['no-words', 'no-channel', 'slot']);
});

test('TX124 over the limit on X, what its narrow spaces cost is told, with the channel to lighten', () => {
  const stage = new Stage();
  stage.draft('p');
  const row = stage.get('post', 'p');
  const bsky = stage.get('channel', 'bsky');
  const words = `Bravo\u202F! Encore\u202F! ${'x'.repeat(262)}`;
  const onX = { channel: { ...bsky, id: 'x', network: 'x' as const }, words, measure: measure('x', words) };
  expect(problemsOf(stage.rows, { post: row, words, previews: [onX] })).toMatchObject([
    { code: 'too-long', network: 'x', over: 1 },
    { code: 'narrow-spaces', channel: 'x', gain: 2, blocks: false },
  ]);
  const short = { ...onX, words: 'Bravo\u202F!', measure: measure('x', 'Bravo\u202F!') };
  expect(problemsOf(stage.rows, { post: row, words: short.words, previews: [short] })).toEqual([]);
});

test('TX125 a middle dot is a hint and stops nothing; a hashtag cut short is named', () => {
  const stage = new Stage();
  stage.draft('p');
  expect(problems(stage, 'p', 'Les candidat·es #C’estParti')).toEqual([
    { code: 'hashtag', blocks: false, tag: '#C’estParti', reads: '#C' },
    { code: 'middle-dot', blocks: false, word: 'candidat·es' },
  ]);
});
