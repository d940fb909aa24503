import { describe, expect, test } from 'vitest';
import { isPartlyPublished, isPublicationMissed } from '../../../shared/post-status.ts';
import { trayOf } from '../../../shared/tray.ts';
import { Stage } from '../stage.ts';

const BY = 'engine:publisher';
const one = { publication: 'p:bsky', round: 1 } as const;

function sending(): Stage {
  const stage = new Stage();
  stage.fired('p');
  stage.act('publication.try', { ...one, n: 1 }, BY);
  return stage;
}
function unknown(): Stage {
  const stage = sending();
  stage.act('publication.outcome', { ...one, n: 1, outcome: 'unknown', reason: 'timeout' }, BY);
  return stage;
}

describe('tries and outcomes', () => {
  test('PU1 a try is committed before the call, and only from owed', () => {
    const stage = sending();
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'sending', tries: [{ round: 1, n: 1 }] });
    expect(stage.refused('publication.try', { ...one, n: 2 }, BY)).toBe('wrong-state');
  });

  test('PU2 no call is made past the window, before its time, while held, or once withdrawn', () => {
    const stage = new Stage();
    stage.fired('p');
    const { freshUntilMs } = stage.get('publication', 'p:bsky');
    stage.act('show.hold', { kind: 'person', reason: '' }, 'loane');
    expect(stage.refused('publication.try', { ...one, n: 1 }, BY)).toBe('held');
    stage.act('show.release', { saw: stage.nowMs, send: [], drop: [] }, 'naima');
    stage.nowMs = freshUntilMs + 1;
    expect(stage.refused('publication.try', { ...one, n: 1 }, BY)).toBe('missed');
    expect(isPublicationMissed(stage.rows, stage.get('publication', 'p:bsky'), stage.nowMs)).toBe(true);
    stage.nowMs = freshUntilMs;
    stage.act('post.withdraw', { post: 'p' }, 'octave');
    expect(stage.refused('publication.try', { ...one, n: 1 }, BY)).toBe('wrong-state');
    expect(stage.get('publication', 'p:bsky').state).toBe('dropped');
  });

  test('PU3 published keeps where it is; refused keeps the network’s reason; one failure hides no success', () => {
    const stage = sending();
    stage.act(
      'publication.outcome',
      { ...one, n: 1, outcome: 'published', remote: { id: 'r1', url: 'https://bsky.example/r1' } },
      BY,
    );
    stage.act('publication.try', { publication: 'p:masto', round: 1, n: 1 }, BY);
    stage.act(
      'publication.outcome',
      { publication: 'p:masto', round: 1, n: 1, outcome: 'refused', reason: 'texte refusé' },
      BY,
    );
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'published', remote: { id: 'r1' } });
    expect(stage.get('publication', 'p:masto')).toMatchObject({
      state: 'refused',
      tries: [{ reason: 'texte refusé' }],
    });
    expect(isPartlyPublished(stage.rows, stage.get('post', 'p'))).toBe(true);
    expect(trayOf(stage.rows, stage.nowMs)).toEqual([{ reason: 'refused', post: 'p', publication: 'p:masto' }]);
  });

  test('PU4 what provably never left is owed again in the same round, not before the network says', () => {
    const stage = sending();
    const retryAtMs = stage.nowMs + 20_000;
    stage.act('publication.outcome', { ...one, n: 1, outcome: 'not-sent', retryAtMs }, BY);
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'owed', round: 1, notBeforeMs: retryAtMs });
    expect(stage.refused('publication.try', { ...one, n: 2 }, BY)).toBe('not-due');
  });
});

