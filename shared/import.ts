import * as v from 'valibot';
import { givenId } from './rows/base.ts';

/** Bytes of a file to import: a thousand talks with their abstracts are under one million. */
export const IMPORT_BYTES_LIMIT = 4_000_000;
/** Lines of a table, talks of a programme. */
export const IMPORT_LINES_LIMIT = 5_000;

export const IMPORT_FORMATS = ['table', 'ics', 'frab-xml', 'frab-json', 'pretalx', 'sessionize'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What a column of a table may hold; a handle's column is named after its network. */
export const COLUMN_FIELDS = [
  'id',
  'date',
  'start',
  'end',
  'duration',
  'room',
  'title',
  'kind',
  'language',
  'people',
  'firstName',
  'lastName',
  'acronym',
  'personKind',
  'affiliation',
  'role',
  'thesis',
  'field',
  'agreement',
  'rights',
  'restrictions',
  'bluesky',
  'mastodon',
  'x',
  'linkedin',
  'instagram',
  'threads',
  'facebook',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];
/** By column, from the left; null: not imported. */
export type Mapping = readonly (ColumnField | null)[];

/** Why a whole file cannot be read. */
export const FILE_FAULTS = [
  'empty',
  'spreadsheet',
  'binary',
  'too-many',
  'unreadable-table',
  'no-columns',
  'unreadable-ics',
  'unreadable-json',
  'unknown-json',
  'unreadable-xml',
  'unknown-xml',
  'xml-entities',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** What keeps a line, or a talk, out of the import. */
export const LEFT_OUT = [
  'no-title',
  'no-name',
  'no-start',
  'no-day',
  'no-room',
  'no-end',
  'bad-date',
  'bad-hour',
  'bad-duration',
  'ends-before',
  'no-such-hour',
  'twice',
  'all-day',
  'too-long',
] as const;
/** What is imported, and deserves a look. */
export const TO_LOOK_AT = [
  'duration-guessed',
  'after-midnight',
  'overlap',
  'new-room',
  'formula',
  'odd-handle',
  'same-handle',
  'same-person',
  'recurs',
  'recurs-cut',
  'cancelled',
  'many-people',
  'odd-rights',
  'odd-kind',
  'odd-language',
  'zone-guessed',
  'field-too-long',
] as const;
export type ProblemCode = (typeof LEFT_OUT)[number] | (typeof TO_LOOK_AT)[number];

/** One thing to mend, at its line. */
export interface ImportProblem {
  readonly code: ProblemCode;
  /** The line in the file, from 1; of a JSON, the place of the talk in its list. */
  readonly line: number;
  /** What it is about: the title, the name. */
  readonly about?: string;
  /** What stands there. */
  readonly value?: string;
  /** Another line it is in conflict with, or a number of times. */
  readonly other?: number;
  /** What may have been meant: a room of nearly that name; the network of a handle. */
  readonly near?: string;
}

export const isLeftOut = ({ code }: Pick<ImportProblem, 'code'>): boolean =>
  (LEFT_OUT as readonly string[]).includes(code);

/** `POST /shows/:id/import`: read and compared; with `saw`, done. */
export const importSchema = v.strictObject({
  /** The file's bytes, or those of what was pasted, in base64. */
  bytes: v.pipe(v.string(), v.maxLength(Math.ceil(IMPORT_BYTES_LIMIT / 3) * 4)),
  mapping: v.optional(v.pipe(v.array(v.nullable(v.picklist(COLUMN_FIELDS))), v.maxLength(200))),
  /** The day of hours that come without a date, as `2027-05-28`. */
  day: v.optional(v.pipe(v.string(), v.isoDate())),
  /** Fields where the file's value replaces what staff wrote: `person:id:field`. */
  take: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(20_000)), []),
  /** Cancel the segments that an earlier import made and that are no longer in the file. */
  cancelGone: v.optional(v.boolean(), false),
  /** What the person saw and confirms; anything else now is shown to them again. */
  saw: v.optional(v.pipe(v.string(), v.maxLength(100))),
  /** The phone's id for this import, so that asking twice does it once, and undo can name it. */
  import: v.optional(givenId),
});
export type ImportAsked = v.InferInput<typeof importSchema>;

/** `POST /shows/:id/import/undo`. */
export const undoImportSchema = v.strictObject({ import: givenId });

/** One row as the import would leave it. `kept`: staff wrote otherwise, and keep it. `gone`: no longer in the file. */
export interface DifferenceLine {
  readonly row: 'room' | 'person' | 'segment';
  readonly id: string;
  readonly name: string;
  readonly state: 'new' | 'changed' | 'kept' | 'gone';
  readonly fields: readonly DifferenceField[];
}
export interface DifferenceField {
  readonly field: string;
  /** People and rooms by name; instants and spans in ms. */
  readonly now?: unknown;
  readonly file?: unknown;
  /** What staff wrote stays; `take` names it to have the file's. */
  readonly kept?: boolean;
}

export interface ImportTable {
  /** The headings, or what stands in their place. */
  readonly headings: readonly string[];
  readonly hasHeadings: boolean;
  readonly mapping: Mapping;
  /** The first lines, as they were read. */
  readonly sample: readonly (readonly string[])[];
  readonly separator: string;
}

export interface ImportReply {
  readonly format: ImportFormat;
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252';
  readonly table?: ImportTable;
  /** The day that was taken for hours without a date. */
  readonly day?: string;
  readonly problems: readonly ImportProblem[];
  readonly lines: readonly DifferenceLine[];
  /** Rows that the file has as they are. */
  readonly same: number;
  readonly read: { readonly segments: number; readonly people: number; readonly rooms: number };
  /** Names this difference: `saw` of the confirmation. */
  readonly saw: string;
  /** It was done; else only shown. */
  readonly done: boolean;
}

/** A file that cannot be read at all: which fault, and on which line. */
export interface ImportUnread {
  readonly unread: { readonly fault: FileFault; readonly line?: number; readonly table?: ImportTable };
}

/** What undoing an import put back, and what it left alone. */
export interface UndoneReply {
  readonly undone: { readonly cancelled: number; readonly putBack: number; readonly leftAlone: number };
}
