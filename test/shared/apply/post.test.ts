import { describe, expect, test } from 'vitest';
import { hasTwoVersions, headsOf, isEditedAfterApproval, statusOf } from '../../../shared/post-status.ts';
import { trayOf } from '../../../shared/tray.ts';
import { HASH, START_MS, Stage } from '../stage.ts';

const MINUTE_MS = 60_000;

describe('who may', () => {
  test('PO1 a hat is needed, and one is enough', () => {
    const stage = new Stage();
    const fields = {
      kind: 'free',
      cue: { kind: 'hand' },
      freshForMs: 1,
      channels: [],
      language: 'fr',
      needsTwo: false,
      slots: [],
    } as const;
    expect(stage.refused('post.create', { post: 'p', fields: { ...fields, channels: [], slots: [] } }, 'sidonie')).toBe(
      'not-allowed',
    );
    expect(
      stage.refused('post.create', { post: 'p', fields: { ...fields, channels: [], slots: [] } }, 'loane'),
    ).toBeUndefined();
    expect(stage.refused('post.create', { post: 'q', fields: { ...fields, channels: [], slots: [] } }, 'nobody')).toBe(
      'not-allowed',
    );
  });

  test('PO2 a revoked staff row does nothing more', () => {
    const stage = new Stage();
    stage.act('staff.edit', { staff: 'loane', change: { revoked: { from: false, to: true } } }, 'ada');
    expect(stage.refused('show.hold', { kind: 'person', reason: '' }, 'loane')).toBe('revoked');
  });

  test('PO3 nobody can take away the last administrator', () => {
    const stage = new Stage();
    expect(stage.refused('staff.edit', { staff: 'ada', change: { revoked: { from: false, to: true } } }, 'ada')).toBe(
      'last-administrator',
    );
    stage.act(
      'staff.edit',
      { staff: 'naima', change: { hats: { from: ['write', 'approve'], to: ['administer'] } } },
      'ada',
    );
    expect(
      stage.refused('staff.edit', { staff: 'ada', change: { revoked: { from: false, to: true } } }, 'ada'),
    ).toBeUndefined();
  });

  test('PO4 a writer withdraws a draft of their own, not what was approved nor another’s', () => {
    const stage = new Stage();
    stage.draft('mine');
    stage.draft('sent');
    stage.approve('sent');
    expect(stage.refused('post.withdraw', { post: 'sent' }, 'loane')).toBe('not-allowed');
    expect(stage.refused('post.withdraw', { post: 'mine' }, 'loane')).toBeUndefined();
    expect(stage.refused('post.withdraw', { post: 'sent' }, 'octave')).toBeUndefined();
  });
});

describe('compare-and-set', () => {
  test('PO5 a change to a field that is no longer what was seen is refused with both values', () => {
    const stage = new Stage();
    stage.draft('p');
    stage.act('post.edit', { post: 'p', change: { language: { from: 'fr', to: 'en' } } }, 'naima');
    const refusal = stage.try('post.edit', { post: 'p', change: { language: { from: 'fr', to: 'de' } } }, 'loane');
    expect(refusal).toMatchObject({ code: 'changed', detail: { field: 'language', from: 'fr', to: 'de', now: 'en' } });
  });

  test('PO6 a wish already true is applied with nothing to write', () => {
    const stage = new Stage();
    stage.draft('p');
    stage.act('post.edit', { post: 'p', change: { language: { from: 'fr', to: 'en' } } }, 'naima');
    expect(stage.act('post.edit', { post: 'p', change: { language: { from: 'fr', to: 'en' } } }, 'loane')).toEqual([]);
  });
});