describe('unknown', () => {
  test('PU5 unknown is never sent again by itself', () => {
    const stage = unknown();
    expect(stage.refused('publication.try', { ...one, n: 2 }, BY)).toBe('wrong-state');
  });

  test('PU6 found is published; provably absent is owed again; not found proves nothing and asks', () => {
    const found = unknown();
    found.act('publication.find', { ...one, remote: { id: 'r1' } }, BY);
    expect(found.get('publication', 'p:bsky').state).toBe('published');
    const absent = unknown();
    absent.act('publication.find', { ...one, none: 'proved' }, BY);
    expect(absent.get('publication', 'p:bsky')).toMatchObject({ state: 'owed', round: 1 });
    const asks = unknown();
    asks.act('publication.find', { ...one, none: 'not-found' }, BY);
    expect(asks.get('publication', 'p:bsky')).toMatchObject({ state: 'unknown', asks: true });
  });

  test('PU7 a person says it is there, or has it sent again in a new round', () => {
    const there = unknown();
    there.act('publication.find', { ...one, remote: { id: '', url: 'https://bsky.example/x' } }, 'naima');
    expect(there.get('publication', 'p:bsky').state).toBe('published');
    const again = unknown();
    expect(again.refused('publication.again', one, 'loane')).toBe('not-allowed');
    again.act('publication.again', one, 'naima');
    expect(again.get('publication', 'p:bsky')).toMatchObject({ state: 'owed', round: 2 });
    expect(again.refused('publication.again', one, 'naima')).toBe('wrong-state');
  });

  test('PU8 an approval of a fired post leaves alone what is out, under way or possibly out', () => {
    const stage = unknown();
    stage.act('publication.try', { publication: 'p:masto', round: 1, n: 1 }, BY);
    stage.act('publication.outcome', { publication: 'p:masto', round: 1, n: 1, outcome: 'refused' }, BY);
    stage.approve('p');
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'unknown', round: 1 });
    expect(stage.get('publication', 'p:masto')).toMatchObject({ state: 'owed', round: 2 });
    expect(stage.get('publication', 'p:wall')).toMatchObject({ state: 'published', round: 1 });
  });
});

describe('taking back', () => {
  test('PU9 a withdrawal takes back everywhere: the wall at once, networks one by one, owed never goes', () => {
    const stage = sending();
    stage.act('publication.outcome', { ...one, n: 1, outcome: 'published', remote: { id: 'r1' } }, BY);
    stage.act('post.withdraw', { post: 'p' }, 'naima');
    expect(stage.get('publication', 'p:wall').state).toBe('removed');
    expect(stage.get('publication', 'p:bsky').state).toBe('removing');
    expect(stage.get('publication', 'p:masto').state).toBe('dropped');
    stage.act('publication.find', { ...one, none: 'proved' }, BY);
    expect(stage.get('publication', 'p:bsky').state).toBe('removed');
  });

  test('PU10 withdrawn while sending or unknown is gone: found it is removed, absent it is dropped, taken out of the bin it stays gone', () => {
    const landed = sending();
    landed.act('post.withdraw', { post: 'p' }, 'naima');
    landed.act('post.restore', { post: 'p' }, 'loane');
    landed.act('publication.outcome', { ...one, n: 1, outcome: 'published', remote: { id: 'r1' } }, BY);
    expect(landed.get('publication', 'p:bsky')).toMatchObject({ state: 'removing', gone: true });
    const absent = unknown();
    absent.act('post.withdraw', { post: 'p' }, 'naima');
    absent.act('publication.find', { ...one, none: 'proved' }, BY);
    expect(absent.get('publication', 'p:bsky').state).toBe('dropped');
    expect(absent.refused('publication.again', one, 'naima')).toBe('withdrawn');
  });
});

describe('after a restore', () => {
  test('PU11 publications of a post made in an earlier epoch are born unknown, the wall’s and those by hand excepted', () => {
    const stage = new Stage();
    stage.draft('p', { channels: ['bsky', 'insta', 'wall'], slots: [] });
    stage.photo('p');
    const approval = stage.approve('p');
    stage.epoch = 'second';
    stage.act('post.fire', { post: 'p', approval }, 'loane');
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'unknown', bornUnknown: true });
    expect(stage.get('publication', 'p:wall').state).toBe('published');
    expect(stage.get('publication', 'p:insta').state).toBe('owed');
  });

  test('PU12 a round asked for in an earlier epoch is born unknown', () => {
    const stage = unknown();
    stage.epoch = 'second';
    stage.act('publication.again', one, 'naima', { epoch: 'first' });
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'unknown', bornUnknown: true, round: 2 });
  });

  test('PU13 a new epoch starts held, and what was owed becomes unknown', () => {
    const stage = new Stage();
    stage.fired('p');
    stage.act('show.hold', { kind: 'epoch', reason: '' }, 'engine:ledger');
    expect(stage.get('show', 'final').held).toMatchObject({ kind: 'epoch' });
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'unknown', bornUnknown: true });
    expect(stage.get('publication', 'p:wall').state).toBe('published');
  });
});

