import { describe, expect, test } from 'vitest';
import type { RowOf } from '../../shared/rows/row.ts';
import { type Wall, wallChangesMs, wallOf } from '../../shared/wall.ts';
import { CARDS_LIMIT } from '../../shared/wall-cards.ts';
import { at, evening } from '../fixtures/evening.ts';
import { HASH, START_MS, Stage } from './stage.ts';

const wall = (stage: Stage): Wall => {
  const made = wallOf(stage.rows, stage.nowMs);
  if (!made) throw new Error('no show');
  return made;
};
const words = (stage: Stage): readonly string[] => wall(stage).cards.map((card) => card.words);
const alter = (stage: Stage, fields: Partial<RowOf<'show'>>): void =>
  stage.put({ ...stage.get('show', 'final'), ...fields });
const says = (stage: Stage, id: string, verdict: 'new' | 'shown' | 'aside' | 'refused' = 'shown'): void =>
  stage.put({ row: 'message', id, network: 'bluesky', author: 'Camille', words: id, saidMs: START_MS, verdict });

describe('cards', () => {
  test('WA1 what was published on the wall is there, and the messages a person chose to show, newest first', () => {
    const stage = new Stage();
    stage.draft('one', {}, 'Premier.');
    stage.act('post.fire', { post: 'one', seen: stage.seen('one') }, 'naima');
    stage.nowMs += 1_000;
    says(stage, 'merci');
    stage.nowMs += 1_000;
    stage.draft('two', { channels: ['bsky'] }, 'Pas sur le mur.');
    stage.act('post.fire', { post: 'two', seen: stage.seen('two') }, 'naima');
    expect(wall(stage).cards).toMatchObject([
      { kind: 'message', words: 'merci', author: 'Camille', network: 'bluesky' },
      { kind: 'post', words: 'Premier.', language: 'fr', sinceMs: START_MS },
    ]);
  });

  test('WA2 nothing else is in a wall: no draft, no refused message, no reason, no name of staff', () => {
    const rows = evening();
    const show = [...rows.all('show')][0];
    if (!show) throw new Error('no show');
    rows.put({ ...show, held: { by: 'naima', kind: 'person', reason: 'SECRET-RAISON', atMs: at('20:00') } });
    const made = JSON.stringify(wallOf(rows, at('20:00')));
    expect(made).toContain('C’est parti');
    expect(made).not.toMatch(/SECRET|Loane|Naïma|loane|naima|maelys@social/);
  });

  test('WA3 a withdrawn post, an erased one and a message set aside leave the wall', () => {
    const stage = new Stage();
    for (const id of ['kept', 'withdrawn', 'erased']) stage.fired(id);
    says(stage, 'm1');
    expect(words(stage)).toHaveLength(4);
    stage.act('post.withdraw', { post: 'withdrawn' }, 'naima');
    stage.act('row.erase', { row: 'post', id: 'erased' }, 'ada');
    says(stage, 'm1', 'aside');
    expect(wall(stage).cards.map((card) => card.id)).toEqual(['kept:wall']);
  });

  test('WA3 a withdrawn post taken out of the bin is not back on the wall by that alone', () => {
    const stage = new Stage();
    stage.fired('one');
    stage.act('post.withdraw', { post: 'one' }, 'naima');
    stage.act('post.restore', { post: 'one' }, 'loane');
    expect(words(stage)).toEqual([]);
  });

  test('WA4 a photo is on its card once the server has it; removed or erased, the words stand alone', () => {
    const stage = new Stage();
    stage.draft('one');
    const photo = stage.photo('one');
    stage.act('post.fire', { post: 'one', seen: stage.seen('one') }, 'naima');
    expect(wall(stage).cards[0]?.photos).toEqual([]);
    stage.act('photo.receive', { hash: HASH }, 'engine:photos');
    expect(wall(stage).cards[0]?.photos).toEqual([
      { hash: HASH, width: 1600, height: 1200, alt: 'La scène, vue de la salle.', credit: 'I. Passemuraille' },
    ]);
    stage.put({ ...stage.get('photo', photo), removed: true });
    expect(wall(stage).cards[0]).toMatchObject({ words: 'Bonsoir.', photos: [] });
    stage.put({ ...stage.get('photo', photo), removed: false, erased: true });
    expect(wall(stage).cards[0]?.photos).toEqual([]);
  });

  test('WA5 of more than sixty cards, pinned ones stay, then starred ones, then the newest', () => {
    const stage = new Stage();
    stage.fired('pinned');
    stage.act('post.star', { post: 'pinned', change: { pinned: { from: false, to: true } } }, 'octave');
    stage.fired('starred');
    stage.act('post.star', { post: 'starred', change: { starred: { from: false, to: true } } }, 'octave');
    stage.fired('old');
    for (let i = 0; i < CARDS_LIMIT; i++) {
      stage.nowMs += 1_000;
      says(stage, `m${i}`);
    }
    const ids = wall(stage).cards.map((card) => card.id);
    expect(ids).toHaveLength(CARDS_LIMIT);
    expect(ids[0]).toBe(`m${CARDS_LIMIT - 1}`);
    expect(ids.slice(-2)).toEqual(['starred:wall', 'pinned:wall']);
    expect(ids).not.toContain('old:wall');
  });
});

