import { expect, test } from 'vitest';
import { primaryOf } from '../../../client/staff/direct/primary.ts';
import { Stage } from '../../shared/stage.ts';

const primary = (stage: Stage, post: string, me: string) =>
  primaryOf(stage.rows, { post: stage.get('post', post), me: stage.get('staff', me), atMs: stage.nowMs });

const PHOTO = { name: 'photo-live', kind: 'photo', required: true } as const;
const WINNER = { name: 'winner', kind: 'winner', required: true } as const;

test('a writer submits a draft, and then waits', () => {
  const stage = new Stage();
  stage.draft('p');
  expect(primary(stage, 'p', 'loane')).toEqual({ act: 'submit' });
  stage.act('post.submit', { post: 'p' }, 'loane');
  expect(primary(stage, 'p', 'loane')).toEqual({ act: 'wait', why: 'to-approve' });
});

test('who may approve does so and publishes in one, naming what was seen', () => {
  const stage = new Stage();
  stage.draft('p');
  expect(primary(stage, 'p', 'naima')).toEqual({ act: 'approve-publish', seen: stage.seen('p'), long: false });
});

test('what is approved is published by a writer, naming the approval', () => {
  const stage = new Stage();
  stage.draft('p');
  const approval = stage.approve('p');
  expect(primary(stage, 'p', 'loane')).toEqual({ act: 'publish', approval, long: false });
  expect(primary(stage, 'p', 'sidonie')).toEqual({ act: 'wait', why: 'to-approve' });
});

test('what a required place lacks comes before anything else', () => {
  const stage = new Stage();
  stage.draft('p', { slots: [PHOTO] });
  expect(primary(stage, 'p', 'loane')).toEqual({ act: 'fill', slot: PHOTO });
  stage.approve('p');
  expect(primary(stage, 'p', 'loane')).toEqual({ act: 'fill', slot: PHOTO });
  stage.photo('p', { slot: 'photo-live' });
  expect(primary(stage, 'p', 'loane')).toMatchObject({ act: 'publish' });
});

test('two versions are chosen from before they are approved', () => {
  const stage = new Stage();
  stage.draft('p');
  const [first] = Object.values(stage.seen('p').texts);
  const write = (words: string) =>
    stage.act('post.write', { post: 'p', variant: 'all', parents: first ? [first] : [], words }, 'loane');
  write('Une version.');
  write('Une autre.');
  expect(primary(stage, 'p', 'naima')).toEqual({ act: 'choose-version' });
});

test('nothing is published while everything, or this post, is held', () => {
  const stage = new Stage();
  stage.draft('p');
  stage.approve('p');
  stage.act('post.hold', { post: 'p', reason: 'un nom à vérifier' }, 'octave');
  expect(primary(stage, 'p', 'loane')).toEqual({ act: 'wait', why: 'post-held' });
  stage.act('show.hold', { kind: 'person', reason: 'incident' }, 'octave');
  expect(primary(stage, 'p', 'loane')).toEqual({ act: 'wait', why: 'held' });
});

test('a post that needs two waits for someone who neither approved it nor named its winner', () => {
  const stage = new Stage();
  stage.draft('p', { needsTwo: true, slots: [WINNER] });
  stage.approve('p');
  stage.act('post.fill', { post: 'p', slot: 'winner', to: 'p05' }, 'loane');
  expect(primary(stage, 'p', 'naima')).toEqual({ act: 'wait', why: 'second-person' });
  expect(primary(stage, 'p', 'loane')).toEqual({ act: 'wait', why: 'second-person' });
  expect(primary(stage, 'p', 'ada')).toMatchObject({ act: 'publish', long: false });
});

test('alone on the show, the same person confirms a post that needs two by a long press', () => {
  const stage = new Stage();
  stage.draft('p', { needsTwo: true });
  stage.approve('p', 'ada');
  for (const id of ['naima']) stage.put({ ...stage.get('staff', id), revoked: true });
  expect(primary(stage, 'p', 'ada')).toMatchObject({ act: 'publish', long: true });
});

test('a post that needs two waits for its cue to open its window', () => {
  const stage = new Stage();
  stage.draft('p', { needsTwo: true, cue: { kind: 'clock', atMs: stage.nowMs + 1 } });
  stage.approve('p');
  expect(primary(stage, 'p', 'ada')).toEqual({ act: 'wait', why: 'not-due' });
  stage.nowMs += 1;
  expect(primary(stage, 'p', 'ada')).toMatchObject({ act: 'publish' });
});

test('what the button says can be done, the door does', () => {
  const done: string[] = [];
  for (const me of ['loane', 'naima', 'sidonie', 'octave', 'ada']) {
    const stage = new Stage();
    stage.draft('drafted');
    stage.draft('approved');
    stage.approve('approved');
    stage.draft('two', { needsTwo: true });
    stage.approve('two');
    for (const post of ['drafted', 'approved', 'two']) {
      const next = primary(stage, post, me);
      if (next.act === 'publish') stage.act('post.fire', { post, approval: next.approval }, me);
      else if (next.act === 'approve-publish') stage.act('post.fire', { post, seen: next.seen }, me);
      else if (next.act === 'submit') stage.act('post.submit', { post }, me);
      else continue;
      done.push(`${me} ${next.act} ${post}`);
    }
  }
  expect(done).toEqual([
    'loane submit drafted',
    'loane publish approved',
    'loane publish two',
    'naima approve-publish drafted',
    'naima publish approved',
    'ada approve-publish drafted',
    'ada publish approved',
    'ada publish two',
  ]);
});