describe('by hand and erased', () => {
  test('PU14 a channel by hand waits for a person, who says where it is', () => {
    const stage = new Stage();
    stage.draft('p', { channels: ['insta'] });
    stage.photo('p');
    stage.act('post.fire', { post: 'p', approval: stage.approve('p') }, 'loane');
    expect(trayOf(stage.rows, stage.nowMs + 3_600_000)).toEqual([
      { reason: 'by-hand', post: 'p', publication: 'p:insta' },
    ]);
    stage.act('publication.done', { publication: 'p:insta', url: 'https://insta.example/1' }, 'loane');
    expect(stage.get('publication', 'p:insta')).toMatchObject({
      state: 'published',
      remote: { url: 'https://insta.example/1' },
    });
  });

  test('PU15 an erased post keeps its row and nothing of its words, and is taken back', () => {
    const stage = sending();
    stage.act('publication.outcome', { ...one, n: 1, outcome: 'published', remote: { id: 'r1' } }, BY);
    stage.act('row.erase', { row: 'post', id: 'p' }, 'ada');
    expect(stage.get('post', 'p')).toMatchObject({ erased: true, state: 'withdrawn' });
    expect(stage.rows.ofPost('text', 'p').map(({ words }) => words)).toEqual(['']);
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'removing', payload: { words: '', photos: [] } });
    expect(stage.refused('post.write', { post: 'p', variant: 'all', parents: [], words: 'x' }, 'loane')).toBe('erased');
  });

  test('PU16 an erased photo leaves approvals and payloads; where it is out on a network that publication is taken back', () => {
    const stage = new Stage();
    stage.draft('p');
    const photo = stage.photo('p');
    stage.act('post.fire', { post: 'p', approval: stage.approve('p') }, 'loane');
    stage.act('publication.try', { ...one, n: 1 }, BY);
    stage.act('publication.outcome', { ...one, n: 1, outcome: 'published', remote: { id: 'r1' } }, BY);
    stage.act('row.erase', { row: 'photo', id: photo }, 'naima');
    expect(stage.get('photo', photo)).toMatchObject({ alt: '', erased: true });
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'removing', payload: { photos: [] } });
    expect(stage.get('publication', 'p:wall')).toMatchObject({
      state: 'published',
      payload: { words: 'Bonsoir.', photos: [] },
    });
  });
});

test('PU27 a post of an earlier epoch that is withdrawn is looked for on its networks, to be removed where it is found', () => {
  const stage = new Stage();
  stage.draft('p', { channels: ['bsky', 'insta', 'wall'] });
  stage.epoch = 'second';
  stage.act('post.withdraw', { post: 'p' }, 'naima');
  expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'unknown', gone: true, bornUnknown: true });
  expect(stage.rows.ofPost('publication', 'p')).toHaveLength(1);
  stage.act('publication.find', { ...one, remote: { id: 'r1' } }, BY);
  expect(stage.get('publication', 'p:bsky').state).toBe('removing');
});

test('PU144 found after a restore in other words, it says in the row what it says there, and a person has it corrected', () => {
  const stage = new Stage();
  stage.draft('p', { channels: ['bsky'], slots: [] });
  const approval = stage.approve('p');
  stage.epoch = 'second';
  stage.act('post.fire', { post: 'p', approval }, 'loane');
  const approved = stage.get('publication', 'p:bsky').payload;
  stage.act('publication.find', { ...one, remote: { id: 'r1' }, says: 'Autrefois.' }, BY);
  expect(stage.get('publication', 'p:bsky')).toMatchObject({
    state: 'published',
    payload: { words: 'Autrefois.' },
    correction: { state: 'refused', way: 'replace', payload: approved },
  });
  expect(trayOf(stage.rows, stage.nowMs)).toMatchObject([{ reason: 'not-corrected', publication: 'p:bsky' }]);
  stage.act('correction.again', { publication: 'p:bsky', n: 1 }, 'naima');
  stage.act('correction.try', { publication: 'p:bsky', n: 1, call: 2 }, BY);
  stage.act('publication.find', { ...one, none: 'proved' }, BY);
  expect(stage.get('publication', 'p:bsky')).toMatchObject({
    state: 'owed',
    round: 2,
    payload: approved,
    stood: [{ words: 'Autrefois.' }],
  });
});

