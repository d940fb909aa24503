import { reasonWith } from '../../shared/network-reason.ts';
import { limitsOf } from '../../shared/networks.ts';
import { measure } from '../../shared/text/length.ts';
import { fieldsOf, listOf, textOf } from './answers.ts';
import type { Parcel, Refused } from './channel.ts';

/**
 * Why X would not take these words, by its own library: phones weigh them with a smaller list of domains, and X has the
 * last word before the call that is paid for. Words that say nothing may go with photos.
 */
export async function unfitWords(words: string): Promise<Refused | undefined> {
  // Loaded when used: it is large, and most servers publish nothing on X.
  const { parseTweet } = (await import('twitter-text')).default;
  const { valid, weightedLength } = parseTweet(words);
  const { length: limit } = limitsOf('x');
  if (weightedLength > limit) {
    return { outcome: 'refused', reason: reasonWith('too-long', `${weightedLength} > ${limit}`) };
  }
  if (valid || words === '') return undefined;
  return { outcome: 'refused', reason: reasonWith('refused', 'characters that X does not take') };
}

/** The words of one part of a thread that stands alone: with its number, where there is room for it. */
export function numbered({ payload, thread }: Parcel): string {
  if (!thread) return payload.words;
  const words = `${payload.words} ${thread.n}/${thread.of}`;
  return measure('x', words).over ? payload.words : words;
}

/**
 * Whether a post says these words. X gives back its own short links in place of ours, one more for the photos, and the
 * three characters of markup escaped.
 */
export function says(post: Readonly<Record<string, unknown>>, words: string): boolean {
  return comparable(expanded(post)) === comparable(words);
}

/** A post's words as they were sent. */
export function expanded(post: Readonly<Record<string, unknown>>): string {
  let words = textOf(post.text) ?? '';
  for (const url of listOf(fieldsOf({ body: post.entities }).urls)) {
    const short = textOf(url.url);
    if (short === undefined) continue;
    const isPhoto = url.media_key !== undefined || /\/(photo|video)\/\d+$/.test(String(url.expanded_url));
    words = words.replaceAll(short, () => (isPhoto ? '' : (textOf(url.expanded_url) ?? short)));
  }
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}

/** A bare domain comes back with a scheme, and a link without its last slash. */
const comparable = (words: string): string =>
  words
    .normalize('NFC')
    .replace(/https?:\/\//g, '')
    .replace(/\/(?=\s|$)/g, '')
    .trim();
