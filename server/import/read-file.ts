import type { FileFault, ImportFormat, ImportReply, ImportTable, Mapping } from '../../shared/import.ts';
import { IMPORT_LINES_LIMIT } from '../../shared/import.ts';
import { decode } from './decode.ts';
import { frabJson, frabXml } from './frab.ts';
import { icsReading } from './ics.ts';
import { isObject } from './json.ts';
import { type Day, dayOf } from './moments.ts';
import { pretalxReading } from './pretalx.ts';
import type { Reading } from './reading.ts';
import { sessionizeReading } from './sessionize.ts';
import { tableOf } from './table.ts';
import { tableReading } from './table-reading.ts';

export interface FileOptions {
  readonly mapping?: Mapping | undefined;
  /** As `2027-05-28`, of hours without a date. */
  readonly day?: string | undefined;
  readonly zone: string;
  readonly language: string;
  readonly onlyRoom?: string | undefined;
}
export type FileRead =
  | {
      readonly ok: true;
      readonly format: ImportFormat;
      readonly encoding: ImportReply['encoding'];
      readonly reading: Reading;
      readonly table?: ImportTable;
    }
  | { readonly ok: false; readonly fault: FileFault; readonly line?: number; readonly table?: ImportTable };

/** Whatever was given, told apart by what it holds and not by its name. */
export function readFile(bytes: Uint8Array, options: FileOptions): FileRead {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded;
  const read = readText(text, options);
  if (!read.ok) return read;
  const { segments, people } = read.reading;
  if (Math.max(segments.length, people.length) > IMPORT_LINES_LIMIT)
    return { ok: false, fault: 'too-many', line: IMPORT_LINES_LIMIT };
  return { ...read, encoding };
}

type TextRead = Omit<Extract<FileRead, { ok: true }>, 'encoding'> | Extract<FileRead, { ok: false }>;

function readText(text: string, options: FileOptions): TextRead {
  const begins = text.trimStart();
  if (/^BEGIN:V/i.test(begins)) {
    const reading = icsReading(begins, options);
    return reading ? { ok: true, format: 'ics', reading } : { ok: false, fault: 'unreadable-ics' };
  }
  if (begins.startsWith('<')) {
    const read = frabXml(text, options);
    return read.ok ? { ...read, format: 'frab-xml' } : read;
  }
  if (begins.startsWith('{') || begins.startsWith('[')) return readJson(begins, options);
  return readTable(text, options);
}

function readJson(text: string, options: FileOptions): TextRead {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'unreadable-json' };
  }
  if (isObject(file) && isObject(file.schedule)) {
    const read = frabJson(file.schedule, options);
    return read.ok ? { ...read, format: 'frab-json' } : read;
  }
  const pretalx = isObject(file) ? pretalxReading(file, options) : undefined;
  if (pretalx) return { ok: true, format: 'pretalx', reading: pretalx };
  const sessionize = sessionizeReading(file, options);
  return sessionize ? { ok: true, format: 'sessionize', reading: sessionize } : { ok: false, fault: 'unknown-json' };
}

function readTable(text: string, options: FileOptions): TextRead {
  const table = tableOf(text, options.mapping);
  if (!table.ok) return table;
  const { about, rows } = table;
  const names = about.mapping.some(
    (field) => field !== null && ['title', 'people', 'lastName', 'acronym'].includes(field),
  );
  if (!names) return { ok: false, fault: 'no-columns', table: about };
  const day: Day | undefined = options.day === undefined ? undefined : dayOf(options.day, { monthFirst: false });
  const reading = tableReading(rows, { mapping: about.mapping, zone: options.zone, day, onlyRoom: options.onlyRoom });
  return { ok: true, format: 'table', reading, table: about };
}
