import type { Stretch } from '../../shared/text/urls.ts';

/** The only addresses that become links: whatever a person typed or a network answered. */
export const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url);

/**
 * Web addresses in words, of any domain; the punctuation that ends a sentence is not theirs. Wider than what networks
 * count as one: here a reader follows it.
 */
export function webAddressesIn(words: string): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const match of words.matchAll(/https?:\/\/[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?…)\]'’]/giu)) {
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