test('PU202 words that stand under our key already, and are not the approved ones, are said in the row and ask', () => {
  const stage = new Stage();
  stage.draft('p', { channels: ['bsky'], slots: [] });
  stage.act('post.fire', { post: 'p', approval: stage.approve('p') }, 'loane');
  const approved = stage.get('publication', 'p:bsky').payload;
  stage.act('publication.try', { ...one, n: 1 }, BY);
  stage.act(
    'publication.outcome',
    { ...one, n: 1, outcome: 'published', remote: { id: 'r1' }, says: 'Autrefois.' },
    BY,
  );
  expect(stage.get('publication', 'p:bsky')).toMatchObject({
    state: 'published',
    payload: { words: 'Autrefois.' },
    correction: { state: 'refused', payload: approved },
  });
  expect(trayOf(stage.rows, stage.nowMs)).toMatchObject([{ reason: 'not-corrected', publication: 'p:bsky' }]);
});

test('PU203 what was refused goes again without its pictures, on that network alone; what may be there does not', () => {
  const stage = new Stage();
  stage.draft('p', { channels: ['bsky', 'masto'], slots: [] });
  stage.photo('p');
  stage.act('post.fire', { post: 'p', approval: stage.approve('p') }, 'loane');
  const without = { ...one, without: 'photos' } as const;
  stage.act('publication.try', { ...one, n: 1 }, BY);
  stage.act('publication.outcome', { ...one, n: 1, outcome: 'unknown' }, BY);
  expect(stage.refused('publication.again', without, 'naima')).toBe('wrong-state');
  stage.act('publication.outcome', { ...one, n: 1, outcome: 'refused', reason: 'photo' }, BY);
  expect(stage.refused('publication.again', without, 'loane')).toBe('not-allowed');
  stage.act('publication.again', without, 'naima');
  const { words } = stage.get('publication', 'p:masto').payload;
  expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'owed', round: 2, payload: { words, photos: [] } });
  expect(stage.get('publication', 'p:masto').payload.photos).toHaveLength(1);
});

test('PU141 what was withdrawn lately is looked for again when an epoch begins: a ledger put back may have withdrawn what it did not know was out', () => {
  const stage = new Stage();
  stage.draft('binned', { channels: ['bsky', 'insta', 'wall'] });
  stage.act('post.withdraw', { post: 'binned' }, 'naima');
  stage.fired('p');
  stage.act('publication.try', { ...one, n: 1 }, BY);
  stage.act('publication.outcome', { ...one, n: 1, outcome: 'published', remote: { id: 'r1' } }, BY);
  stage.act('post.withdraw', { post: 'p' }, 'naima');
  stage.act('publication.find', { ...one, none: 'proved' }, BY);
  expect(stage.rows.ofPost('publication', 'binned')).toHaveLength(0);
  stage.epoch = 'second';
  stage.act('show.hold', { kind: 'epoch', reason: '' }, 'engine:ledger');
  const sought = { gone: true, bornUnknown: true, asks: false };
  expect(stage.rows.ofPost('publication', 'binned')).toMatchObject([{ channel: 'bsky', state: 'unknown', ...sought }]);
  expect(stage.get('publication', 'p:masto')).toMatchObject({ state: 'unknown', ...sought });
  expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'removing', bornUnknown: true });
  expect(stage.get('publication', 'p:wall').state).toBe('removed');
});

test('PU142 what was withdrawn more than 72 h before an epoch begins, or is erased, is left in peace', () => {
  const stage = new Stage();
  stage.draft('old', { channels: ['bsky'] });
  stage.act('post.withdraw', { post: 'old' }, 'naima');
  stage.nowMs += 72 * 3_600_000 + 1;
  stage.draft('erased', { channels: ['bsky'] });
  stage.act('row.erase', { row: 'post', id: 'erased' }, 'ada');
  stage.epoch = 'second';
  stage.act('show.hold', { kind: 'epoch', reason: '' }, 'engine:ledger');
  expect([...stage.rows.all('publication')]).toEqual([]);
});
