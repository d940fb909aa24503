import { describe, expect, test } from 'vitest';
import { correctionWays } from '../../../shared/correcting.ts';
import { remoteAt } from '../../../shared/remote-link.ts';
import { trayOf } from '../../../shared/tray.ts';
import { Stage } from '../stage.ts';

const BY = 'engine:publisher';
const BOTH = { bsky: 'replace', masto: 'edit' } as const;

/** Out on both networks and on the wall. */
function out(): Stage {
  const stage = new Stage();
  stage.fired('p');
  for (const channel of ['bsky', 'masto']) publish(stage, `p:${channel}`);
  return stage;
}
function publish(stage: Stage, publication: string, round = 1): void {
  stage.act('publication.try', { publication, round, n: 1 }, BY);
  const remote = { id: `${publication}/${round}` };
  stage.act('publication.outcome', { publication, round, n: 1, outcome: 'published', remote }, BY);
}
function write(stage: Stage, words: string): void {
  const parents = [stage.seen('p').texts.all ?? ''];
  stage.act('post.write', { post: 'p', variant: 'all', parents, words }, 'loane');
}
function correct(
  stage: Stage,
  words = 'Bonsoir à tous.',
  ways: Record<string, 'edit' | 'replace' | 'leave'> = BOTH,
): void {
  write(stage, words);
  stage.act('post.correct', { post: 'p', seen: stage.seen('p'), ways }, 'naima');
}
const of = { publication: 'p:masto', n: 1 } as const;
const masto = (stage: Stage) => stage.get('publication', 'p:masto');

