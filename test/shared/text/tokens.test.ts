import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RowMap } from '../../../shared/rows/rows.ts';
import { literalHours } from '../../../shared/text/literal-hours.ts';
import { problemsIn } from '../../../shared/text/token-problems.ts';
import { parseTokens, type RenderOptions, render } from '../../../shared/text/tokens.ts';
import { at, evening } from '../../fixtures/evening.ts';

const rows = evening();
const on = (words: string, options: Partial<RenderOptions> = {}) =>
  render(words, { rows, network: 'bluesky', atMs: at('18:50'), fills: {}, ...options });

describe('tokens', () => {
  test('TX30 a mention is the handle on that network, else the name', () => {
    expect(on('Avec @{p01} !')).toBe('Avec @maelys.example !');
    expect(on('Avec @{p01} !', { network: 'mastodon' })).toBe('Avec @maelys@social.example !');
    expect(on('Avec @{p01} !', { network: 'wall' })).toBe('Avec Maëlys Tournepierre !');
    expect(on('@{p02}', { network: 'x' })).toBe('Linh Đan Trần-Belorme');
  });

  test('TX31 a full mention is the name with the handle in brackets, or the name alone', () => {
    expect(on('@{p01|full}')).toBe('Maëlys Tournepierre (@maelys.example)');
    expect(on('@{p01|full}', { network: 'x' })).toBe('Maëlys Tournepierre');
  });

  test('TX32 {time:…} is the expected hour in the show’s zone and the post’s language', () => {
    expect(on('à {time:ouverture}')).toBe('à 18\u00A0h\u00A030');
    expect(on('at {time:c01}', { language: 'en' })).toBe('at 18:41');
    expect(on('{time:prix-1}', { atMs: at('18:50') })).toBe('19\u00A0h\u00A005');
    expect(on('{time:c03}', { atMs: at('19:01') })).toBe('19\u00A0h\u00A001');
  });

  test('TX33 {time:next} is what comes after the post’s segment and has not begun; with no segment, what comes soonest', () => {
    expect(on('{time:next}', { segment: 'c02' })).toBe('18\u00A0h\u00A055');
    expect(on('{time:next}', { segment: 'ouverture' })).toBe('18\u00A0h\u00A055');
    expect(on('{time:next}', { segment: 'c03' })).toBe('19\u00A0h\u00A005');
    expect(on('{time:next}')).toBe('18\u00A0h\u00A055');
    expect(on('{time:next}', { segment: 'prix-1' })).toBe('{time:next}');
  });

  test('TX34 a slot is what fills it; a winner is a full mention, with the affiliation and title that are theirs', () => {
    const words = 'Attribué à {winner} ({university}) pour « {thesis} »';
    expect(on(words, { fills: { winner: 'p01' } })).toBe(
      'Attribué à Maëlys Tournepierre (@maelys.example) (@unistra.example) pour « Rôle des microARN circulants »',
    );
    expect(on(words, { fills: { winner: 'p02' }, network: 'wall' })).toBe(
      'Attribué à Linh Đan Trần-Belorme (Institut libre) pour « Apprentissage fédéré »',
    );
    expect(on('« {citation} »', { fills: { citation: 'L’abeille compte' } })).toBe('« L’abeille compte »');
    expect(on('{winner-2} et {thesis-2}', { fills: { 'winner-2': 'p02', winner: 'p01' } })).toBe(
      'Linh Đan Trần-Belorme et Apprentissage fédéré',
    );
  });

  test('TX34 a winner who is no person of the show goes out in the words typed', () => {
    expect(on('{winner} ({university})', { fills: { winner: 'La salle', university: 'Nancy' } })).toBe(
      'La salle (Nancy)',
    );
  });

  test('TX35 a fill may name people and hours, never open a slot', () => {
    expect(
      on('{citation}', { fills: { citation: '@{p01} à {time:ouverture}, {citation} {winner}', winner: 'p01' } }),
    ).toBe('@maelys.example à 18\u00A0h\u00A030, {citation} {winner}');
  });

  test('TX36 what is unknown, empty, erased or without an hour stands as typed', () => {
    const words =
      '@{p99} @{p04|full} {time:c99} {time:discours} {citation} {constructor} {texte libre} {winner} {thesis}';
    expect(on(words, { fills: { citation: '' } })).toBe(words);
  });

  test('TX100 {hashtags} is what the channel has, else the show’s main one; none leaves no space behind', () => {
    expect(on('Bonsoir {hashtags}', { hashtags: ['#MT180', '#Nantes'] })).toBe('Bonsoir #MT180 #Nantes');
    expect(on('Bonsoir {hashtags}')).toBe('Bonsoir #MT180');
    expect(on('Bonsoir {hashtags}', { hashtags: [] })).toBe('Bonsoir');
    expect(on('Bonsoir {hashtags} à tous', { hashtags: [] })).toBe('Bonsoir à tous');
    expect(problemsIn('{hashtags}', rows, [])).toEqual([]);
  });

  test('TX36 with no token nothing changes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        fc.pre(!words.includes('{'));
        expect(on(words)).toBe(words);
      }),
    );
  });

  test('TX37 what would go out as typed is named, with its place', () => {
    const words = '@{p99} @{p04} {time:c99} {time:discours} {time:next} {texte libre} @{p01} {citation} {thesis}';
    expect(problemsIn(words, rows, [{ name: 'winner' }]).map(({ code, token }) => [code, token.raw])).toEqual([
      ['unknown-person', '@{p99}'],
      ['unknown-person', '@{p04}'],
      ['unknown-segment', '{time:c99}'],
      ['cancelled-segment', '{time:discours}'],
      ['odd-braces', '{texte libre}'],
      ['unknown-slot', '{citation}'],
    ]);
    expect(problemsIn('@{p01|full} à {time:c03}', rows)).toEqual([]);
  });

  test('TX38 tokens are found in order with their places', () => {
    const words = '@{p01|full} {time:next} {winner} @{p01|half} { a';
    expect(parseTokens(words)).toEqual([
      { start: 0, end: 11, raw: '@{p01|full}', kind: 'mention', person: 'p01', full: true },
      { start: 12, end: 23, raw: '{time:next}', kind: 'time', segment: 'next' },
      { start: 24, end: 32, raw: '{winner}', kind: 'slot', name: 'winner' },
      { start: 33, end: 44, raw: '@{p01|half}', kind: 'odd' },
    ]);
  });

  test('TX39 hours typed as such are found, those of tokens and URLs are not', () => {
    const found = (words: string) => literalHours(words).map(({ text, minutes }) => [text, minutes]);
    expect(found('dès 18\u00A0h\u00A030, 9h05 ou 18 h ; à 12:30, midi')).toEqual([
      ['18\u00A0h\u00A030', 1110],
      ['9h05', 545],
      ['18 h', 1080],
      ['12:30', 750],
      ['midi', 720],
    ]);
    expect(found('at 6:30 pm, 7 p.m., noon')).toEqual([
      ['6:30 pm', 1110],
      ['7 p.m.', 1140],
      ['noon', 720],
    ]);
    expect(found('{time:c01} https://a.fr/18h30 48h A4h après-midi 1:234 16/16')).toEqual([]);
    expect(literalHours('à {time:c01} puis 9h')).toEqual([{ start: 18, end: 20, text: '9h', minutes: 540 }]);
  });

  test('TX30 a corrected handle goes out as corrected', () => {
    const corrected: RowMap = evening();
    const person = corrected.get('person', 'p01');
    if (!person) throw new Error('no p01');
    corrected.put({ ...person, handles: { bluesky: 'maelys-t.example' } });
    expect(on('@{p01}', { rows: corrected })).toBe('@maelys-t.example');
  });
});
