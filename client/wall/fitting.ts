/** Words at the largest size that fits a box; cut into parts where even the least size is too large for all of them. */
export interface Fitted {
  readonly px: number;
  readonly parts: readonly string[];
}
interface Bounds {
  readonly leastPx: number;
  readonly mostPx: number;
}
/** Whether some words fit at a size. */
type Fits = (words: string, px: number) => boolean;

/** A last sentence this short (a hashtag) never stands alone on a part. */
const SHORT_WORDS = 3;

/**
 * The largest whole size at which the words fit. Never below the least, which the last row needs: what does not fit then
 * is read in parts, cut between sentences, else between words.
 */
export function fitWords(words: string, { leastPx, mostPx }: Bounds, fits: Fits): Fitted {
  if (!fits(words, leastPx)) return { px: leastPx, parts: partsOf(words, (part) => fits(part, leastPx)) };
  let low = Math.floor(leastPx);
  let high = Math.floor(Math.max(leastPx, mostPx));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(words, middle)) low = middle;
    else high = middle - 1;
  }
  return { px: Math.max(low, leastPx), parts: [words] };
}

function partsOf(words: string, fits: (part: string) => boolean): readonly string[] {
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