describe('a correction', () => {
  test('PU100 a correction is approved as seen, by who approves, of what has fired; the wall says it at once', () => {
    const stage = out();
    const before = stage.seen('p');
    write(stage, 'Bonsoir à tous.');
    const args = { post: 'p', seen: stage.seen('p'), ways: BOTH };
    expect(stage.refused('post.correct', args, 'loane')).toBe('not-allowed');
    expect(stage.refused('post.correct', { ...args, seen: before }, 'naima')).toBe('changed');
    stage.act('post.correct', args, 'naima');
    expect(stage.get('publication', 'p:wall')).toMatchObject({
      state: 'published',
      payload: { words: 'Bonsoir à tous.' },
      stood: [{ words: 'Bonsoir.' }],
    });
    expect(masto(stage)).toMatchObject({
      state: 'published',
      payload: { words: 'Bonsoir.' },
      correction: { n: 1, way: 'edit', state: 'owed', payload: { words: 'Bonsoir à tous.' } },
    });
    stage.draft('q');
    expect(stage.refused('post.correct', { post: 'q', seen: stage.seen('q'), ways: {} }, 'naima')).toBe('wrong-state');
  });

  test('PU101 told anew in place it keeps its place, its round and the trace of what stood, when and by whose word', () => {
    const stage = out();
    const first = masto(stage).approval;
    stage.nowMs += 60_000;
    correct(stage);
    stage.act('correction.try', { ...of, call: 1 }, BY);
    expect(masto(stage).correction?.state).toBe('sending');
    stage.nowMs += 1_000;
    stage.act('correction.outcome', { ...of, call: 1, outcome: 'published' }, BY);
    expect(masto(stage)).toMatchObject({
      state: 'published',
      round: 1,
      remote: { id: 'p:masto/1' },
      approval: stage.get('post', 'p').approval,
      payload: { words: 'Bonsoir à tous.' },
      stood: [{ words: 'Bonsoir.', way: 'edit', approval: first, fromMs: stage.nowMs - 61_000, untilMs: stage.nowMs }],
    });
    expect(masto(stage).correction).toBeUndefined();
  });

  test('PU102 sent anew it is taken down first, and owed in a new round once it is known to be gone, not before', () => {
    const stage = out();
    correct(stage);
    const bsky = () => stage.get('publication', 'p:bsky');
    stage.act('correction.try', { publication: 'p:bsky', n: 1, call: 1 }, BY);
    expect(bsky()).toMatchObject({ state: 'removing', round: 1 });
    expect(stage.refused('publication.try', { publication: 'p:bsky', round: 1, n: 2 }, BY)).toBe('wrong-state');
    stage.act(
      'publication.find',
      { publication: 'p:bsky', round: 1, trouble: 'limit', retryAtMs: stage.nowMs + 1 },
      BY,
    );
    expect(bsky().state).toBe('removing');
    stage.act('publication.find', { publication: 'p:bsky', round: 1, none: 'proved' }, BY);
    expect(bsky()).toMatchObject({ state: 'owed', round: 2, payload: { words: 'Bonsoir à tous.' } });
    expect(bsky().remote).toBeUndefined();
    publish(stage, 'p:bsky', 2);
    expect(bsky()).toMatchObject({ state: 'published', remote: { id: 'p:bsky/2' }, stood: [{ way: 'replace' }] });
  });

  test('PU103 a correction of what may be out waits until it is found; nothing of it is sent before', () => {
    const stage = new Stage();
    stage.fired('p');
    stage.act('publication.try', { publication: 'p:masto', round: 1, n: 1 }, BY);
    correct(stage);
    expect(stage.refused('correction.try', { ...of, call: 1 }, BY)).toBe('wrong-state');
    stage.act('publication.outcome', { publication: 'p:masto', round: 1, n: 1, outcome: 'unknown' }, BY);
    stage.act('publication.find', { publication: 'p:masto', round: 1, remote: { id: 'r1' } }, BY);
    stage.act('correction.try', { ...of, call: 1 }, BY);
    expect(masto(stage)).toMatchObject({ state: 'published', correction: { state: 'sending' } });
    // What had not left takes the new words with it, in a round of its own.
    expect(stage.get('publication', 'p:bsky')).toMatchObject({
      state: 'owed',
      round: 2,
      payload: { words: 'Bonsoir à tous.' },
    });
  });

  test('PU104 of a correction nobody knows of, a look tells: made, to be made again, or a person is asked', () => {
    const unknown = () => {
      const stage = out();
      correct(stage);
      stage.act('correction.try', { ...of, call: 1 }, BY);
      stage.act('correction.outcome', { ...of, call: 1, outcome: 'unknown', reason: 'timeout' }, BY);
      return stage;
    };
    const made = unknown();
    made.act('correction.find', { ...of, found: 'corrected' }, BY);
    expect(masto(made)).toMatchObject({ payload: { words: 'Bonsoir à tous.' } });
    const not = unknown();
    expect(not.refused('correction.try', { ...of, call: 2 }, BY)).toBe('wrong-state');
    not.act('correction.find', { ...of, found: 'not' }, BY);
    not.act('correction.try', { ...of, call: 2 }, BY);
    expect(masto(not).correction?.tries).toHaveLength(2);
    const gone = unknown();
    gone.act('correction.find', { ...of, found: 'gone' }, BY);
    expect(masto(gone).correction).toMatchObject({ state: 'refused' });
    expect(trayOf(gone.rows, gone.nowMs)).toContainEqual({
      reason: 'not-corrected',
      post: 'p',
      publication: 'p:masto',
    });
  });

  test('PU234 where nobody may look, who approves says which words stand: corrected, or to be made again', () => {
    const unseen = () => {
      const stage = out();
      correct(stage);
      stage.act('correction.try', { ...of, call: 1 }, BY);
      stage.act('correction.outcome', { ...of, call: 1, outcome: 'unknown', reason: 'timeout' }, BY);
      stage.act('correction.find', { ...of, trouble: 'suspended', refusals: 1 }, BY);
      const asks = { reason: 'correction-unknown', post: 'p', publication: 'p:masto' };
      expect(trayOf(stage.rows, stage.nowMs)).toContainEqual(asks);
      return stage;
    };
    const made = unseen();
    expect(made.refused('correction.find', { ...of, found: 'corrected' }, 'loane')).toBe('not-allowed');
    made.act('correction.find', { ...of, found: 'corrected' }, 'naima');
    expect(masto(made)).toMatchObject({ state: 'published', payload: { words: 'Bonsoir à tous.' } });
    expect(trayOf(made.rows, made.nowMs)).toEqual([]);
    const not = unseen();
    not.act('correction.find', { ...of, found: 'not' }, 'naima');
    expect(masto(not).correction).toMatchObject({ state: 'owed' });
    expect(masto(not).correction?.trouble).toBeUndefined();
    const withdrawn = unseen();
    withdrawn.act('post.withdraw', { post: 'p' }, 'naima');
    expect(masto(withdrawn)).toMatchObject({ state: 'removing' });
    expect(masto(withdrawn).trouble).toBeUndefined();
  });

  test('PU105 the last correction approved is the one that stands: an earlier call is waited for, and concludes nothing', () => {
    const stage = out();
    correct(stage);
    stage.act('correction.try', { ...of, call: 1 }, BY);
    correct(stage, 'Bonsoir à toutes et à tous.');
    expect(masto(stage).correction).toMatchObject({ n: 2, state: 'unknown' });
    expect(stage.refused('correction.try', { publication: 'p:masto', n: 2, call: 2 }, BY)).toBe('wrong-state');
    stage.act('correction.outcome', { ...of, call: 1, outcome: 'published' }, BY);
    expect(masto(stage)).toMatchObject({ payload: { words: 'Bonsoir.' }, correction: { n: 2, state: 'unknown' } });
    stage.act('correction.find', { publication: 'p:masto', n: 2, found: 'not' }, BY);
    expect(masto(stage).correction).toMatchObject({ state: 'owed', payload: { words: 'Bonsoir à toutes et à tous.' } });
  });

  test('PU106 a withdrawal ends a correction: what was being taken down to be sent again is only taken down', () => {
    const stage = out();
    correct(stage);
    stage.act('correction.try', { publication: 'p:bsky', n: 1, call: 1 }, BY);
    stage.act('correction.try', { ...of, call: 1 }, BY);
    stage.act('post.withdraw', { post: 'p' }, 'naima');
    stage.act('publication.find', { publication: 'p:bsky', round: 1, none: 'proved' }, BY);
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'removed', round: 1 });
    // The call that was under way ends, and brings nothing back.
    stage.act('correction.outcome', { ...of, call: 1, outcome: 'published' }, BY);
    expect(masto(stage)).toMatchObject({ state: 'removing' });
    expect(masto(stage).correction).toBeUndefined();
  });

  test('PU107 no correction is made while held, nor past its window: then a person has it made, or leaves it', () => {
    const stage = out();
    correct(stage);
    stage.act('show.hold', { kind: 'person', reason: '' }, 'loane');
    expect(stage.refused('correction.try', { ...of, call: 1 }, BY)).toBe('held');
    stage.act('show.release', { saw: stage.nowMs, send: [], drop: [] }, 'naima');
    stage.nowMs += 600_001;
    expect(stage.refused('correction.try', { ...of, call: 1 }, BY)).toBe('missed');
    expect(trayOf(stage.rows, stage.nowMs).map(({ reason }) => reason)).toEqual(['not-corrected', 'not-corrected']);
    stage.act('correction.again', of, 'naima');
    stage.act('correction.try', { ...of, call: 1 }, BY);
    stage.act('correction.drop', { publication: 'p:bsky', n: 1 }, 'naima');
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'published', payload: { words: 'Bonsoir.' } });
    expect(stage.refused('correction.drop', of, 'naima')).toBe('wrong-state');
  });

  test('PU108 what is to be sent anew and is refused beforehand is not taken down', () => {
    const stage = out();
    correct(stage);
    stage.act('correction.unready', { publication: 'p:bsky', n: 1, outcome: 'refused', reason: 'photo' }, BY);
    expect(stage.get('publication', 'p:bsky')).toMatchObject({
      state: 'published',
      correction: { state: 'refused', tries: [{ reason: 'photo' }] },
    });
  });

  test('PU109 a part of a thread that others answer is not taken down; told in place it keeps what it answers', () => {
    const stage = out();
    stage.fired('q', { after: 'p' });
    for (const channel of ['bsky', 'masto']) publish(stage, `q:${channel}`);
    expect(correctionWays(stage.rows, stage.get('publication', 'p:bsky'))).toEqual([]);
    expect(correctionWays(stage.rows, masto(stage))).toEqual(['edit']);
    write(stage, 'Bonsoir à tous.');
    expect(stage.refused('post.correct', { post: 'p', seen: stage.seen('p'), ways: BOTH }, 'naima')).toBe(
      'wrong-state',
    );
    stage.act(
      'post.write',
      { post: 'q', variant: 'all', parents: [stage.seen('q').texts.all ?? ''], words: 'Suite.' },
      'loane',
    );
    stage.act('post.correct', { post: 'q', seen: stage.seen('q'), ways: BOTH }, 'naima');
    for (const channel of ['bsky', 'masto']) {
      expect(stage.get('publication', `q:${channel}`).correction?.payload.replyTo).toBe(`p:${channel}`);
    }
  });

  test('PU110 after a restore a correction is looked at first, and asks where it is not there', () => {
    const stage = out();
    correct(stage);
    stage.act('show.hold', { kind: 'epoch', reason: '' }, 'engine:ledger');
    expect(masto(stage).correction).toMatchObject({ state: 'unknown', bornUnknown: true });
    stage.act('correction.find', { ...of, found: 'not' }, BY);
    expect(masto(stage).correction).toMatchObject({ state: 'refused' });
    stage.act('show.release', { saw: stage.nowMs, send: [], drop: [] }, 'naima');
    // What a lost timeline may have sent in its place is looked for, and goes with it.
    stage.act('correction.try', { publication: 'p:bsky', n: 1, call: 1 }, BY);
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'removing', bornUnknown: true });
    stage.act('publication.find', { publication: 'p:bsky', round: 1, none: 'proved' }, BY);
    expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'owed', round: 2, bornUnknown: false });
  });

  test('PU111 erased words leave the trace of a correction too, and what says others since stays', () => {
    const stage = out();
    const first = stage.seen('p').texts.all ?? '';
    correct(stage);
    stage.act('correction.try', { ...of, call: 1 }, BY);
    stage.act('correction.outcome', { ...of, call: 1, outcome: 'published' }, BY);
    stage.act('row.erase', { row: 'text', id: first }, 'ada');
    expect(masto(stage)).toMatchObject({
      state: 'published',
      payload: { words: 'Bonsoir à tous.' },
      stood: [{ words: '' }],
    });
    stage.act('row.erase', { row: 'post', id: 'p' }, 'ada');
    expect(masto(stage)).toMatchObject({ state: 'removing', payload: { words: '' }, stood: [{ words: '' }] });
  });

  test('PU112 by hand, a person corrects it there and says so', () => {
    const stage = new Stage();
    stage.draft('p', { channels: ['insta'] });
    stage.photo('p');
    stage.act('post.fire', { post: 'p', approval: stage.approve('p') }, 'loane');
    stage.act('publication.done', { publication: 'p:insta', url: 'https://insta.example/1' }, 'loane');
    correct(stage, 'Bonsoir à tous.', { insta: 'edit' });
    expect(trayOf(stage.rows, stage.nowMs)).toEqual([{ reason: 'by-hand', post: 'p', publication: 'p:insta' }]);
    stage.act('publication.done', { publication: 'p:insta' }, 'loane');
    expect(stage.get('publication', 'p:insta')).toMatchObject({
      payload: { words: 'Bonsoir à tous.' },
      remote: { url: 'https://insta.example/1' },
      stood: [{ words: 'Bonsoir.' }],
    });
  });
});

