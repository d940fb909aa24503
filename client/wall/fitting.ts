/** Words at the largest size that fits a box; cut into parts where even the least size is too large for all of them. */
export interface Fitted {
  readonly px: number;
  readonly parts: readonly string[];
}
interface Bounds {
  readonly leastPx: number;
  readonly mostPx: number;
}
/** How much of the box's height some words take at a size; Infinity: a word is wider than the box. */
type Share = (words: string, px: number) => number;
type Fits = (part: string) => boolean;

/** Each look is a layout, on a slow computer too: the size is sought to within this much. */
const CLOSE_ENOUGH = 0.02;
/** How far from a first guess the size is, mostly. */
const NEAR = 0.05;
/** A last sentence this short (a hashtag) never stands alone on a part. */
const SHORT_WORDS = 3;

/**
 * The largest size at which the words fit, or nearly. Never below the least, which the last row needs: what does not fit
 * then is read in parts, cut between sentences, else between words.
 */
export function fitWords(words: string, { leastPx, mostPx }: Bounds, share: Share): Fitted {
  const most = share(words, mostPx);
  if (most <= 1) return { px: mostPx, parts: [words] };
  if (share(words, leastPx) > 1) {
    return { px: leastPx, parts: partsOf(words, (part) => share(part, leastPx) <= 1) };
  }
  let low = leastPx;
  let high = mostPx;
  // Half the size takes a quarter of the room.
  let px = mostPx / Math.sqrt(most);
  for (let near = true; high - low > low * CLOSE_ENOUGH; near = false) {
    const middle = (low + high) / 2;
    if (px <= low || px >= high) px = middle;
    const fits = share(words, px) <= 1;
    if (fits) low = px;
    else high = px;
    const next = px * (fits ? 1 + NEAR : 1 - NEAR);
    px = near && next > low && next < high ? next : (low + high) / 2;
  }
  return { px: low, parts: [words] };
}

function partsOf(words: string, fits: Fits): readonly string[] {
  const pieces = sentencesOf(words).flatMap((sentence) => (fits(sentence) ? [sentence] : wordsOf(sentence)));
  const parts: string[] = [];
  let part = '';
  for (const piece of pieces) {
    if (part !== '' && !fits((part + piece).trim())) {
      parts.push(part.trim());
      part = '';
    }
    part += piece;
  }
  if (part.trim() !== '') parts.push(part.trim());
  return parts;
}

function sentencesOf(words: string): readonly string[] {
  const sentences: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(words)) {
    const last = sentences.length - 1;
    if (last >= 0 && segment.trim().split(/\s+/).length <= SHORT_WORDS) sentences[last] += segment;
    else sentences.push(segment);
  }
  return sentences;
}

/** Cut at plain spaces only: a no-break space holds « » to its words. */
const wordsOf = (sentence: string): readonly string[] => sentence.match(/[^ \n]+[ \n]*/g) ?? [sentence];
