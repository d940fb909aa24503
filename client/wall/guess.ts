/** A box of words, in hundredths of the picture's height. */
interface Box {
  readonly width: number;
  readonly height: number;
}
export interface Guessed {
  readonly words: string;
  /** The least size, in hundredths of the picture's height. */
  readonly least: number;
  /** The largest size, counted in the least one. */
  readonly most: number;
}

/** The mean advance of a letter of our type at the weight of words, in its size. */
const LETTER = 0.46;
const LINE = 1.18;
const STEP = 1.04;

/**
 * At which size words would fill a box, counted in the least one: where nothing can be measured. A little small rather
 * than large; the page measures as soon as its script is there.
 */
export function guessSize({ words, least, most }: Guessed, { width, height }: Box): number {
  let size = most;
  while (size > 1 && linesOf(words, width / (least * size * LETTER)) * least * size * LINE > height) size /= STEP;
  return Math.max(1, Number(size.toFixed(2)));
}

/** How many lines words take that are broken between them. */
function linesOf(words: string, letters: number): number {
  let lines = 0;
  for (const paragraph of words.split('\n')) {
    lines += 1;
    let left = letters;
    for (const { length } of paragraph.split(' ')) {
      if (length > left && left < letters) {
        lines += 1;
        left = letters;
      }
      // A word longer than a line would be broken: the size at which it is whole is below.
      if (length > letters) return Number.POSITIVE_INFINITY;
      left -= length + 1;
    }
  }
  return lines;
}
