import { limitsOf, type Unit } from '../networks.ts';
import type { Network } from '../rows/channel.ts';
import { urlsIn } from './urls.ts';

export interface Measure {
  /** In `unit`. */
  readonly length: number;
  readonly limit: number;
  readonly unit: Unit | 'byte';
  readonly over: boolean;
  /** UTF-8 bytes, where the network limits those too. */
  readonly bytes?: number;
}

/**
 * Rendered words against a network's limit. Where only a second limit is passed (bytes, on Bluesky), that one is told,
 * so that a length over its limit is always what is shown.
 */
export function measure(network: Network, rendered: string): Measure {
  const limits = limitsOf(network);
  const length = lengthOn(network, rendered);
  if (limits.bytes === undefined) {
    return { length, limit: limits.length, unit: limits.unit, over: length > limits.length };
  }
  const bytes = utf8Length(rendered);
  if (bytes > limits.bytes && length <= limits.length) {
    return { length: bytes, limit: limits.bytes, unit: 'byte', over: true, bytes };
  }
  return { length, limit: limits.length, unit: limits.unit, over: length > limits.length, bytes };
}

/** The length of rendered words, as that network counts it. */
export function lengthOn(network: Network, rendered: string): number {
  if (network === 'mastodon') return mastodonLength(rendered);
  switch (limitsOf(network).unit) {
    case 'weighted':
      return weightedLength(rendered);
    case 'grapheme':
      return graphemes(rendered);
    case 'emoji-bytes':
      return lengthWithEmojiBytes(rendered);
    case 'utf16':
      return rendered.length;
  }
}

// twitter-text's configuration 3: these code points weigh one, any other two, and an emoji two however it is made.
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
const URL_WEIGHT = 23;
const EMOJI = /\p{RGI_Emoji}|[0-9#*]\u20E3|\p{Emoji_Presentation}|[\p{Extended_Pictographic}--[©®]](?!\uFE0E)/gv;

/** What X counts: an URL 23, an emoji 2, a letter beyond the alphabets of Europe and the Near East 2. */
function weightedLength(rendered: string): number {
  const words = rendered.normalize('NFC');
  let weight = 0;
  let from = 0;
  for (const { start, end } of urlsIn(words, { bare: true })) {
    weight += weightWithoutUrls(words.slice(from, start)) + URL_WEIGHT;
    from = end;
  }
  return weight + weightWithoutUrls(words.slice(from));
}

function weightWithoutUrls(words: string): number {
  let weight = 0;
  const rest = words.replace(EMOJI, () => {
    weight += 2;
    return '';
  });
  for (const character of rest) weight += isLight(character.codePointAt(0) ?? 0) ? 1 : 2;
  return weight;
}

const isLight = (point: number): boolean => LIGHT.some(([first, last]) => point >= first && point <= last);

const PLACE_OF_URL = 'x'.repeat(URL_WEIGHT);

/** Graphemes, an URL counting 23 and `@somebody@their.server` counting `@somebody`, as Mastodon's own composer does. */
function mastodonLength(rendered: string): number {
  let words = '';
  let from = 0;
  for (const { start, end } of urlsIn(rendered, { bare: false })) {
    words += rendered.slice(from, start) + PLACE_OF_URL;
    from = end;
  }
  words += rendered.slice(from);
  return graphemes(words.replace(/(^|[^/\w])@([a-z0-9_]+)@[a-z0-9.-]+[a-z0-9]+/gi, '$1@$2'));
}

/** Threads counts characters, but an emoji for its UTF-8 bytes. */
function lengthWithEmojiBytes(rendered: string): number {
  let bytes = 0;
  const rest = rendered.replace(EMOJI, (emoji) => {
    bytes += utf8Length(emoji);
    return '';
  });
  return bytes + graphemes(rest);
}

let segmenter: Intl.Segmenter | undefined;
const ASCII = /^[\x20-\x7e]*$/;

function graphemes(words: string): number {
  if (ASCII.test(words)) return words.length;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const _ of segmenter.segment(words)) count += 1;
  return count;
}

/** Bytes once encoded; a lone surrogate counts as the replacement character it becomes. */
export function utf8Length(words: string): number {
  let bytes = 0;
  for (const character of words) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
