import { expect, test } from 'vitest';
import { unfitWords } from '../../../server/channels/x-words.ts';
import { measure } from '../../../shared/text/length.ts';
import { X_CASES } from '../../fixtures/x-conformance.ts';

test('TX102 before a call to X the server takes and refuses what twitter-text’s published cases say', async () => {
  expect(X_CASES.length).toBeGreaterThan(30);
  for (const { description, text, weightedLength, valid } of X_CASES) {
    const unfit = await unfitWords(text);
    // Nothing said may go with photos: what has neither is refused earlier, for all networks.
    expect([description, unfit === undefined]).toEqual([description, valid || text === '']);
    if (weightedLength > 280) expect(unfit?.reason).toBe(`too-long: ${weightedLength} > 280`);
  }
});

/** A phone has no list of all domains and no Punycode: these alone it weighs otherwise, and the server refuses them. */
const PHONES_DIFFER: readonly string[] = [
  'Handle a 64 character domain without protocol',
  'Do not allow > 140 CJK characters by virtue of a host of more than 63 punycode characters',
  'Tweet text containing directional characters should be considered valid',
];

test('TX103 a phone weighs the published cases as X does, but for hosts that no post has', () => {
  const differ = X_CASES.filter(({ text, weightedLength }) => measure('x', text).length !== weightedLength);
  expect(differ.map(({ description }) => description)).toEqual(PHONES_DIFFER);
});
