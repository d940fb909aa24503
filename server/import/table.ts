import { CsvError, parse } from 'csv-parse/sync';
import type { ColumnField, FileFault, ImportTable, Mapping } from '../../shared/import.ts';
import { IMPORT_LINES_LIMIT } from '../../shared/import.ts';
import { fieldNamed } from './columns.ts';

export interface TableRow {
  /** Its first line in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}
export type Table =
  | { readonly ok: true; readonly about: ImportTable; readonly rows: readonly TableRow[] }
  | { readonly ok: false; readonly fault: FileFault; readonly line?: number };

/** A table copied from a spreadsheet has tabs; French ones save with semicolons. */
const SEPARATORS = ['\t', ';', ',', '|'] as const;
/** Titles and empty lines that people leave above the headings. */
const HEADINGS_WITHIN = 8;
const SAMPLE_ROWS = 5;

/** A pasted table, CSV or TSV, with its headings found and a guess of what each column holds. */
export function tableOf(text: string, mapping: Mapping | undefined): Table {
  const separator = separatorOf(text);
  const read = rowsOf(text, separator);
  if (!Array.isArray(read)) return read;
  const rows = read.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length > IMPORT_LINES_LIMIT) return { ok: false, fault: 'too-many', line: IMPORT_LINES_LIMIT };
  const at = headingsAt(rows);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const headings = Array.from({ length: width }, (_, place) => rows[at]?.cells[place] ?? '');
  const guessed = guess(headings);
  const body = rows.slice(at + 1);
  return {
    ok: true,
    rows: body,
    about: {
      headings,
      hasHeadings: at >= 0,
      mapping: mapping?.length === width ? mapping : guessed,
      sample: body.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
      separator,
    },
  };
}

/** Each column's field by its heading; a field that two columns could hold goes to the first. */
function guess(headings: readonly string[]): Mapping {
  const taken = new Set<ColumnField>();
  return headings.map((heading) => {
    const field = fieldNamed(heading);
    if (!field || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** The line that names most columns; -1 where none names any. */
function headingsAt(rows: readonly TableRow[]): number {
  let best = -1;
  let most = 0;
  for (const [at, { cells }] of rows.slice(0, HEADINGS_WITHIN).entries()) {
    const named = new Set(cells.map(fieldNamed).filter((field) => field !== undefined)).size;
    if (named > most) {
      best = at;
      most = named;
    }
  }
  return best;
}

/** The separator that cuts the first lines into the most columns, as often as possible into the same number. */
function separatorOf(text: string): string {
  const head = text
    .split(/\r\n|\r|\n/)
    .slice(0, 30)
    .join('\n');
  let best = ',';
  let most = 0;
  for (const separator of SEPARATORS) {
    const cut = rowsOf(head, separator);
    // What was cut inside a cell of many lines is a quote never closed: the whole tells.
    const read = Array.isArray(cut) ? cut : rowsOf(text, separator);
    // Torn by a quote never closed, it may still be the right one: its first line tells.
    const widths = Array.isArray(read)
      ? read.map(({ cells }) => cells.length)
      : [head.split('\n')[0]?.split(separator).length ?? 1];
    const usual = Math.max(0, ...widths);
    const score = usual > 1 ? usual * (widths.filter((width) => width === usual).length / widths.length) : 0;
    if (score > most) {
      best = separator;
      most = score;
    }
  }
  return best;
}

/** Codes of the reader for a cell that begins with a quotation and goes on behind it: `"Alien" : myth or truth`. */
const QUOTATION = 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE';

function rowsOf(text: string, delimiter: string): TableRow[] | Extract<Table, { ok: false }> {
  const strict = recordsOf(text, { delimiter, trim: true });
  if (strict.ok) return [...strict.rows];
  if (strict.code !== QUOTATION) return { ok: false, fault: 'unreadable-table', line: strict.line };
  // Cells copied from a spreadsheet come without quotes of the format's: those that are there are the author's.
  const read = recordsOf(text, { delimiter, trim: false });
  if (!read.ok) return { ok: false, fault: 'unreadable-table', line: read.line };
  // Still in its quote at the end of its line, a cell would take the lines behind it as its own.
  const torn = read.rows.find(({ cells }) => cells.some((cell) => /^".*\n/.test(cell)));
  return torn ? { ok: false, fault: 'unreadable-table', line: torn.line } : [...read.rows];
}

type Records =
  | { readonly ok: true; readonly rows: readonly TableRow[] }
  | { readonly ok: false; readonly code: string; readonly line: number };

/** The rows; or why not, with the line on which the one that could not be read begins. */
function recordsOf(text: string, { delimiter, trim }: { readonly delimiter: string; readonly trim: boolean }): Records {
  let ended = 0;
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      // A quote within a cell is a quote; one that opens a cell and is never closed is still named.
      relax_quotes: true,
      skip_empty_lines: true,
      trim,
      on_record: (record, { lines }) => {
        ended = lines;
        return record;
      },
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    const rows = records.map(({ record, info }) => ({
      line: info.lines - record.join('').split('\n').length + 1,
      cells: record.map((cell) => cell.trim().normalize('NFC')),
    }));
    return { ok: true, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, code: error.code, line: ended + 1 };
  }
}