test('PU113 what could not be taken back says why in the tray, until it is gone or a person says that it is', () => {
  const stage = out();
  stage.act('post.withdraw', { post: 'p' }, 'naima');
  const one = { publication: 'p:bsky', round: 1 } as const;
  expect(trayOf(stage.rows, stage.nowMs)).toEqual([]);
  stage.act('publication.find', { ...one, trouble: 'token: expired' }, BY);
  expect(trayOf(stage.rows, stage.nowMs)).toEqual([{ reason: 'not-removed', post: 'p', publication: 'p:bsky' }]);
  expect(stage.refused('publication.find', { ...one, none: 'said' }, 'loane')).toBe('not-allowed');
  stage.act('publication.find', { ...one, none: 'said' }, 'naima');
  expect(stage.get('publication', 'p:bsky')).toMatchObject({ state: 'removed' });
  expect(trayOf(stage.rows, stage.nowMs)).toEqual([]);
});

test('PU118 a wait before the next try is told with when it ends, once it is long or comes again', () => {
  const stage = new Stage();
  stage.fired('p');
  const call = (n: number, waitMs: number) => {
    stage.act('publication.try', { publication: 'p:bsky', round: 1, n }, BY);
    const retryAtMs = stage.nowMs + waitMs;
    const args = { publication: 'p:bsky', round: 1, n, outcome: 'not-sent', reason: 'limit', retryAtMs } as const;
    stage.act('publication.outcome', args, BY);
  };
  const told = () => trayOf(stage.rows, stage.nowMs).map(({ reason }) => reason);
  call(1, 15_000);
  expect(told()).toEqual([]);
  stage.nowMs += 15_000;
  call(2, 120_000);
  expect(told()).toEqual(['retrying']);
  stage.nowMs += 120_000;
  expect(told()).toEqual([]);
  call(3, 15_000);
  expect(told()).toEqual(['retrying']);
});

