import { describe, expect, test } from 'vitest';
import { runSheetHtml } from '../../../server/out/run-sheet.ts';
import { ENGLISH } from '../../../server/out/words-en.ts';
import { FRENCH } from '../../../server/out/words-fr.ts';
import type { RowMap } from '../../../shared/rows/rows.ts';
import { typeset } from '../../../shared/text/typography.ts';
import { at, evening } from '../../fixtures/evening.ts';
import { edit } from '../recap/recap-of-evening.ts';

const sheetOf = (rows: RowMap, atMs = at('17:30')): string => (runSheetHtml(rows, atMs)?.pieces ?? []).join('');
/** Everything a reader reads. */
const textOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00A0\u202F]+/g, ' ');

describe('run sheet', () => {
  test('OU6 each segment stands under its rooms with its hour, people, handles and limits', () => {
    const rows = evening();
    edit(rows, 'segment', 'c03', { rooms: ['scene', 'hall'], restrictions: ['no-quote'] });
    edit(rows, 'person', 'p03', { imageRights: 'refused' });
    const text = textOf(sheetOf(rows));
    const [, stage = '', hall = ''] = / Grande scène (.*) Hall (.*)$/.exec(text) ?? [];
    expect(stage).toContain('18 h 41 1/3 – Maëlys Tournepierre prévu à 18 h 38');
    expect(stage).toContain('Maëlys Tournepierre , Université de Strasbourg Rôle des microARN circulants');
    expect(stage).toContain('Bluesky @maelys.example · Mastodon @maelys@social.example');
    expect(stage).toContain('Discours du mécène annulé');
    for (const room of [stage, hall]) expect(room).toContain('X @ex_anatole image refusée pas de citation');
    expect(stage).toContain('Linh Đan Trần-Belorme , Institut libre Apprentissage fédéré aucun compte connu');
  });

  test('OU6 each post has its cue, state, words for each network, and who is behind it', () => {
    const rows = evening();
    edit(rows, 'text', 'c01-intro-words', { words: 'Voici @{p01}, à {time:c02}' });
    edit(rows, 'post', 'c01-intro', { state: 'approved', owner: 'loane' });
    const cue = { kind: 'segment', segment: 'c01', edge: 'start', offsetMs: -30_000 };
    edit(rows, 'approval', 'c01-intro-ok', { cue });
    edit(rows, 'post', 'c01-intro', { cue });
    const text = textOf(sheetOf(rows));
    expect(text).toContain('18 h 40 , 30 s avant le début · présentation · validé');
    expect(text).toContain('Voici @maelys.example, à 18 h 46 Bluesky Voici @maelys@social.example, à 18 h 46 Mastodon');
    expect(text).toContain('Voici Maëlys Tournepierre, à 18 h 46 Mur');
    expect(text).toContain('suivi par Loane Vermeillac');
    expect(text).toContain('Bluesky @mt180.example');
    expect(text).toContain('Loane Vermeillac (rédaction)');
    expect(text).toContain('validé par Naïma Courtefeuille');
  });

  test('OU7 one file: no script, nothing loaded, set for A4, and everything anyone wrote is escaped', () => {
    const rows = evening();
    edit(rows, 'segment', 'c01', { title: '<script>alert(1)</script>"' });
    const html = sheetOf(rows);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;');
    expect(html).not.toMatch(/<script|<link|src=|url\((?!data:)|@import/);
    expect(html).toContain('@page {');
    expect(html).toMatch(/Content-Security-Policy" content="default-src &#39;none&#39;/);
  });

  test('OU8 a winner not told yet is not on paper, nor what is in the bin or erased', () => {
    const rows = evening();
    edit(rows, 'text', 'prix-words', { words: 'Bravo à {winner}' });
    expect(textOf(sheetOf(rows))).toContain('Bravo à Maëlys Tournepierre');
    edit(rows, 'post', 'prix', { state: 'approved', firedMs: undefined });
    const text = textOf(sheetOf(rows));
    expect(text).toContain('Bravo à {winner}');
    expect(text).not.toContain('SECRET-RETIRE');
  });
});

test('OU17 the words of what leaves the team have their typography in both languages', () => {
  const said = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return said(value('x', 'y', 'z'));
    return value && typeof value === 'object' ? Object.values(value).flatMap(said) : [];
  };
  const all = (words: typeof FRENCH) => {
    const { hour: _, kit, ...rest } = words;
    const { suggestions, ...others } = kit;
    return [...said(rest), ...said(others), ...suggestions({ name: 'x', day: 'y', hour: 'z', tags: '#t' })];
  };
  for (const words of all(FRENCH)) expect(typeset(words, 'fr')).toBe(words);
  for (const words of all(ENGLISH)) expect(typeset(words, 'en')).toBe(words);
});
