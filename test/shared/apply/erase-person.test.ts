import { describe, expect, test } from 'vitest';
import { Stage } from '../stage.ts';

/** The fixture's person: on Bluesky, everywhere else by name. */
const MAELYS = 'p01';
const erase = (stage: Stage) => stage.act('row.erase', { row: 'person', id: MAELYS }, 'ada');

describe('a person erased', () => {
  test('PV20 posts that name them by token, name or handle are emptied and taken back; those that do not stand', () => {
    const stage = new Stage();
    const named = ['@{p01|full} entre.', 'MAELYS TOURNEPIERRE entre.', 'Bravo @maelys.example !'];
    named.forEach((words, n) => void stage.draft(`named-${n}`, {}, words));
    const others = ['Maëlys Tournepierreux entre.', 'Maëlys entre.', 'Bravo @maelys.example2 !', '@{p012} entre.'];
    others.forEach((words, n) => void stage.draft(`other-${n}`, {}, words));
    stage.draft('fired', {}, 'Bravo @maelys.example !');
    stage.act('post.fire', { post: 'fired', approval: stage.approve('fired') }, 'loane');
    erase(stage);
    for (const n of named.keys()) expect(stage.get('post', `named-${n}`)).toMatchObject({ erased: true });
    for (const n of others.keys()) expect(stage.get('post', `other-${n}`)).not.toHaveProperty('erased');
    expect(stage.get('publication', 'fired:wall')).toMatchObject({ state: 'removed', payload: { words: '' } });
  });

  test('PV21 an earlier version that named them is emptied alone; one that is approved counts as it stands', () => {
    const stage = new Stage();
    for (const id of ['before', 'approved']) stage.draft(id, {}, 'Bravo @{p01} !');
    stage.approve('approved');
    for (const id of ['before', 'approved']) {
      const [text] = stage.rows.ofPost('text', id);
      stage.act(
        'post.write',
        { post: id, variant: 'all', parents: [text?.id ?? ''], words: 'Bravo à tous !' },
        'loane',
      );
    }
    erase(stage);
    expect(stage.rows.ofPost('text', 'before').map(({ words }) => words)).toEqual(['', 'Bravo à tous !']);
    expect(stage.get('post', 'before')).not.toHaveProperty('erased');
    expect(stage.get('post', 'approved')).toMatchObject({ erased: true, state: 'withdrawn' });
  });

  test('PV22 photos that show or describe them leave posts that stand, and are taken back where they are out', () => {
    const stage = new Stage();
    stage.draft('p', { channels: ['bsky', 'wall'] });
    const photos = [
      stage.photo('p', { people: [MAELYS] }),
      stage.photo('p', { alt: 'Maëlys Tournepierre de dos' }),
      stage.photo('p'),
    ];
    stage.act('post.fire', { post: 'p', approval: stage.approve('p') }, 'loane');
    erase(stage);
    expect(photos.map((id) => stage.get('photo', id).erased)).toEqual([true, true, false]);
    const kept = { payload: { words: 'Bonsoir.', photos: [{ id: photos[2] }] } };
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'dropped', ...kept });
    expect(stage.get('publication', 'p:wall')).toMatchObject({ state: 'published', ...kept });
  });

  test('PV23 they leave the running order, the prizes and the places they won', () => {
    const stage = new Stage();
    const winner = { name: 'winner', kind: 'winner', required: true, prize: 'prix-1' } as const;
    stage.draft('won', { slots: [winner], needsTwo: true }, 'Le prix va à {winner} !');
    stage.act('prize.award', { prize: 'prix-1', to: MAELYS }, 'loane');
    expect(stage.get('post', 'won').slots).toMatchObject([{ fill: MAELYS }]);
    erase(stage);
    expect(stage.get('prize', 'prix-1').winner).toBeUndefined();
    expect(stage.get('post', 'won').slots[0]?.fill).toBeUndefined();
    expect(stage.get('post', 'won')).not.toHaveProperty('erased');
  });

  test('PV24 an organisation that is erased leaves the directory alone: posts that name it stand', () => {
    const stage = new Stage();
    const lab = { kind: { from: 'human', to: 'organisation' }, name: { to: 'Laboratoire de la mer' } } as const;
    stage.act('person.edit', { person: 'lab', change: lab }, 'ada');
    stage.draft('p', {}, 'Avec le Laboratoire de la mer et @{lab}.');
    stage.act('row.erase', { row: 'person', id: 'lab' }, 'ada');
    expect(stage.get('person', 'lab')).toMatchObject({ name: '', erased: true });
    expect(stage.get('post', 'p')).not.toHaveProperty('erased');
  });

  test('PV25 other names noted on their sheet are theirs: a nickname in a post goes, in a title too', () => {
    const stage = new Stage();
    const otherNames = { to: ['La Fée du krill', 'Maëlys Roc'] };
    stage.act('person.edit', { person: MAELYS, change: { otherNames } }, 'ada');
    stage.draft('nickname', {}, 'Place à la fée du krill !');
    stage.draft('longer', {}, 'Maëlys Rocard entre.');
    stage.act(
      'prize.edit',
      { prize: 'prix-1', change: { name: { from: '1er prix', to: 'Prix La Fée du krill' } } },
      'ada',
    );
    erase(stage);
    expect(stage.get('post', 'nickname')).toMatchObject({ erased: true });
    expect(stage.get('post', 'longer')).not.toHaveProperty('erased');
    expect(stage.get('prize', 'prix-1').name).toBe('Prix —');
    expect(stage.get('person', MAELYS).otherNames).toBeUndefined();
  });

  test('PV3 who approves erases posts and photos; a person is erased by who administers', () => {
    const stage = new Stage();
    stage.draft('p');
    expect(stage.refused('row.erase', { row: 'person', id: MAELYS }, 'naima')).toBe('not-allowed');
    expect(stage.refused('row.erase', { row: 'post', id: 'p' }, 'naima')).toBeUndefined();
  });
});
