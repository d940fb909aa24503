import { expect, test } from 'vitest';
import { previewOf } from '../../../client/staff/wall/preview-of.ts';
import { RowMap, type Rows, showOf } from '../../../shared/rows/rows.ts';
import type { Full, Scene } from '../../../shared/rows/show.ts';
import { type Wall, wallOf } from '../../../shared/wall.ts';
import { turnAt } from '../../../shared/wall-turn.ts';
import { at, evening } from '../../fixtures/evening.ts';

function wall(rows: Rows, atMs: number, scene: Scene = 'auto', full?: Full): Wall {
  const show = showOf(rows);
  if (!show) throw new Error('no show');
  const staged = new RowMap([{ ...show, scene, ...(full && { full }) }], rows as RowMap);
  const found = wallOf(staged, atMs);
  if (!found) throw new Error('no wall');
  return found;
}
const NOW = at('19:30');

test('SR3 the preview turns the same card as the wall, at the same instant', () => {
  const live = wall(evening(), NOW, 'live');
  for (let atMs = NOW; atMs < NOW + 120_000; atMs += 7_000) {
    const { shown } = previewOf(live, atMs);
    expect(shown).toEqual({ kind: 'card', card: turnAt(live.cards, atMs)?.card });
  }
});

test('SR4 safe shows its words and no foot; without words, the name of the show', () => {
  const safe = wall(evening(), NOW, 'safe');
  expect(previewOf(safe, NOW)).toEqual({
    scene: 'safe',
    shown: { kind: 'safe', lines: ['Ma thèse en 180 secondes'] },
    room: undefined,
  });
  expect(previewOf({ ...safe, safeWords: ' \n' }, NOW).shown).toEqual({ kind: 'safe', lines: [safe.name] });
});

test('SR5 a full screen fills it; with nothing to fill it with, the wall goes on live', () => {
  const full = wall(evening(), NOW, 'full', { kind: 'announcement', words: 'Reprise à 20 h' });
  expect(previewOf(full, NOW).shown).toEqual({ kind: 'full', full: { kind: 'announcement', words: 'Reprise à 20 h' } });
  const gone = wall(evening(), NOW, 'full', { kind: 'post', post: 'c02-intro' });
  expect(previewOf(gone, NOW).shown.kind).toBe('card');
});

test('SR6 photos shows the wall’s pictures one by one; on stage, with nobody there, is live', () => {
  const photos = wall(evening(), NOW, 'photos');
  const { shown } = previewOf(photos, NOW);
  expect(shown.kind === 'photo' && photos.cards.flatMap((card) => card.photos)).toContainEqual(
    shown.kind === 'photo' ? shown.photo : undefined,
  );
  const nobody = { ...wall(evening(), NOW, 'on-stage'), rooms: [] };
  expect(previewOf(nobody, NOW).shown.kind).toBe('card');
  expect(previewOf({ ...nobody, cards: [] }, NOW).shown).toEqual({ kind: 'title' });
});
