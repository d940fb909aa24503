import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measure } from '../../../shared/text/length.ts';
import { hashtagsCutShort, middleDots, typeset } from '../../../shared/text/typography.ts';

/** No-break spaces made visible: ⍽ is U+00A0, · is U+202F. */
const seen = (words: string) => words.replaceAll('\u00A0', '⍽').replaceAll('\u202F', '·');
const french = (words: string) => seen(typeset(words, 'fr'));

describe('typography', () => {
  test.each([
    ['Bravo!', 'Bravo·!'],
    ['Bravo !', 'Bravo·!'],
    ['un; deux', 'un·; deux'],
    ['Quoi?!', 'Quoi·?!'],
    ['Vraiment (?)', 'Vraiment (?)'],
    ['Ah... ?', 'Ah…·?'],
    ['?', '?'],
  ])('TX1 a narrow no-break space stands before ; ! ? in French: %s', (typed, set) => {
    expect(french(typed)).toBe(set);
  });

  test.each([
    ['Note: voir', 'Note⍽: voir'],
    ['«Bonjour»', '«⍽Bonjour⍽»'],
    ['« Bonjour », dit-elle', '«⍽Bonjour⍽», dit-elle'],
    ['"Bonjour", dit-elle', '«⍽Bonjour⍽», dit-elle'],
    ['dit: « oui »; « non »!', 'dit⍽: «⍽oui⍽»·; «⍽non⍽»·!'],
  ])('TX2 a no-break space stands before : and inside « » in French: %s', (typed, set) => {
    expect(french(typed)).toBe(set);
  });

  test.each([
    ['17h15', '17⍽h⍽15'],
    ['dès 18 h 30 avec', 'dès 18⍽h⍽30 avec'],
    ['18h00', '18⍽h'],
    ['09h05', '9⍽h⍽05'],
    ['10h-12h', '10⍽h-12⍽h'],
    ['A4h', 'A4h'],
    ['18h30min', '18h30min'],
  ])('TX3 a French hour is 17 h 15, a full one 18 h, with no-break spaces: %s', (typed, set) => {
    expect(french(typed)).toBe(set);
  });

  test.each([
    ["l'eau d'@{p01} aujourd'hui", 'l’eau d’@{p01} aujourd’hui'],
    ["rock 'n' roll", "rock 'n' roll"],
  ])('TX4 a straight apostrophe after a letter becomes ’: %s', (typed, set) => {
    expect(french(typed)).toBe(set);
    expect(typeset("don't", 'en')).toBe('don’t');
  });

  test.each([
    'https://a.fr/b?c=d:e;f=1',
    'mt180.example/direct?x=1:2',
    '@maelys-tournepierre.example',
    '@unistra@social.example',
    'equipe@social.example',
    '#MT180',
    '{time:c01}',
    '@{p01|full}',
    'à 12:30',
    '16:9',
    'oui :) non ;-)',
    'bravo :tada: encore',
    "#C'estParti",
  ])('TX5 URLs, handles, hashtags, tokens, 12:30 and smileys are left as typed: %s', (typed) => {
    expect(typeset(typed, 'fr')).toBe(typed);
    expect(typeset(`Voir ${typed} ici`, 'fr')).toBe(`Voir ${typed} ici`);
  });

  test('TX5 what follows an URL, a hashtag or a token is set all the same', () => {
    expect(french('Voir https://a.fr/b ?')).toBe('Voir https://a.fr/b·?');
    expect(french('#MT180!')).toBe('#MT180·!');
    expect(french('{winner}!')).toBe('{winner}·!');
  });

  test('TX6 any language is composed (NFC); only French and English are set', () => {
    expect(typeset('Tra\u0302\u0300n', 'vi')).toBe('Trần');
    expect(typeset("¡Hola! it's", 'es')).toBe("¡Hola! it's");
    expect(typeset('Bravo!', 'en')).toBe('Bravo!');
    expect(typeset('Bravo!', 'fr-CH')).toBe('Bravo\u202F!');
  });

  test.each([
    ['50% des 16 000 à 3€', '50⍽% des 16·000 à 3⍽€'],
    ['n°1', 'n°⍽1'],
    ['06 12 34 56 78 en 2027 300', '06 12 34 56 78 en 2027 300'],
  ])('TX7 no line breaks between a figure and its sign, nor inside thousands: %s', (typed, set) => {
    expect(french(typed)).toBe(set);
  });

  test('TX8 setting twice is setting once', () => {
    const piece = fc.constantFrom(
      ...['a', 'é', 'L', '3', '12', '000', ' ', '  ', '\u00A0', '\u202F', '\n', "'", '’', '"', '«', '»', '(', ')'],
      ...[':', ';', '!', '?', '.', '...', '…', '-', '/', '%', '€', 'n°', 'h', '17h15', '18 h', '12:30', '\uFFFC'],
      ...[
        '@{p01}',
        '{time:next}',
        '{',
        '}',
        '#MT180',
        '#',
        '@',
        '@ab.example',
        'https://a.fr/b?c',
        'cnrs.fr',
        ':)',
        ':a1:',
      ],
      ...['e\u0301', '\u0301', '👍'],
    );
    const words = fc.oneof(
      fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(words, fc.constantFrom('fr', 'en', 'de'), (typed, language) => {
        const once = typeset(typed, language);
        expect(typeset(once, language)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  test('TX8 nothing but spaces, quotes, apostrophes, dots and hours changes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const letters = (words: string) => words.normalize('NFC').replace(/[^\p{L}]/gu, '');
        expect(letters(typeset(typed, 'fr')).toLowerCase()).toBe(letters(typed).toLowerCase());
      }),
    );
  });

  test('TX9 a hashtag cut short by an apostrophe or a hyphen is named', () => {
    expect(hashtagsCutShort("Et #C'estParti à #Saint-Malo avec l’#été #MT180")).toEqual([
      { start: 3, end: 14, text: "#C'estParti", cut: '#C' },
      { start: 17, end: 28, text: '#Saint-Malo', cut: '#Saint' },
    ]);
    expect(hashtagsCutShort('https://a.fr/#un-deux a#b-c')).toEqual([]);
  });

  test.each([
    ['à 30 km de Lille, 5 min à pied', 'à 30⍽km de Lille, 5⍽min à pied'],
    ['20 °C et 3 Go', '20⍽°C et 3⍽Go'],
    ['30km', '30km'],
    ['180 secondes, 3 maîtres', '180 secondes, 3 maîtres'],
  ])('TX120 a unit stays with its number where a space parts them: %s', (typed, set) => {
    expect(french(typed)).toBe(set);
  });

  test('TX121 stretches that are kept stay as typed, whatever is in them, and the rest is set', () => {
    expect(seen(typeset('Bravo ! Oui ! (a+b)* ?', 'fr', { keep: ['Bravo !', '(a+b)* ?'] }))).toBe(
      'Bravo ! Oui·! (a+b)* ?',
    );
    expect(seen(typeset("L'eau : d'eau", 'fr', { keep: ["L'eau :", "L'eau"] }))).toBe("L'eau : d’eau");
  });

  test('TX124 for X alone a no-break space does for the narrow one, which X counts double', () => {
    const narrow = typeset('Bravo ! 3 000 fois ; encore', 'fr');
    const ordinary = typeset('Bravo ! 3 000 fois ; encore', 'fr', { narrow: '\u00A0' });
    expect(seen(ordinary)).toBe('Bravo⍽! 3⍽000 fois⍽; encore');
    expect(measure('x', narrow).length - measure('x', ordinary).length).toBe(3);
    expect(typeset(ordinary, 'fr', { narrow: '\u00A0' })).toBe(ordinary);
  });

  test('TX125 words with a middle dot are found, and a dot between words is none', () => {
    expect(middleDots('Les candidat·es et les doctorant·e·s · à 19 h')).toEqual(['candidat·es', 'doctorant·e·s']);
  });
});
