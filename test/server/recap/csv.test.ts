import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recapCsv } from '../../../server/recap/csv.ts';
import { edit, recapOfEvening, withWords } from './recap-of-evening.ts';

/** RFC 4180, written here anew so that a mistake of the writer is not read back as it was made. */
function parse(csv: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let inQuotes = false;
  for (let at = 0; at < csv.length; at += 1) {
    const character = csv[at];
    if (inQuotes) {
      if (character !== '"') cell += character;
      else if (csv[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else inQuotes = false;
    } else if (character === '"' && cell === '') inQuotes = true;
    else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && csv[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += character;
  }
  expect(inQuotes).toBe(false);
  expect([...row, cell]).toEqual(['']);
  return rows;
}
const column = (rows: readonly string[][], name: string) =>
  rows.slice(1).map((row) => row[rows[0]?.indexOf(name) ?? -1]);

describe('recap as a table', () => {
  const csv = recapCsv(recapOfEvening());
  const rows = parse(csv.slice(1), ';');

  test('RE20 it opens rightly in a French spreadsheet: its mark, semicolons, CRLF, one line a place', () => {
    expect(csv.startsWith('\uFEFFDate;Heure;Étape;')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(rows).toHaveLength(1 + 9);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([21]));
  });

  test('RE20 days and hours are the show’s, decimals have a comma', () => {
    expect(column(rows, 'Date')[0]).toBe('10/06/2027');
    expect(column(rows, 'Heure')[0]).toBe('18:30:05');
    expect(column(rows, 'Mesuré le')[0]).toBe('10/06/2027 19:30');
    expect(column(rows, 'Retard de l’étape (min)').slice(0, 7)).toEqual(['0', '0', '0', '3', '3', '3', '3,5']);
  });

  test('RE20 an English show has commas, points and English words', () => {
    const english = parse(
      recapCsv(recapOfEvening((evening) => edit(evening, 'show', 'finale', { language: 'en' }))).slice(1),
      ',',
    );
    expect(english[0]?.slice(0, 3)).toEqual(['Date', 'Time', 'Segment']);
    expect(column(english, 'Date')[0]).toBe('2027-06-10');
    expect(column(english, 'Segment late by (min)')[6]).toBe('3.5');
  });

  test('RE21 what no network told is “not measured”, never 0', () => {
    expect(column(rows, 'J’aime')).toEqual([
      '12',
      'non mesuré',
      'non mesuré',
      '8',
      'non mesuré',
      'non mesuré',
      'non mesuré',
      '40',
      'non mesuré',
    ]);
    expect(column(rows, 'Partages')[3]).toBe('0');
  });

  test('PO171 it tells, in its last column, which of our accounts relayed a post there', () => {
    const publication = 'debut:bsky';
    const relay = { row: 'relay', post: 'debut', publication, of: { id: 'at' }, askedBy: 'naima' } as const;
    const times = { tries: [], notBeforeMs: 0, freshUntilMs: 0, gone: false, rev: 1, by: 'naima', atMs: 0 };
    const relayed = recapOfEvening((evening) => {
      for (const channel of ['labo', 'ecole']) {
        evening.put({ ...relay, ...times, id: `${publication}:${channel}`, channel, state: 'published' });
      }
    });
    expect(column(parse(recapCsv(relayed).slice(1), ';'), 'Relayé par')).toEqual(['ecole, labo', ...Array(8).fill('')]);
    expect(rows[0]?.at(-1)).toBe('Relayé par');
  });

  test('RE22 words never run as a formula', () => {
    expect(column(rows, 'Texte')).toContain('\'=HYPERLINK("http://piege.example") ; « L’abeille compte »\n– suite');
    for (const typed of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\u00A0=1', '＝1', '\r=1']) {
      const first = column(parse(recapCsv(withWords(typed)).slice(1), ';'), 'Texte')[0];
      expect(first?.startsWith("'")).toBe(true);
    }
  });

  test('RE22 any words come back as they were, behind an apostrophe where they could run', () => {
    const piece = fc.constantFrom('a', '"', ';', ',', '\n', '\r\n', '=', '-', ' ', 'é', "'", '\t', '😀');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (typed) => {
          const read = column(parse(recapCsv(withWords(typed)).slice(1), ';'), 'Texte')[0] ?? '';
          const back = read.startsWith("'") && !typed.startsWith("'") ? read.slice(1) : read;
          expect(back).toBe(typed.replace(/\r\n?/g, '\n'));
          expect(read).not.toMatch(/^\s*[=+\-@]/);
        },
      ),
    );
  });
});
