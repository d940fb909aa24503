import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitWords } from '../../../client/wall/fitting.ts';

/** A box in which each character is half as wide as the type is high, and words that do not fit a line go to the next. */
const boxOf =
  (width: number, height: number) =>
  (words: string, px: number): number => {
    const perLine = Math.floor(width / (px / 2));
    let lines = 0;
    for (const paragraph of words.split('\n')) {
      let length = 0;
      lines += 1;
      for (const word of paragraph.split(' ')) {
        if (word.length > perLine) return Number.POSITIVE_INFINITY;
        const longer = length === 0 ? word.length : length + 1 + word.length;
        if (longer > perLine) lines += 1;
        length = longer > perLine ? word.length : longer;
      }
    }
    return (lines * px) / height;
  };
const bounds = { leastPx: 60, mostPx: 120 };
const LONG =
  'Le jury délibère depuis vingt minutes, et la salle s’impatiente. Seize finalistes, cinq prix, des heures de préparation. L’invitée raconte comment elle a failli abandonner. Les prix arrivent ! #MT180';

describe('the size of words', () => {
  test('WA30 words are as large as they fit, up to the most', () => {
    expect(fitWords('Bravo !', bounds, boxOf(1_700, 600))).toEqual({ px: 120, parts: ['Bravo !'] });
    const { px, parts } = fitWords(LONG, bounds, boxOf(1_700, 600));
    expect(parts).toEqual([LONG]);
    expect(boxOf(1_700, 600)(LONG, px)).toBeLessThanOrEqual(1);
    expect(boxOf(1_700, 600)(LONG, px * 1.041)).toBeGreaterThan(1);
  });

  test('WA30 they are never smaller than the last row needs: what does not fit then is read in parts, cut between sentences', () => {
    expect(fitWords(LONG, bounds, boxOf(900, 300))).toEqual({
      px: 60,
      parts: [
        'Le jury délibère depuis vingt minutes, et la salle s’impatiente. Seize finalistes, cinq prix, des heures de préparation.',
        'L’invitée raconte comment elle a failli abandonner. Les prix arrivent ! #MT180',
      ],
    });
  });

  test('WA30 a hashtag at the end is never alone on a part', () => {
    const { parts } = fitWords(`${LONG} `, bounds, boxOf(600, 240));
    expect(parts.at(-1)).toMatch(/\p{L}.* #MT180$/u);
  });

  test('WA30 a sentence too long for a part is cut between words, never inside a no-break space', () => {
    const sentence = `«\u00a0${'Mon doctorat tient dans une abeille qui compte '.repeat(6).trim()}\u00a0»`;
    const { parts } = fitWords(sentence, bounds, boxOf(900, 180));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.join(' ')).toBe(sentence);
    for (const part of parts) expect(part).not.toMatch(/^»|«$/);
  });

  test('WA30 whatever the words, nothing is lost or doubled, and each part fits unless it is one word that cannot', () => {
    const anyWords = fc.array(
      fc.constantFrom('mot', 'deux.', 'abeille', '#MT180', 'anticonstitutionnellement', 'oui !', '\n'),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(
        anyWords,
        fc.integer({ min: 200, max: 1_200 }),
        fc.integer({ min: 60, max: 500 }),
        (list, width, height) => {
          const words = list.join(' ').trim();
          const fits = boxOf(width, height);
          const { px, parts } = fitWords(words, bounds, fits);
          expect(px).toBeGreaterThanOrEqual(60);
          expect(parts.join(' ').replace(/\s+/g, ' ').trim()).toBe(words.replace(/\s+/g, ' ').trim());
          for (const part of parts) expect(fits(part, px) <= 1 || !/[^ \n] +[^ \n]/.test(part.trim())).toBe(true);
        },
      ),
    );
  });
});
