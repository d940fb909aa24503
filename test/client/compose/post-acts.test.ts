import { expect, test } from 'vitest';
import { differencesOf } from '../../../client/staff/compose/difference.ts';
import { postActs } from '../../../client/staff/compose/post-acts.ts';
import { Stage } from '../../shared/stage.ts';

const actsOf = (stage: Stage, post: string, by: string) =>
  postActs(stage.rows, { post: stage.get('post', post), me: stage.get('staff', by), atMs: stage.nowMs });

test('CO40 who writes submits; who approves approves, and publishes at once what goes by hand', () => {
  const stage = new Stage();
  stage.draft('p');
  expect(actsOf(stage, 'p', 'loane')).toMatchObject({ primary: 'submit', others: ['hold', 'withdraw'] });
  expect(actsOf(stage, 'p', 'naima').primary).toBe('approve-fire');
  stage.draft('q', { cue: { kind: 'clock', atMs: stage.nowMs + 60_000 } });
  expect(actsOf(stage, 'q', 'naima')).toMatchObject({ primary: 'approve' });
  expect(actsOf(stage, 'q', 'naima').others).toContain('approve-fire');
  stage.act('post.submit', { post: 'p' }, 'loane');
  expect(actsOf(stage, 'p', 'loane')).toMatchObject({ primary: undefined, why: 'to-approve' });
  expect(actsOf(stage, 'p', 'naima').others).toContain('return');
});

test('CO41 what goes by itself is not under the thumb to be sent early; once missed it is', () => {
  const stage = new Stage();
  stage.draft('p', { cue: { kind: 'clock', atMs: stage.nowMs + 60_000 } });
  stage.approve('p');
  expect(actsOf(stage, 'p', 'naima')).toMatchObject({ primary: undefined, why: 'goes-alone' });
  expect(actsOf(stage, 'p', 'naima').others).toContain('fire');
  stage.nowMs += 3_600_000;
  expect(actsOf(stage, 'p', 'naima').primary).toBe('fire');
});

test('CO42 a post that needs two says so to who approved it, and is fired by another', () => {
  const stage = new Stage();
  stage.draft('p', { needsTwo: true });
  stage.approve('p');
  expect(actsOf(stage, 'p', 'naima')).toMatchObject({ primary: undefined, why: 'second-person' });
  expect(actsOf(stage, 'p', 'ada').primary).toBe('fire');
});

test('CO43 edited after approval: what differs is named with the approved words, and approving anew comes first', () => {
  const stage = new Stage();
  stage.draft('p');
  stage.approve('p');
  const parents = Object.values(stage.seen('p').texts);
  stage.act('post.write', { post: 'p', variant: 'all', parents, words: 'Bonjour.' }, 'loane');
  stage.act(
    'post.edit',
    { post: 'p', change: { channels: { from: ['bsky', 'masto', 'wall'], to: ['wall'] } } },
    'loane',
  );
  expect(differencesOf(stage.rows, stage.get('post', 'p'))).toEqual([
    { field: 'texts', variant: 'all', approved: 'Bonsoir.', now: 'Bonjour.' },
    { field: 'channels' },
  ]);
  expect(actsOf(stage, 'p', 'naima')).toMatchObject({ primary: 'approve' });
  expect(actsOf(stage, 'p', 'naima').others).toContain('fire');
  expect(actsOf(stage, 'p', 'loane').primary).toBe('fire');
});

test('CO43 a place approved open and filled since is no difference', () => {
  const stage = new Stage();
  stage.draft('p', { slots: [{ name: 'photo', kind: 'photo', required: true }] });
  stage.approve('p');
  stage.photo('p', { slot: 'photo' });
  expect(differencesOf(stage.rows, stage.get('post', 'p'))).toEqual([]);
});

test('CO44 what is out can be corrected or withdrawn; what is in the bin, taken out', () => {
  const stage = new Stage();
  stage.fired('p');
  expect(actsOf(stage, 'p', 'naima')).toMatchObject({
    primary: undefined,
    why: 'out',
    others: ['correct', 'withdraw'],
  });
  stage.act('post.withdraw', { post: 'p' }, 'naima');
  expect(actsOf(stage, 'p', 'loane')).toMatchObject({ primary: 'restore', others: [] });
});

test('TE1 of a kind approved in advance, its writer is offered what an approver is, and only that', () => {
  const stage = new Stage();
  stage.act('show.edit', { change: { approvedKinds: { to: ['free'] } } }, 'ada');
  stage.draft('p');
  expect(actsOf(stage, 'p', 'loane').primary).toBe('approve-fire');
  stage.draft('q', { cue: { kind: 'clock', atMs: stage.nowMs + 60_000 } });
  expect(actsOf(stage, 'q', 'loane').primary).toBe('approve');
  stage.act('post.approve', { post: 'q', seen: stage.seen('q') }, 'loane');
  expect(actsOf(stage, 'q', 'loane').others).not.toContain('unapprove');
  expect(actsOf(stage, 'q', 'loane').others).not.toContain('return');
  stage.draft('two', { needsTwo: true });
  expect(actsOf(stage, 'two', 'loane').primary).toBe('submit');
});

test('NI72 what is out is corrected as soon as other words are typed, by who may approve them', () => {
  const stage = new Stage();
  stage.fired('p');
  const typedBy = (by: string) =>
    postActs(stage.rows, { post: stage.get('post', 'p'), me: stage.get('staff', by), atMs: stage.nowMs, typed: true });
  expect(actsOf(stage, 'p', 'naima')).toMatchObject({ primary: undefined, why: 'out' });
  expect(typedBy('naima').primary).toBe('mend');
  expect(typedBy('loane').primary).toBeUndefined();
});
