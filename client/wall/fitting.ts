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
const CLOSE_ENOUGH = 0.04;
/** A last sentence this short (a hashtag) never stands alone on a part. */
const SHORT_WORDS = 3;

/**
 * The largest size at which the words fit, or nearly. Never below the least, which the last row needs: what does not fit
 * then is read in parts, cut between sentences, else between words.
 */
export function fitWords(words: string, { leastPx, mostPx }: Bounds, share: Share): Fitted {
  const most = share(words, mostPx);
  if (most <= 1) return { px: mostPx, parts: [words] };
  let low = leastPx;
  let high = mostPx;
  let found = false;
  // Half the size takes a quarter of the room; then close by, on the side where it must be; then by halves.
  const guess = mostPx / Math.sqrt(most);
  for (let look = 0; high - low > low * CLOSE_ENOUGH; look++) {
    const near = look === 0 ? guess : found ? low * (1 + CLOSE_ENOUGH) : high * (1 - CLOSE_ENOUGH);
    const px = look < 2 && near > low && near < high ? near : (low + high) / 2;
    if (share(words, px) <= 1) {
      low = px;
      found = true;
    } else high = px;
  }
  if (found || share(words, leastPx) <= 1) return { px: low, parts: [words] };
  return { px: leastPx, parts: partsOf(words, (part) => share(part, leastPx) <= 1) };
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