describe('versions', () => {
  test('PO7 a text names its parents; two that name the same are two versions, and neither is lost', () => {
    const stage = new Stage();
    stage.draft('p', {}, 'Premier');
    const [parent] = headsOf(stage.rows, 'p').all ?? [];
    const parents = [parent?.id ?? ''];
    stage.act('post.write', { post: 'p', variant: 'all', parents, words: 'De Loane' }, 'loane');
    stage.act('post.write', { post: 'p', variant: 'all', parents, words: 'De Naïma' }, 'naima');
    expect(headsOf(stage.rows, 'p').all?.map(({ words }) => words)).toEqual(['De Loane', 'De Naïma']);
    expect(stage.refused('post.approve', { post: 'p', seen: stage.seen('p') }, 'naima')).toBe('two-versions');
    expect(trayOf(stage.rows, stage.nowMs)).toContainEqual({ reason: 'two-versions', post: 'p' });
  });

  test('PO8 a text that names both heads makes them one again', () => {
    const stage = new Stage();
    stage.draft('p');
    stage.act('post.write', { post: 'p', variant: 'all', parents: [], words: 'Autre' }, 'naima');
    expect(hasTwoVersions(stage.rows, 'p')).toBe(true);
    const parents = (headsOf(stage.rows, 'p').all ?? []).map(({ id }) => id);
    stage.act('post.write', { post: 'p', variant: 'all', parents, words: 'Les deux' }, 'loane');
    expect(hasTwoVersions(stage.rows, 'p')).toBe(false);
  });

  test('PO9 words are kept in NFC', () => {
    const stage = new Stage();
    stage.draft('p', {}, 'Tra\u0302\u0300n');
    expect(headsOf(stage.rows, 'p').all?.[0]?.words).toBe('Trần');
  });
});

describe('approval', () => {
  test('PO10 an approval names what was seen; anything else now is refused', () => {
    const stage = new Stage();
    stage.draft('p');
    const seen = stage.seen('p');
    stage.act(
      'post.write',
      { post: 'p', variant: 'all', parents: Object.values(seen.texts), words: 'Autre chose' },
      'loane',
    );
    expect(stage.try('post.approve', { post: 'p', seen }, 'naima')).toMatchObject({
      code: 'changed',
      detail: { field: 'texts' },
    });
    expect(stage.refused('post.approve', { post: 'p', seen: stage.seen('p') }, 'naima')).toBeUndefined();
  });

  test('PO11 no approval of words too long for a channel: nothing is cut', () => {
    const stage = new Stage();
    stage.draft('p', { channels: ['bsky'] }, 'a'.repeat(301));
    expect(stage.try('post.approve', { post: 'p', seen: stage.seen('p') }, 'naima')).toMatchObject({
      code: 'too-long',
      detail: { channel: 'bsky', length: 301, limit: 300 },
    });
  });

  test('PO12 no approval without an alternative text on every photo', () => {
    const stage = new Stage();
    stage.draft('p');
    const photo = stage.photo('p', { alt: ' ' });
    expect(stage.refused('post.approve', { post: 'p', seen: stage.seen('p') }, 'naima')).toBe('no-alt');
    stage.act('photo.edit', { photo, change: { alt: { from: ' ', to: 'La salle.' } } }, 'loane');
    expect(stage.refused('post.approve', { post: 'p', seen: stage.seen('p') }, 'naima')).toBeUndefined();
  });

  test('PO13 no approval of someone whose image rights are refused, and rights refused since stop the post', () => {
    const stage = new Stage();
    stage.draft('p');
    stage.photo('p', { people: ['p02'] });
    expect(stage.refused('post.approve', { post: 'p', seen: stage.seen('p') }, 'naima')).toBe('rights');
    stage.draft('q');
    stage.photo('q', { people: ['p01'] });
    const approval = stage.approve('q');
    stage.act('person.edit', { person: 'p01', change: { imageRights: { from: 'granted', to: 'refused' } } }, 'loane');
    expect(stage.refused('post.fire', { post: 'q', approval }, 'loane')).toBe('rights');
  });

  test('PO31 no approval of words that name nobody: a brace is never published', () => {
    const stage = new Stage();
    stage.draft('p', {}, 'Bravo à @{p99} !');
    expect(stage.try('post.approve', { post: 'p', seen: stage.seen('p') }, 'naima')).toMatchObject({
      code: 'unknown-name',
      detail: { token: '@{p99}' },
    });
  });

  test('PO14 an edit after approval shows, and changes nothing that goes out', () => {
    const stage = new Stage();
    stage.draft('p', {}, 'Approuvé');
    const approval = stage.approve('p');
    const parents = Object.values(stage.seen('p').texts);
    stage.act('post.write', { post: 'p', variant: 'all', parents, words: 'Modifié' }, 'loane');
    stage.act(
      'post.edit',
      { post: 'p', change: { channels: { from: ['bsky', 'masto', 'wall'], to: ['bsky'] } } },
      'loane',
    );
    expect(isEditedAfterApproval(stage.rows, stage.get('post', 'p'))).toBe(true);
    stage.act('post.fire', { post: 'p', approval }, 'loane');
    expect(stage.get('publication', 'p:masto').payload.words).toBe('Approuvé');
  });

  test('PO15 a slot approved open is filled by a writer; a fill that was approved no longer changes', () => {
    const stage = new Stage();
    const slots = [{ name: 'citation', kind: 'quote', required: true } as const];
    stage.draft('open', { slots }, '« {citation} »');
    const approval = stage.approve('open');
    expect(stage.refused('post.fire', { post: 'open', approval }, 'loane')).toBe('incomplete');
    stage.act('post.fill', { post: 'open', slot: 'citation', to: 'Une abeille qui compte.' }, 'loane');
    stage.act('post.fire', { post: 'open', approval }, 'loane');
    expect(stage.get('publication', 'open:bsky').payload.words).toBe('« Une abeille qui compte. »');

    stage.draft('shut', { slots }, '« {citation} »');
    stage.act('post.fill', { post: 'shut', slot: 'citation', to: 'Ceci.' }, 'loane');
    const shut = stage.approve('shut');
    stage.act('post.fill', { post: 'shut', slot: 'citation', from: 'Ceci.', to: 'Cela.' }, 'loane');
    stage.act('post.fire', { post: 'shut', approval: shut }, 'loane');
    expect(stage.get('publication', 'shut:bsky').payload.words).toBe('« Ceci. »');
  });

  test('PO16 a fill that would make the words too long is refused while it can still be shortened', () => {
    const stage = new Stage();
    const slots = [{ name: 'citation', kind: 'quote', required: true } as const];
    stage.draft('p', { slots }, '« {citation} »');
    stage.approve('p');
    expect(stage.refused('post.fill', { post: 'p', slot: 'citation', to: 'a'.repeat(300) }, 'loane')).toBe('too-long');
  });

  test('PO17 a photo put in an open slot after approval goes out with its alternative text', () => {
    const stage = new Stage();
    stage.draft('p', { slots: [{ name: 'scene', kind: 'photo', required: true }] });
    const approval = stage.approve('p');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'loane')).toBe('incomplete');
    stage.photo('p', { slot: 'scene', alt: 'Au micro.' });
    stage.act('post.fire', { post: 'p', approval }, 'loane');
    expect(stage.get('publication', 'p:bsky').payload.photos).toMatchObject([{ hash: HASH, alt: 'Au micro.' }]);
  });
});