describe('scenes', () => {
  test('WA6 while everything is held the scene is safe and nothing fills the screen, whatever was asked', () => {
    const stage = new Stage();
    alter(stage, { scene: 'full', full: { kind: 'announcement', words: 'Reprise bientôt.' } });
    expect(wall(stage)).toMatchObject({ scene: 'full', held: false, full: { words: 'Reprise bientôt.' } });
    stage.act('show.hold', { kind: 'person', reason: 'Malaise dans la salle' }, 'loane');
    expect(wall(stage)).toMatchObject({ scene: 'safe', held: true });
    expect(wall(stage).full).toBeUndefined();
  });

  test('WA7 left to itself the wall is on stage while a talk runs, else live', () => {
    const stage = new Stage();
    expect(wall(stage)).toMatchObject({ scene: 'live', auto: true });
    stage.act('segment.top', { segment: 'c01', pressedAtMs: stage.nowMs }, 'sidonie');
    expect(wall(stage)).toMatchObject({ scene: 'on-stage', auto: true });
    stage.nowMs += 180_000;
    stage.act('segment.end', { segment: 'c01', pressedAtMs: stage.nowMs }, 'sidonie');
    expect(wall(stage).scene).toBe('live');
    alter(stage, { scene: 'photos' });
    expect(wall(stage)).toMatchObject({ scene: 'photos', auto: false });
  });

  test('WA8 a winner is on the wall once a post that announces the prize is fired, not when the name is entered', () => {
    const stage = new Stage();
    stage.draft('envelope', {
      needsTwo: true,
      slots: [{ name: 'winner', kind: 'winner', required: true, prize: 'prix-1' }],
    });
    alter(stage, { scene: 'full', full: { kind: 'prize', prize: 'prix-1' } });
    stage.act('prize.award', { prize: 'prix-1', to: 'p01' }, 'loane');
    expect(wall(stage).full).toEqual({ kind: 'prize', name: '1er prix' });
    stage.put({ ...stage.get('post', 'envelope'), state: 'fired' });
    expect(wall(stage).full).toEqual({ kind: 'prize', name: '1er prix', winner: { name: 'Maëlys Tournepierre' } });
  });

  test('WA8 the scene full shows a post that is on the wall, and figures of what was published', () => {
    const stage = new Stage();
    stage.fired('one');
    alter(stage, { scene: 'full', full: { kind: 'post', post: 'one' } });
    expect(wall(stage).full).toMatchObject({ kind: 'post', card: { id: 'one:wall' } });
    alter(stage, { full: { kind: 'recap' } });
    expect(wall(stage).full).toEqual({ kind: 'recap', figures: { posts: 1, photos: 0, talks: 0, messages: 0 } });
  });

  test('WA9 full of something that is gone, the wall goes on by itself', () => {
    const stage = new Stage();
    stage.fired('one');
    alter(stage, { scene: 'full', full: { kind: 'post', post: 'one' } });
    stage.act('post.withdraw', { post: 'one' }, 'naima');
    expect(wall(stage)).toMatchObject({ scene: 'live', auto: true });
    expect(wall(stage).full).toBeUndefined();
  });

  test('WA10 an hour in an announcement follows the running order', () => {
    const stage = new Stage();
    alter(stage, { scene: 'full', full: { kind: 'announcement', words: 'Reprise à {time:c02}.' } });
    expect(wall(stage).full).toMatchObject({ words: 'Reprise à 18\u00a0h\u00a040.' });
    stage.act('segment.delay', { segment: 'c02', from: 0, to: 600_000 }, 'sidonie');
    expect(wall(stage).full).toMatchObject({ words: 'Reprise à 18\u00a0h\u00a050.' });
  });
});

describe('what is on', () => {
  test('WA11 each room says what is on and what comes, with their times; a vote beside is neither', () => {
    const stage = new Stage();
    stage.put({
      ...stage.get('person', 'p01'),
      affiliation: 'Université de Strasbourg',
      about: { title: 'L’abeille' },
    });
    stage.put({ ...stage.get('segment', 'c01'), people: ['p01'] });
    stage.put({ ...stage.get('segment', 'c02'), cancelled: true });
    stage.put({ ...stage.get('segment', 'c02'), id: 'vote', cancelled: false, beside: true });
    stage.nowMs += 400_000;
    stage.act('segment.top', { segment: 'c01', pressedAtMs: stage.nowMs }, 'sidonie');
    stage.act('segment.delay', { segment: 'c01', from: 0, to: 60_000 }, 'sidonie');
    expect(wall(stage).rooms).toMatchObject([
      {
        id: 'scene',
        now: {
          id: 'c01',
          people: [{ name: 'Maëlys Tournepierre', from: 'Université de Strasbourg', thesis: 'L’abeille' }],
          atMs: stage.nowMs,
          durationMs: 240_000,
        },
        next: { id: 'prix-1' },
      },
    ]);
  });

  test('WA12 of the time the wall depends only through what is on: it is the same until the instant that is named', () => {
    const rows = evening();
    const from = at('18:35');
    const room = rows.get('room', 'scene');
    if (!room) throw new Error('no room');
    rows.put({ ...room, byTheClock: true });
    let atMs = from;
    let instants = 0;
    for (let next = wallChangesMs(rows, atMs); next !== undefined; next = wallChangesMs(rows, atMs)) {
      expect(next).toBeGreaterThan(atMs);
      for (const between of [atMs + 1, Math.floor((atMs + next) / 2), next - 1]) {
        expect(wallOf(rows, between)).toEqual(wallOf(rows, atMs));
      }
      atMs = next;
      instants += 1;
    }
    expect(instants).toBeGreaterThan(3);
    expect(wallOf(rows, atMs)).not.toEqual(wallOf(rows, from));
  });

  test('WA12 an announced hour that is overdue is told anew each minute', () => {
    const stage = new Stage();
    alter(stage, { scene: 'full', full: { kind: 'announcement', words: 'Reprise à {time:c01}.' } });
    const late = START_MS + 3_600_000 + 20_000;
    expect(wallChangesMs(stage.rows, late)).toBe(START_MS + 3_660_000);
    expect(wallOf(stage.rows, late + 40_000)?.full).not.toEqual(wallOf(stage.rows, late)?.full);
  });
});