test('PU119 a link that a person gives names the post on its network; one that does not is looked for', () => {
  const idOf = (...given: Parameters<typeof remoteAt>) => remoteAt(...given).id;
  expect(idOf('mastodon', 'https://social.example/@mt180/1129')).toBe('1129');
  expect(idOf('x', 'https://x.com/mt180/status/1850?s=20')).toBe('1850');
  expect(idOf('bluesky', 'https://bsky.app/profile/mt180.example/post/3lb2')).toBe(
    'at://mt180.example/app.bsky.feed.post/3lb2',
  );
  expect(remoteAt('mastodon', 'https://social.example/@mt180')).toEqual({
    id: '',
    url: 'https://social.example/@mt180',
  });
});

describe('a correction of what was not out', () => {
  const bsky = (stage: Stage) => stage.get('publication', 'p:bsky');
  const first = { publication: 'p:bsky', round: 1 } as const;
  /** Called, corrected while it is under way, and then nobody knows. */
  const underWay = () => {
    const stage = new Stage();
    stage.fired('p');
    stage.act('publication.try', { ...first, n: 1 }, BY);
    correct(stage);
    return stage;
  };
  const unknown = () => {
    const stage = underWay();
    stage.act('publication.outcome', { ...first, n: 1, outcome: 'unknown', reason: 'timeout' }, BY);
    return stage;
  };

  test('PU170 no number of a correction is given twice: neither after one overtaken, nor one left, nor a new round', () => {
    const stage = unknown();
    correct(stage, 'Bonsoir à toutes et à tous.');
    stage.act('publication.find', { ...first, remote: { id: 'r1' } }, BY);
    expect(bsky(stage).correction).toMatchObject({ n: 2 });
    stage.act('correction.drop', { publication: 'p:bsky', n: 2 }, 'naima');
    correct(stage, 'Bonsoir, tout le monde.');
    expect(bsky(stage).correction).toMatchObject({ n: 3 });
    stage.act('post.withdraw', { post: 'p' }, 'naima');
    stage.act('publication.find', { ...first, none: 'proved' }, BY);
    expect(bsky(stage)).toMatchObject({ state: 'removed', gone: false });
    stage.act('post.restore', { post: 'p' }, 'naima');
    stage.act('post.fire', { post: 'p', seen: stage.seen('p') }, 'naima');
    publish(stage, 'p:bsky', 2);
    correct(stage, 'Bonsoir.');
    expect(bsky(stage)).toMatchObject({ round: 2, correction: { n: 4 } });
  });

  test('PU171 what is found not to be out goes in the words approved since, in a round of its own', () => {
    const anew = { state: 'owed', round: 2, payload: { words: 'Bonsoir à tous.' } };
    const proved = unknown();
    proved.act('publication.find', { ...first, none: 'proved' }, BY);
    const limited = underWay();
    const retryAtMs = limited.nowMs + 5_000;
    limited.act('publication.outcome', { ...first, n: 1, outcome: 'not-sent', reason: '429', retryAtMs }, BY);
    const refused = underWay();
    refused.act('publication.outcome', { ...first, n: 1, outcome: 'refused', reason: 'texte refusé' }, BY);
    for (const stage of [proved, limited, refused]) {
      expect(bsky(stage)).toMatchObject({ ...anew, approval: stage.get('post', 'p').approval });
      expect(bsky(stage).correction).toBeUndefined();
      expect(bsky(stage).stood).toBeUndefined();
    }
    expect(bsky(limited).notBeforeMs).toBe(retryAtMs);
    const asked = unknown();
    asked.act('publication.again', first, 'naima');
    expect(bsky(asked)).toMatchObject(anew);
  });

  test('PU172 where only the same key is safe, the words called first go again under it, and are corrected where they stand', () => {
    const stage = unknown();
    stage.act('publication.find', { ...first, none: 'same-key' }, BY);
    expect(bsky(stage)).toMatchObject({
      state: 'owed',
      round: 1,
      payload: { words: 'Bonsoir.' },
      correction: { payload: { words: 'Bonsoir à tous.' } },
    });
  });
});