describe('firing', () => {
  test('PO18 a writer fires what is approved; what is not needs someone who approves, and is both in one', () => {
    const stage = new Stage();
    stage.draft('p');
    expect(stage.refused('post.fire', { post: 'p', seen: stage.seen('p') }, 'loane')).toBe('not-approved');
    stage.act('post.fire', { post: 'p', seen: stage.seen('p') }, 'naima', { id: 'both' });
    expect(stage.get('post', 'p')).toMatchObject({ state: 'fired', approval: 'both', firedBy: 'naima' });
    expect(stage.get('approval', 'both').by).toBe('naima');
  });

  test('PO19 the wall’s publication is born published; the networks’ are owed with their words frozen', () => {
    const stage = new Stage();
    stage.draft('p', {}, 'Bravo @{p01} !');
    stage.act('post.fire', { post: 'p', approval: stage.approve('p') }, 'loane');
    expect(stage.get('publication', 'p:wall').state).toBe('published');
    expect(stage.get('publication', 'p:bsky')).toMatchObject({
      state: 'owed',
      round: 1,
      payload: { words: 'Bravo @maelys.example !' },
    });
    stage.act(
      'person.edit',
      { person: 'p01', change: { handles: { from: { bluesky: 'maelys.example' }, to: {} } } },
      'loane',
    );
    expect(stage.get('publication', 'p:bsky').payload.words).toBe('Bravo @maelys.example !');
  });

  test('PO150 a missed post that a person leaves stays as it is and is not asked again, until another moment is missed', () => {
    const stage = new Stage();
    const asks = () => trayOf(stage.rows, stage.nowMs).map(({ reason, post }) => [reason, post]);
    stage.draft('p', { cue: { kind: 'clock', atMs: START_MS + MINUTE_MS } });
    const approval = stage.approve('p');
    stage.nowMs += 12 * MINUTE_MS;
    expect(asks()).toEqual([['missed', 'p']]);
    const left = { post: 'p', to: stage.nowMs };
    expect(stage.refused('post.leave', left, 'samir')).toBe('not-allowed');
    stage.act('post.leave', left, 'loane');
    expect(asks()).toEqual([]);
    expect(stage.get('post', 'p')).toMatchObject({ state: 'approved', approval });
    expect(statusOf(stage.rows, stage.get('post', 'p'), stage.nowMs)).toBe('missed');
    // Someone else has answered meanwhile.
    expect(stage.refused('post.leave', { post: 'p', to: left.to + 1 }, 'naima')).toBe('changed');
    stage.act('post.leave', { post: 'p', from: left.to }, 'loane');
    expect(asks()).toEqual([['missed', 'p']]);
    stage.act('post.leave', left, 'loane');
    const cue = { from: stage.get('post', 'p').cue, to: { kind: 'clock', atMs: stage.nowMs + MINUTE_MS } } as const;
    stage.act('post.edit', { post: 'p', change: { cue } }, 'loane');
    stage.approve('p');
    stage.nowMs += 12 * MINUTE_MS;
    expect(asks()).toEqual([['missed', 'p']]);
    const again = stage.get('post', 'p').approval ?? '';
    stage.act('post.leave', { post: 'p', to: stage.nowMs }, 'loane');
    expect(stage.refused('post.fire', { post: 'p', approval: again }, 'loane')).toBeUndefined();
  });

  test('PO20 firing twice is firing once', () => {
    const stage = new Stage();
    stage.fired('p');
    expect(stage.act('post.fire', { post: 'p', approval: stage.get('post', 'p').approval ?? '' }, 'naima')).toEqual([]);
  });

  test('PO21 a fire names the approval it saw', () => {
    const stage = new Stage();
    stage.draft('p');
    const first = stage.approve('p');
    stage.approve('p');
    expect(stage.refused('post.fire', { post: 'p', approval: first }, 'loane')).toBe('changed');
  });

  test('PO22 the scheduler fires nothing early and nothing late', () => {
    const stage = new Stage();
    stage.draft('p', { cue: { kind: 'clock', atMs: START_MS + MINUTE_MS } });
    const approval = stage.approve('p');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'engine:scheduler')).toBe('not-due');
    stage.nowMs += 12 * MINUTE_MS;
    expect(stage.refused('post.fire', { post: 'p', approval }, 'engine:scheduler')).toBe('missed');
    expect(statusOf(stage.rows, stage.get('post', 'p'), stage.nowMs)).toBe('missed');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'loane')).toBeUndefined();
  });

  test('PO23 a “now” that arrives after its window asks again', () => {
    const stage = new Stage();
    stage.draft('p');
    const approval = stage.approve('p');
    const madeAtMs = stage.nowMs;
    stage.nowMs += 11 * MINUTE_MS;
    expect(stage.refused('post.fire', { post: 'p', approval }, 'loane', { madeAtMs })).toBe('stale');
  });

  test('PO24 nothing fires while the show or the post is held, nor once the show has ended', () => {
    const stage = new Stage();
    stage.draft('p');
    const approval = stage.approve('p');
    stage.act('show.hold', { kind: 'person', reason: 'Incident' }, 'octave');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'loane')).toBe('held');
    stage.act('show.release', { saw: stage.nowMs, send: [], drop: [] }, 'naima');
    stage.act('post.hold', { post: 'p', reason: 'Nom à vérifier' }, 'octave');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'loane')).toBe('held');
    stage.act('post.release', { post: 'p', saw: stage.nowMs }, 'naima');
    stage.act('show.end', { leftovers: 'keep' }, 'sidonie');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'loane')).toBe('ended');
  });

  test('PO25 a post that needs two never fires by itself, nor by who approved it, nor before its cue', () => {
    const stage = new Stage();
    stage.draft('p', { needsTwo: true, cue: { kind: 'clock', atMs: START_MS + MINUTE_MS } });
    const approval = stage.approve('p');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'ada')).toBe('not-due');
    stage.nowMs += MINUTE_MS;
    expect(stage.refused('post.fire', { post: 'p', approval }, 'engine:scheduler')).toBe('needs-two');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'naima')).toBe('needs-two');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'loane')).toBeUndefined();
  });

  test('PO26 who named the winner does not fire the prize; awarding fills its posts', () => {
    const stage = new Stage();
    stage.draft(
      'p',
      { needsTwo: true, slots: [{ name: 'winner', kind: 'winner', required: true, prize: 'prix-1' }] },
      'Bravo à {winner} !',
    );
    const approval = stage.approve('p');
    stage.act('prize.award', { prize: 'prix-1', to: 'p01' }, 'loane');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'loane')).toBe('needs-two');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'ada')).toBeUndefined();
    expect(stage.get('publication', 'p:wall').payload.words).toBe('Bravo à Maëlys Tournepierre !');
  });

  test('PO27 alone with the hat, one person does both', () => {
    const stage = new Stage();
    stage.act(
      'staff.edit',
      {
        staff: 'ada',
        change: { hats: { from: ['write', 'approve', 'conduct', 'moderate', 'administer'], to: ['administer'] } },
      },
      'ada',
    );
    stage.draft('p', { needsTwo: true });
    const approval = stage.approve('p');
    expect(stage.refused('post.fire', { post: 'p', approval }, 'naima')).toBeUndefined();
  });
});

