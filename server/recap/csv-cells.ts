export type Cell = string | number | null | undefined;
interface Dialect {
  readonly separator: string;
  readonly decimal: string;
}
/** What a spreadsheet of that country opens rightly on a double click. */
const DIALECTS: Readonly<Record<'fr' | 'en', Dialect>> = {
  fr: { separator: ';', decimal: ',' },
  en: { separator: ',', decimal: '.' },
};

/**
 * Lines for a spreadsheet: UTF-8 with its mark (else French Excel reads Latin-1), CRLF, and the separator and decimals of
 * the language. Whatever a cell holds, nothing in it is run as a formula.
 */
export function csvOf(lines: readonly (readonly Cell[])[], language: 'fr' | 'en'): string {
  const dialect = DIALECTS[language];
  const told = lines.map((cells) => cells.map((cell) => written(cell, dialect)).join(dialect.separator));
  return `\uFEFF${told.join('\r\n')}\r\n`;
}

/**
 * A spreadsheet runs a cell that begins with one of these, an audience's or a speaker's words included; behind an
 * apostrophe it shows them. Spaces before them are skipped by some.
 */
const FORMULA = /^[\s\u00A0\u202F]*[=+\-@＝＋－＠]|^[\t\r]/;

function written(cell: Cell, { separator, decimal }: Dialect): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') {
    return (Number.isInteger(cell) ? String(cell) : cell.toFixed(1)).replace('.', decimal);
  }
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  // A lone CR or LF would break the line; a cell keeps its lines inside quotes.
  const text = safe.replace(/\r\n?/g, '\n');
  return text.includes(separator) || /["\n;,]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
