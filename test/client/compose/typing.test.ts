import { expect, test } from 'vitest';
import { inserted, mentionAt, typesetAll, typesetBehind } from '../../../client/staff/compose/typing.ts';

const at = (marked: string) => ({ words: marked.replace('|', ''), caret: marked.indexOf('|') });

test('CO12 French typography is set as a word is left, and the caret stays behind it', () => {
  expect(typesetBehind(at("L'heure : 19h15 |et"), 'fr')).toEqual(at('L’heure\u00A0: 19\u00A0h\u00A015 |et'));
  expect(typesetBehind(at("L'heure|"), 'fr')).toBeUndefined();
  expect(typesetBehind(at('Rien à faire |'), 'fr')).toBeUndefined();
  expect(typesetBehind(at("Wait : it's 19h15 |"), 'de')).toBeUndefined();
});

test('CO12 a token that is being typed is left alone', () => {
  expect(typesetBehind(at("C'est @{Anne |"), 'fr')).toBeUndefined();
});

test('CO12 the whole is set at once on demand, with the caret among the same letters', () => {
  expect(typesetAll(at('Bravo !| "Oui"'), 'fr')).toEqual(at('Bravo\u202F!| «\u00A0Oui\u00A0»'));
});

test('CO13 a name is looked for after an @ that begins a word, up to three words', () => {
  expect(mentionAt(at('Merci @ma|'))).toEqual({ from: 6, query: 'ma' });
  expect(mentionAt(at('@Maëlys Tou|'))).toEqual({ from: 0, query: 'Maëlys Tou' });
  expect(mentionAt(at('a@b|'))).toBeUndefined();
  expect(mentionAt(at('@{p01} et|'))).toBeUndefined();
  expect(mentionAt(at('@un deux trois quatre|'))).toBeUndefined();
});

test('what is inserted takes the place of what was selected', () => {
  expect(inserted('Bonsoir à tous', { from: 8, to: 9 }, 'et')).toEqual({ words: 'Bonsoir et tous', caret: 10 });
});
