import { expect, test } from 'vitest';
import { otherAccounts } from '../../../shared/relaying.ts';
import { trayOf } from '../../../shared/tray.ts';
import { Stage } from '../stage.ts';

const BY = 'engine:publisher';
const ASK = { publication: 'p:bsky', channel: 'labo' } as const;
const RELAY = 'p:bsky:labo';

/** Out on Bluesky, where we have a second account. */
function out(stage = new Stage()): Stage {
  const bsky = stage.get('channel', 'bsky');
  stage.put({ ...bsky, id: 'labo', account: 'labo.example' });
  stage.put({ ...bsky, id: 'twin', account: '@BSKY.example' });
  stage.put({ ...bsky, id: 'off', account: 'off.example', on: false });
  stage.fired('p');
  stage.act('publication.try', { publication: 'p:bsky', round: 1, n: 1 }, BY);
  const remote = { id: 'at://did/app.bsky.feed.post/1' };
  stage.act('publication.outcome', { publication: 'p:bsky', round: 1, n: 1, outcome: 'published', remote }, BY);
  return stage;
}
function asked(): Stage {
  const stage = out();
  stage.act('relay.ask', ASK, 'naima');
  return stage;
}
function shown(): Stage {
  const stage = asked();
  stage.act('relay.try', { relay: RELAY, n: 1 }, BY);
  const remote = { id: 'at://labo/app.bsky.feed.repost/1' };
  stage.act('relay.outcome', { relay: RELAY, n: 1, outcome: 'published', remote }, BY);
  return stage;
}
const relay = (stage: Stage) => stage.get('relay', RELAY);

test('PU150 our other accounts on its network are asked, by who approves, of what is out; never the one it is out on', () => {
  const stage = out();
  const publication = stage.get('publication', 'p:bsky');
  expect(otherAccounts(stage.rows, publication).map(({ id }) => id)).toEqual(['labo']);
  expect(stage.refused('relay.ask', ASK, 'loane')).toBe('not-allowed');
  for (const channel of ['bsky', 'twin', 'off', 'masto']) {
    expect(stage.refused('relay.ask', { ...ASK, channel }, 'naima')).toBe('wrong-state');
  }
  expect(stage.refused('relay.ask', { ...ASK, publication: 'p:masto' }, 'naima')).toBe('wrong-state');
  stage.act('relay.ask', ASK, 'naima');
  expect(relay(stage)).toMatchObject({ state: 'owed', askedBy: 'naima', of: publication.remote, post: 'p' });
  expect(stage.act('relay.ask', ASK, 'naima')).toEqual([]);
});

test('PU151 a relay’s try is committed before its call, and what came of it is kept', () => {
  const stage = asked();
  expect(stage.refused('relay.try', { relay: RELAY, n: 1 }, 'naima')).toBe('not-allowed');
  stage.act('relay.try', { relay: RELAY, n: 1 }, BY);
  expect(relay(stage)).toMatchObject({ state: 'sending', tries: [{ n: 1 }] });
  expect(stage.refused('relay.try', { relay: RELAY, n: 2 }, BY)).toBe('wrong-state');
  const retryAtMs = stage.nowMs + 60_000;
  stage.act('relay.outcome', { relay: RELAY, n: 1, outcome: 'not-sent', reason: 'limit', retryAtMs }, BY);
  expect(relay(stage)).toMatchObject({ state: 'owed', notBeforeMs: retryAtMs });
  expect(stage.refused('relay.try', { relay: RELAY, n: 2 }, BY)).toBe('not-due');
  stage.nowMs = retryAtMs;
  stage.act('relay.try', { relay: RELAY, n: 2 }, BY);
  stage.act('relay.outcome', { relay: RELAY, n: 2, outcome: 'refused', reason: 'not-seen' }, BY);
  expect(relay(stage)).toMatchObject({ state: 'refused', tries: [{ reason: 'limit' }, { reason: 'not-seen' }] });
  expect(trayOf(stage.rows, stage.nowMs)).toContainEqual({ reason: 'not-relayed', post: 'p', relay: RELAY });
  stage.act('relay.ask', ASK, 'naima');
  stage.act('relay.try', { relay: RELAY, n: 3 }, BY);
  const remote = { id: 'there' };
  stage.act('relay.outcome', { relay: RELAY, n: 3, outcome: 'published', remote }, BY);
  expect(relay(stage)).toMatchObject({ state: 'published', remote, publishedMs: stage.nowMs });
});

test('PU152 of a relay nobody knows of, a look tells: shown, or owed again', () => {
  for (const found of [{ remote: { id: 'there' } }, { none: 'proved' }] as const) {
    const stage = asked();
    stage.act('relay.try', { relay: RELAY, n: 1 }, BY);
    stage.act('relay.outcome', { relay: RELAY, n: 1, outcome: 'unknown', reason: 'timeout' }, BY);
    expect(relay(stage).state).toBe('unknown');
    stage.act('relay.find', { relay: RELAY, ...found }, BY);
    expect(relay(stage).state).toBe('remote' in found ? 'published' : 'owed');
  }
});

test('PU153 nothing is relayed while held, past its time, or once the post says something else elsewhere', () => {
  const stage = asked();
  stage.act('show.hold', { kind: 'person', reason: 'Alarme' }, 'sidonie');
  expect(stage.refused('relay.try', { relay: RELAY, n: 1 }, BY)).toBe('held');
  expect(stage.refused('relay.ask', ASK, 'naima')).toBe('held');
  const held = stage.get('show', 'final').held;
  if (!held) throw new Error('not held');
  stage.act('show.release', { saw: held.atMs, send: [], drop: [] }, 'naima');
  stage.nowMs = relay(stage).freshUntilMs + 1;
  expect(stage.refused('relay.try', { relay: RELAY, n: 1 }, BY)).toBe('missed');
  expect(trayOf(stage.rows, stage.nowMs)).toContainEqual({ reason: 'not-relayed', post: 'p', relay: RELAY });
  stage.act('relay.ask', ASK, 'naima');
  stage.put({ ...stage.get('publication', 'p:bsky'), remote: { id: 'another' } });
  expect(stage.refused('relay.try', { relay: RELAY, n: 1 }, BY)).toBe('wrong-state');
});

