import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const client = join(import.meta.dirname, '../../client');
const files = [...globSync('**/*.fr.ts', { cwd: client }), 'words/fr.ts'].sort();

test.each(files)('the French of %s has its typography', async (file) => {
  const { fr } = (await import(join(client, file))) as { fr: object };
  const wrong = strings(fr, file).flatMap(([where, words]) => {
    const right = typographyOf(words);
    return right === words ? [] : [`${where}: ${visible(words)} should be ${visible(right)}`];
  });
  expect(wrong).toEqual([]);
});

test('no screen has words outside of its dictionary', () => {
  const screens = globSync('**/*.tsx', { cwd: client });
  const bare = screens.flatMap((file) =>
    [...readFileSync(join(client, file), 'utf8').matchAll(/>\s*([A-ZÀ-Þ][a-zà-ÿ’']+ [a-zà-ÿ][^<>{}=;()]*)</g)].map(
      (found) => `${file}: ${found[1]}`,
    ),
  );
  expect(bare).toEqual([]);
});

/** Every string, functions called with something of each shape, so that what they join is seen too. */
function strings(of: unknown, where: string): readonly (readonly [string, string])[] {
  if (typeof of === 'string') return [[where, of]];
  if (typeof of === 'function') {
    return [0, 1, 2, 30].map(
      (count) => [where, String(of(...Array.from({ length: of.length }, () => count)))] as const,
    );
  }
  if (typeof of !== 'object' || of === null) return [];
  return Object.entries(of).flatMap(([key, inside]) => strings(inside, `${where} ${key}`));
}

function typographyOf(words: string): string {
  return words
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/\.\.\./g, '…')
    .replace(/(?<=[\p{L}\p{N}»)”]) ?[ \u00A0]?([;!?])(?=\s|$)/gu, '\u202F$1')
    .replace(/(?<=[\p{L}\p{N}»)”])[ \u202F]?:(?=\s|$)/gu, '\u00A0:')
    .replace(/« ?(?=\S)/g, '«\u00A0')
    .replace(/(?<=\S) ?»/g, '\u00A0»')
    .replace(/«\u00A0+/g, '«\u00A0')
    .replace(/\u00A0+»/g, '\u00A0»')
    .replace(/(?<=\d) (?=(h|min|s|Mo|ko|%|px)(\P{L}|$))/gu, '\u00A0');
}

const visible = (words: string) => JSON.stringify(words.replaceAll('\u00A0', '⍽').replaceAll('\u202F', '⎵'));
