import { describe, expect, test } from 'vitest';
import type { PostRow } from '../../../shared/rows/post.ts';
import { Stage } from '../stage.ts';

/** A show on which free posts need no approver. */
function stageOf(kinds: readonly PostRow['kind'][] = ['free']): Stage {
  const stage = new Stage();
  stage.act('show.edit', { change: { approvedKinds: { to: [...kinds] } } }, 'ada');
  return stage;
}
const approve = (stage: Stage, post: string, by = 'loane') =>
  stage.refused('post.approve', { post, seen: stage.seen(post) }, by);
const fire = (stage: Stage, post: string, by = 'loane') =>
  stage.refused('post.fire', { post, seen: stage.seen(post) }, by);

describe('kinds approved in advance', () => {
  test('PO110 a writer approves or fires a post of their own of such a kind, and the approval says by which right', () => {
    const stage = stageOf();
    for (const [id, act] of [['a', approve] as const, ['b', fire] as const]) {
      stage.draft(id);
      expect(act(stage, id)).toBeUndefined();
      expect(stage.get('approval', stage.get('post', id).approval ?? '').inAdvance).toBe(true);
    }
    expect(stage.get('post', 'b').state).toBe('fired');
    stage.draft('c');
    stage.act('post.approve', { post: 'c', seen: stage.seen('c') }, 'naima');
    expect(stage.get('approval', stage.get('post', 'c').approval ?? '').inAdvance).toBeUndefined();
  });

  test('PO111 no other kind, no other writer’s post, and nothing where the show says nothing', () => {
    const stage = stageOf(['logistics']);
    stage.draft('a');
    expect([approve(stage, 'a'), fire(stage, 'a')]).toEqual(['not-allowed', 'not-approved']);
    const silent = new Stage();
    silent.draft('a');
    expect([approve(silent, 'a'), fire(silent, 'a')]).toEqual(['not-allowed', 'not-approved']);
    const free = stageOf();
    free.act('staff.edit', { staff: 'lucie', change: { name: { to: 'Lucie' }, hats: { to: ['write'] } } }, 'ada');
    free.draft('a');
    expect(approve(free, 'a', 'lucie')).toBe('not-allowed');
    expect(approve(free, 'a', 'loane')).toBeUndefined();
  });

  test('PO112 never a post for two, be it made one since', () => {
    const stage = stageOf();
    stage.draft('a', { needsTwo: true });
    expect([approve(stage, 'a'), fire(stage, 'a')]).toEqual(['not-allowed', 'not-approved']);
    stage.draft('b');
    expect(approve(stage, 'b')).toBeUndefined();
    stage.act('post.edit', { post: 'b', change: { needsTwo: { from: false, to: true } } }, 'loane');
    const { approval = '' } = stage.get('post', 'b');
    expect(stage.refused('post.fire', { post: 'b', approval }, 'naima')).toBe('not-approved');
  });

  test('PO113 never one that names, shows or crowns someone who refuses to be shown', () => {
    const stage = stageOf();
    const change = { name: { to: 'Inès' }, kind: { to: 'human' as const }, imageRights: { to: 'refused' as const } };
    stage.act('person.edit', { person: 'ines', change }, 'ada');
    stage.draft('named', {}, 'Bravo @{ines} !');
    stage.draft('crowned', { slots: [{ name: 'winner', kind: 'winner', required: true, fill: 'ines' }] }, '{winner}');
    for (const post of ['named', 'crowned']) expect(approve(stage, post), post).toBe('not-allowed');
    expect(approve(stage, 'named', 'naima')).toBeUndefined();
  });

  test('PO114 what an approver has had in hand stays with them: submitted, sent back, approved by the hat', () => {
    const stage = stageOf();
    for (const post of ['submitted', 'returned', 'approved']) stage.draft(post);
    for (const post of ['submitted', 'returned']) stage.act('post.submit', { post }, 'loane');
    stage.act('post.return', { post: 'returned', reason: 'La date.' }, 'naima');
    stage.act('post.approve', { post: 'approved', seen: stage.seen('approved') }, 'naima');
    for (const post of ['submitted', 'returned', 'approved']) expect(approve(stage, post), post).toBe('not-allowed');
  });

  test('PO115 a writer’s own word given in advance is given again after their own edit', () => {
    const stage = stageOf();
    stage.draft('a');
    expect(approve(stage, 'a')).toBeUndefined();
    const [first = ''] = Object.values(stage.seen('a').texts);
    stage.act('post.write', { post: 'a', variant: 'all', parents: [first], words: 'Bonsoir à tous.' }, 'loane');
    expect(approve(stage, 'a')).toBeUndefined();
    expect(stage.get('approval', stage.get('post', 'a').approval ?? '').texts).toEqual(stage.seen('a').texts);
  });
});