test('PU154 what is withdrawn, erased or sent anew takes its relays with it, at whatever step they are', () => {
  const ends = {
    withdraw: (stage: Stage) => stage.act('post.withdraw', { post: 'p' }, 'naima'),
    erase: (stage: Stage) => stage.act('row.erase', { row: 'post', id: 'p' }, 'ada'),
    anew(stage: Stage) {
      const parents = [stage.seen('p').texts.all ?? ''];
      stage.act('post.write', { post: 'p', variant: 'all', parents, words: 'Bonsoir à tous.' }, 'loane');
      stage.act('post.correct', { post: 'p', seen: stage.seen('p'), ways: { bsky: 'replace' } }, 'naima');
      stage.act('correction.try', { publication: 'p:bsky', n: 1, call: 1 }, BY);
    },
  };
  for (const end of Object.values(ends)) {
    const stage = shown();
    end(stage);
    expect(relay(stage).state).toBe('removing');
    const trouble = 'not-permitted';
    stage.act('relay.find', { relay: RELAY, trouble }, BY);
    expect(relay(stage).trouble?.reason).toBe(trouble);
    stage.act('relay.find', { relay: RELAY, none: 'proved' }, BY);
    expect(relay(stage)).toMatchObject({ state: 'removed', trouble: undefined });

    const owed = asked();
    end(owed);
    expect(relay(owed).state).toBe('dropped');

    const calling = asked();
    calling.act('relay.try', { relay: RELAY, n: 1 }, BY);
    end(calling);
    expect(relay(calling)).toMatchObject({ state: 'sending', gone: true });
    calling.act('relay.outcome', { relay: RELAY, n: 1, outcome: 'published', remote: { id: 'there' } }, BY);
    expect(relay(calling).state).toBe('removing');
  }
});

test('PU155 a relay alone is taken back too; where the network will not, the tray says why until it is gone', () => {
  const stage = shown();
  stage.act('relay.drop', { relay: RELAY }, 'naima');
  expect(relay(stage).state).toBe('removing');
  expect(stage.get('publication', 'p:bsky').state).toBe('published');
  expect(stage.refused('relay.ask', ASK, 'naima')).toBe('wrong-state');
  expect(trayOf(stage.rows, stage.nowMs)).toEqual([]);
  stage.act('relay.find', { relay: RELAY, trouble: 'token' }, BY);
  expect(trayOf(stage.rows, stage.nowMs)).toContainEqual({ reason: 'relay-not-removed', post: 'p', relay: RELAY });
  stage.act('relay.drop', { relay: RELAY }, 'naima');
  expect(relay(stage).state).toBe('removing');
  stage.act('relay.drop', { relay: RELAY, seenGone: true }, 'naima');
  expect(relay(stage).state).toBe('removed');
  stage.act('relay.ask', ASK, 'naima');
  expect(relay(stage)).toMatchObject({ state: 'owed', gone: false });
});

test('PU222 who looked says whether the other account shows it: it stands, goes with its post, or may be asked for again', () => {
  const unseen = () => {
    const stage = asked();
    stage.act('relay.try', { relay: RELAY, n: 1 }, BY);
    stage.act('relay.outcome', { relay: RELAY, n: 1, outcome: 'unknown', reason: 'timeout' }, BY);
    stage.act('relay.find', { relay: RELAY, trouble: 'suspended', refusals: 1 }, BY);
    expect(trayOf(stage.rows, stage.nowMs)).toContainEqual({ reason: 'relay-unknown', post: 'p', relay: RELAY });
    return stage;
  };
  const there = unseen();
  expect(there.refused('relay.ask', { ...ASK, seenThere: true }, 'loane')).toBe('not-allowed');
  there.act('relay.ask', { ...ASK, seenThere: true }, 'naima');
  expect(relay(there).state).toBe('published');
  expect(trayOf(there.rows, there.nowMs)).toEqual([]);

  const withdrawn = unseen();
  withdrawn.act('post.withdraw', { post: 'p' }, 'naima');
  withdrawn.act('relay.ask', { ...ASK, seenThere: true }, 'naima');
  expect(relay(withdrawn).state).toBe('removing');

  const absent = unseen();
  absent.act('relay.drop', { relay: RELAY, seenGone: true }, 'naima');
  expect(relay(absent).state).toBe('dropped');
  expect(relay(absent).trouble).toBeUndefined();
  absent.act('relay.ask', ASK, 'naima');
  expect(relay(absent).state).toBe('owed');
});

test('PU156 after a restore a relay is looked for, and one that the lost timeline may have asked for goes with its post', () => {
  const stage = asked();
  stage.epoch = 'second';
  stage.act('show.hold', { kind: 'epoch', reason: '' }, 'engine:ledger');
  expect(relay(stage).state).toBe('unknown');
  const lost = out();
  lost.epoch = 'second';
  lost.act('post.withdraw', { post: 'p' }, 'naima');
  expect(relay(lost)).toMatchObject({ state: 'unknown', gone: true, of: { id: 'at://did/app.bsky.feed.post/1' } });
  lost.act('relay.find', { relay: RELAY, none: 'proved' }, BY);
  expect(relay(lost).state).toBe('dropped');
});
