/** A picture's address, decided when the page is written: its bytes inside, or a file beside it. */
export interface Picture {
  readonly picture: { readonly id: string; readonly hash: string };
}
/** A piece of a page. Made by `markup` only, so that whatever else stands in one is escaped. */
export interface Markup {
  readonly pieces: readonly (string | Picture)[];
}
type Value = string | number | undefined | null | false | Markup | Picture | readonly Value[];

/**
 * HTML with its values escaped, for content and for attributes between double quotes. Values that are markup stand as
 * they are; nothing, null and false stand for nothing; lists are joined.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const pieces: (string | Picture)[] = [];
  strings.forEach((string, at) => {
    pieces.push(string);
    if (at < values.length) add(pieces, values[at]);
  });
  return { pieces: joined(pieces) };
}

function add(pieces: (string | Picture)[], value: Value): void {
  if (value === undefined || value === null || value === false) return;
  if (typeof value === 'string') pieces.push(escaped(value));
  else if (typeof value === 'number') pieces.push(String(value));
  else if ('pieces' in value) pieces.push(...value.pieces);
  else if ('picture' in value) pieces.push(value);
  else for (const one of value) add(pieces, one);
}

/** Strings that follow one another made one. */
function joined(pieces: readonly (string | Picture)[]): (string | Picture)[] {
  const out: (string | Picture)[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') out[out.length - 1] = last + piece;
    else out.push(piece);
  }
  return out;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
