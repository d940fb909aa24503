const TAGS = /((?<![\p{L}\p{N}_&])#[\p{L}\p{M}\p{N}_]+)/u;
const SCHEME = /\bhttps?:\/\/(?=\S)/g;

/** Words as they are drawn: no one reads a scheme from the last row. */
export const plainOf = (words: string): string => words.replace(SCHEME, '').trim();

/** Words with their hashtags in colour. Text is text: nothing in it is ever markup. */
export function Rich({ words }: { readonly words: string }) {
  return <>{words.split(TAGS).map((piece, i) => (i % 2 === 1 ? <b key={i}>{piece}</b> : piece))}</>;
}
