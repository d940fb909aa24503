import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asTyped, correctionBetween, withoutCorrection } from '../../../client/staff/compose/typesetting.ts';
import { typesetAll, typesetBehind } from '../../../client/staff/compose/typing.ts';
import { typeset } from '../../../shared/text/typography.ts';

const at = (marked: string) => ({ words: marked.replace('|', ''), caret: marked.indexOf('|') });

/** Types words letter by letter as the composer does, with the last correction at hand. */
function typing(letters: string, keep: readonly string[] = [], from = at('|')) {
  let now = from;
  let correction: ReturnType<typeof correctionBetween> | undefined;
  for (const letter of letters) {
    now = { words: now.words.slice(0, now.caret) + letter + now.words.slice(now.caret), caret: now.caret + 1 };
    const set = typesetBehind(now, 'fr', { keep });
    if (!set) continue;
    correction = correctionBetween(now.words, set.words);
    now = set;
  }
  return { now, correction };
}

describe('a correction of typography', () => {
  test('TX122 is taken back by itself: what was typed since stays, and the caret among it', () => {
    const { now, correction } = typing('Bravo ! Et la suite');
    expect(now.words).toBe('Bravo\u202F! Et la suite');
    expect(correction).toEqual({ typed: 'Bravo !', set: 'Bravo\u202F!', at: 0 });
    expect(correction && withoutCorrection(now, correction)).toEqual(at('Bravo ! Et la suite|'));
  });

  test('TX122 is taken back where it stands, though words came before it', () => {
    const { now, correction } = typing('Bravo ! ');
    if (!correction) throw new Error('no correction');
    const moved = { words: `Oui. ${now.words}`, caret: 2 };
    expect(withoutCorrection(moved, correction)).toEqual({ words: 'Oui. Bravo ! ', caret: 2 });
    expect(withoutCorrection(at('Tout est effacé|'), correction)).toBeUndefined();
  });

  test('TX123 is not made again to those words, and is to others', () => {
    const { now, correction } = typing('Bravo ! ');
    const back = correction && withoutCorrection(now, correction);
    const keep = asTyped(back?.words ?? '', 'fr');
    expect(keep).toEqual(['Bravo !']);
    const on = typing('Quoi ? Bravo ! ', keep, back).now;
    expect(on.words).toBe('Bravo ! Quoi\u202F? Bravo ! ');
    expect(typesetAll(on, 'fr', { keep }).words).toBe(on.words);
    expect(
      typesetAll({ words: 'Il dit "non" à 19h15', caret: 0 }, 'fr', { keep: asTyped('Il dit "non" à 19h15', 'fr') })
        .words,
    ).toBe('Il dit "non" à 19h15');
  });

  test('TX123 whatever words a person left, opening them again changes none of them', () => {
    const piece = fc.constantFrom(
      'Bravo',
      ' ',
      '!',
      '?',
      ' : ',
      '"',
      '« ',
      ' »',
      "l'",
      '19h15',
      '\n',
      '…',
      '12:30',
      '3 000',
      '50 %',
      '#tag',
      '@{p01}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const words = pieces.join('');
        const { typed, set, at: from } = correctionBetween(words, typeset(words, 'fr'));
        expect(words.slice(0, from) + set + words.slice(from + typed.length)).toBe(typeset(words, 'fr'));
        const back = withoutCorrection({ words: typeset(words, 'fr'), caret: 0 }, { typed, set, at: from });
        expect(back?.words).toBe(words);
      }),
    );
    for (const words of [
      'Bravo ! Il dit "oui" : à 19h15.',
      'Ligne un !\nligne deux ; fin',
      "C'est l'heure",
      '« non » ?',
    ])
      expect(typeset(words, 'fr', { keep: asTyped(words, 'fr') })).toBe(words);
  });

  test('TX123 words that have their typography already leave nothing to remember', () => {
    expect(asTyped('Bravo\u202F! À 19\u00A0h\u00A015\u00A0: «\u00A0oui\u00A0»', 'fr')).toEqual([]);
    expect(asTyped('Wait : what ?', 'de')).toEqual([]);
  });
});
