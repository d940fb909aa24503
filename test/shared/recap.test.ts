import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { recapOf } from '../../shared/recap.ts';
import { placesOf } from '../../shared/recap-figures.ts';
import { type Recap, recapSchema } from '../../shared/recap-schema.ts';
import type { RelayRow } from '../../shared/rows/relay.ts';
import type { Row } from '../../shared/rows/row.ts';
import { RowMap } from '../../shared/rows/rows.ts';
import { at, evening, hashOf } from '../fixtures/evening.ts';

const NOW = at('20:30');
function recapWith(change: (rows: RowMap) => void = () => {}, atMs = NOW): Recap {
  const rows = evening();
  change(rows);
  const recap = recapOf(rows, atMs);
  if (!recap) throw new Error('no recap');
  return recap;
}
/** Changes fields of one row in place. */
function edit<N extends Row['row']>(rows: RowMap, row: N, id: string, change: object): void {
  const now = rows.get(row, id);
  if (!now) throw new Error(`no ${row} ${id}`);
  rows.put({ ...now, ...change } as Row);
}
const saidIn = (recap: Recap) => recap.parts.flatMap((part) => part.said);
const idsIn = (recap: Recap) => saidIn(recap).map(({ post }) => post);

describe('recap', () => {
  test('RE1 it tells what is out somewhere, segment by segment, and what stands beside them', () => {
    const told = recapWith().parts.map((part) => [part.segment?.id ?? part.kind, part.said.map(({ post }) => post)]);
    expect(told).toEqual([
      ['ouverture', ['debut']],
      ['c01', ['c01-intro', 'c01-citation']],
      ['c02', ['c02-photo']],
      ['discours', []],
      ['c03', []],
      ['vote', []],
      ['prix-1', ['prix']],
      ['after', ['bilan']],
    ]);
  });

  test('RE1 a post of no segment stands before, beside or after the running order', () => {
    const when = (clock: string) =>
      recapWith((rows) => edit(rows, 'publication', 'bilan:linkedin', { publishedMs: at(clock) })).parts.flatMap(
        (part) => (part.said.some(({ post }) => post === 'bilan') ? part.kind : []),
      );
    expect([when('09:00'), when('18:45'), when('21:00')]).toEqual([['before'], ['beside'], ['after']]);
  });

  test('RE2 withdrawn, erased, removed, refused, unknown and unsaid content is left out, and counted', () => {
    const recap = recapWith();
    expect(JSON.stringify(recap)).not.toMatch(/SECRET/);
    expect(recap.figures.leftOut).toEqual({
      withdrawn: 1,
      erased: 1,
      refused: 1,
      unknown: 1,
      unsaid: 1,
      chosen: 0,
      photosWithheld: 0,
    });
  });

  test('RE2 a post being taken back is left out at once', () => {
    const recap = recapWith((rows) => {
      for (const channel of ['bsky', 'masto', 'wall']) {
        edit(rows, 'publication', `debut:${channel}`, { state: channel === 'wall' ? 'removed' : 'removing' });
      }
    });
    expect(idsIn(recap)).not.toContain('debut');
    expect(recap.figures.leftOut.withdrawn).toBe(2);
  });

  test('NI10 what staff leave out of the recap is told nowhere in it, and counted; put back, it is as it was', () => {
    const whole = recapWith();
    const without = recapWith((rows) => edit(rows, 'post', 'c01-citation', { leftOut: true }));
    expect(idsIn(whole)).toContain('c01-citation');
    expect(idsIn(without)).toEqual(idsIn(whole).filter((id) => id !== 'c01-citation'));
    expect(without.figures).toMatchObject({ posts: whole.figures.posts - 1, leftOut: { chosen: 1 } });
    expect(without.speakers.flatMap(({ posts }) => posts)).not.toContain('c01-citation');
  });

  test('RE3 each post says when, where, in which words, who wrote, approved and fired it', () => {
    const [citation] = saidIn(recapWith()).filter(({ post }) => post === 'c01-citation');
    expect(citation).toMatchObject({
      saidMs: at('18:44:30'),
      writtenBy: ['Loane Vermeillac'],
      approvedBy: 'Naïma Courtefeuille',
      firedBy: 'Naïma Courtefeuille',
      versions: [
        { places: [{ network: 'bluesky', account: 'mt180.example', url: 'https://bsky.example/c01-citation' }] },
      ],
    });
    const [debut] = saidIn(recapWith());
    expect(debut?.firedBy).toBeNull();
    expect(debut?.saidMs).toBe(at('18:30'));
  });

  test('PO160 it tells which of our accounts show a post again, and not those that no longer do', () => {
    const recap = recapWith((rows) => {
      const publication = 'c01-intro:bsky';
      const row: Omit<RelayRow, 'id' | 'channel' | 'state'> = {
        row: 'relay',
        post: 'c01-intro',
        publication,
        of: { id: 'at' },
        tries: [],
        askedBy: 'naima',
        notBeforeMs: 0,
        freshUntilMs: 0,
        gone: false,
        rev: 1,
        by: 'naima',
        atMs: 0,
      };
      rows.put({ ...row, id: `${publication}:labo`, channel: 'labo', state: 'published' });
      rows.put({ ...row, id: `${publication}:ecole`, channel: 'ecole', state: 'removed' });
    });
    const relays = saidIn(recap)
      .flatMap(placesOf)
      .map(({ publication, relayedBy }) => [publication, relayedBy]);
    expect(relays.filter(([, by]) => by)).toEqual([['c01-intro:bsky', ['labo']]]);
  });

  test('RE4 words approved as one stand once, in the words of a network first; a version of its own stands apart', () => {
    const [intro] = saidIn(recapWith()).filter(({ post }) => post === 'c01-intro');
    expect(intro?.versions).toHaveLength(1);
    expect(intro?.versions[0]?.words).toContain('(@maelys.example)');
    expect(intro?.versions[0]?.places.map(({ words }) => words)).toContainEqual(
      expect.stringContaining('(@maelys@social.example)'),
    );
    const apart = recapWith((rows) =>
      edit(rows, 'approval', 'c01-intro-ok', { texts: { all: 'c01-intro-words', masto: 'other-words' } }),
    );
    expect(saidIn(apart).find(({ post }) => post === 'c01-intro')?.versions).toHaveLength(2);
  });

  test('RE5 photos are those that are out, less what was removed or erased since', () => {
    const recap = recapWith();
    const photos = saidIn(recap).flatMap((said) => said.photos);
    expect(photos.map(({ hash }) => hash)).toEqual([hashOf('ph-debut'), hashOf('ph-c02')]);
    expect(photos[1]).toMatchObject({
      alt: 'Linh Đan Trần-Belorme au micro | devant sa diapositive',
      credit: 'Isidore Passemuraille',
      people: ['Linh Đan Trần-Belorme'],
      received: true,
    });
    const removed = recapWith((rows) => edit(rows, 'photo', 'ph-debut', { removed: true }));
    expect(removed.figures.photos).toBe(1);
  });

  test('RE6 a photo of someone who now refuses is withheld, and counted', () => {
    const recap = recapWith((rows) => edit(rows, 'person', 'p02', { imageRights: 'refused' }));
    expect(
      saidIn(recap)
        .flatMap((said) => said.photos)
        .map(({ id }) => id),
    ).toEqual(['ph-debut']);
    expect(recap.figures.leftOut.photosWithheld).toBe(1);
  });

  test('RE7 figures are sums of what networks told; what none told is null, never 0', () => {
    const { figures, channels } = recapWith();
    expect(figures).toMatchObject({
      ...{ posts: 6, publications: 9, photos: 2, quotes: 1, talks: 2, speakers: 3 },
      ...{ messagesShown: 2, messagesKept: 3, questions: 1 },
      ...{ likes: 60, reposts: 24, replies: 6, reach: null },
    });
    const counted = channels.map(({ channel, posts, measured, likes, reposts, replies }) => [
      ...[channel, posts, measured, likes, reposts, replies],
    ]);
    expect(counted).toEqual([
      ['bsky', 5, 3, 60, 24, 6],
      ['masto', 2, 0, null, null, null],
      ['linkedin', 1, 0, null, null, null],
      ['wall', 1, 0, null, null, null],
    ]);
    const untold = recapWith((rows) => {
      for (const id of ['debut:bsky', 'c01-intro:bsky', 'prix:bsky'])
        edit(rows, 'publication', id, { counts: undefined });
    });
    expect(untold.figures.likes).toBeNull();
  });

  test('NI60 every question counts, shown or not, and those answered, half of them within so long; an erased one counts nowhere', () => {
    expect(recapWith().figures).toMatchObject({ questions: 1, questionsAnswered: 0, answerMs: null });
    const askedMs = at('18:50');
    const answer = (rows: RowMap, id: string, minutes: number) =>
      edit(rows, 'message', id, { question: true, askedMs, answeredMs: askedMs + minutes * 60_000 });
    const told = recapWith((rows) => {
      answer(rows, 'm1', 40);
      answer(rows, 'm2', 5);
      answer(rows, 'm3', 12);
    });
    expect(told.figures).toMatchObject({ questions: 3, questionsAnswered: 3, answerMs: 12 * 60_000 });
    const without = recapWith((rows) => {
      answer(rows, 'm2', 5);
      answer(rows, 'm3', 12);
      edit(rows, 'message', 'm3', { erased: true, author: '', words: '' });
    });
    expect(without.figures).toMatchObject({ questions: 1, questionsAnswered: 1, answerMs: 5 * 60_000 });
  });

  test('RE8 each speaker has the posts about them: of their talk, naming them, showing them, awarding them', () => {
    const told = recapWith().speakers.map(({ id, posts, photos, quotes }) => [id, posts, photos, quotes]);
    expect(told).toEqual([
      ['p01', ['c01-intro', 'c01-citation', 'prix'], 0, 1],
      ['p02', ['c02-photo'], 1, 0],
      ['p03', [], 0, 0],
    ]);
    expect(recapWith().speakers[0]).toMatchObject({
      name: 'Maëlys Tournepierre',
      affiliation: 'Université de Strasbourg',
      title: 'Rôle des microARN circulants',
    });
    const named = recapWith((rows) => edit(rows, 'text', 'bilan-words', { words: 'Merci @{p03|full}' }));
    expect(named.speakers[2]?.posts).toEqual(['bilan']);
  });

  test('RE9 a winner is told once a post that announces the prize has been fired, or the show is over', () => {
    const winners = (recap: Recap) => recap.prizes.map(({ id, winner }) => [id, winner?.name]);
    expect(winners(recapWith())).toEqual([
      ['jury-1', 'Maëlys Tournepierre'],
      ['public', undefined],
    ]);
    const waiting = (rows: RowMap) => edit(rows, 'post', 'prix', { state: 'approved' });
    expect(winners(recapWith(waiting))[0]).toEqual(['jury-1', undefined]);
    const over = recapWith((rows) => {
      waiting(rows);
      edit(rows, 'show', 'finale', { endedMs: NOW });
    });
    expect(winners(over)[0]).toEqual(['jury-1', 'Maëlys Tournepierre']);
  });

  test('RE10 of the audience’s messages, those shown are told, in the order they were said', () => {
    expect(recapWith().messages.map(({ author, question }) => [author, question])).toEqual([
      ['Camille B.', false],
      ['@Prof', true],
    ]);
  });

  test('RE11 an erased person is named nowhere', () => {
    const recap = recapWith((rows) => {
      edit(rows, 'person', 'p02', { name: '', erased: true });
      edit(rows, 'segment', 'c02', { people: ['p02', 'p04'] });
    });
    expect(recap.speakers.map(({ id }) => id)).toEqual(['p01', 'p03']);
    expect(recap.people.map(({ id }) => id)).not.toContain('p02');
  });

  test('RE12 it is of the documented shape, and the same rows make the same recap', () => {
    const recap = recapWith();
    expect(v.parse(recapSchema, JSON.parse(JSON.stringify(recap)))).toEqual(recap);
    expect(recapOf(new RowMap([...evening().every()].reverse()), NOW)).toEqual(recap);
    expect(recapOf(new RowMap(), NOW)).toBeUndefined();
  });

  test('RE12 every published place of every post is told once', () => {
    const places = saidIn(recapWith()).flatMap(placesOf);
    expect(new Set(places.map(({ publication }) => publication)).size).toBe(places.length);
    expect(places.length).toBe(9);
  });
});