describe('hold and release', () => {
  test('PO28 a held show is held once; its release names the hold it saw and is fresh', () => {
    const stage = new Stage();
    stage.act('show.hold', { kind: 'person', reason: 'Incident' }, 'loane');
    const saw = stage.nowMs;
    expect(stage.act('show.hold', { kind: 'person', reason: 'Encore' }, 'naima')).toEqual([]);
    expect(stage.refused('show.release', { saw: saw - 1, send: [], drop: [] }, 'naima')).toBe('changed');
    const madeAtMs = stage.nowMs;
    stage.nowMs += 16_000;
    expect(stage.refused('show.release', { saw, send: [], drop: [] }, 'naima', { madeAtMs })).toBe('stale');
    expect(stage.refused('show.release', { saw, send: [], drop: [] }, 'naima')).toBeUndefined();
  });

  test('PO29 after a release nothing floods out: what came due goes where a person says so, the rest waits', () => {
    const stage = new Stage();
    const cue = { kind: 'clock', atMs: START_MS + MINUTE_MS } as const;
    stage.draft('sent', { cue });
    stage.draft('left', { cue });
    stage.draft('later', { cue: { kind: 'clock', atMs: START_MS + 60 * MINUTE_MS } });
    for (const post of ['sent', 'left', 'later']) stage.approve(post);
    stage.act('show.hold', { kind: 'person', reason: 'Incident' }, 'loane');
    const saw = stage.nowMs;
    stage.nowMs += 2 * MINUTE_MS;
    stage.act('show.release', { saw, send: ['sent'], drop: [] }, 'naima');
    expect(stage.get('post', 'sent').state).toBe('fired');
    expect(statusOf(stage.rows, stage.get('post', 'left'), stage.nowMs)).toBe('missed');
    expect(statusOf(stage.rows, stage.get('post', 'later'), stage.nowMs)).toBe('ready');
    const { approval = '' } = stage.get('post', 'left');
    expect(stage.refused('post.fire', { post: 'left', approval }, 'engine:scheduler')).toBe('missed');
  });

  test('PO30 at the end, leftovers go to the bin or stay as drafts that nothing fires', () => {
    const stage = new Stage();
    stage.draft('p');
    stage.approve('p');
    stage.act('show.end', { leftovers: 'keep' }, 'sidonie');
    expect(stage.get('post', 'p')).toMatchObject({ state: 'draft', approval: undefined });
  });
});
