import { HANDLE_NETWORKS } from '../../shared/handles.ts';
import type { ColumnField, Mapping } from '../../shared/import.ts';
import type { ImageRights, PersonRow } from '../../shared/rows/person.ts';
import { type Day, dayAfter, dayOf, isMonthFirst, isSmallHour, momentOf, spanOf } from './moments.ts';
import { fold, Gathering, kindOf, lineOf, type Reading } from './reading.ts';
import type { TableRow } from './table.ts';

export interface TableOptions {
  readonly mapping: Mapping;
  /** The show's. */
  readonly zone: string;
  /** Of hours that come without a date. */
  readonly day: Day | undefined;
  /** The only room there is, for lines that name none. */
  readonly onlyRoom: string | undefined;
}

type Cells = Readonly<Partial<Record<ColumnField, string>>>;
interface Line {
  readonly line: number;
  readonly cells: Cells;
}

/** A talk whose end nobody said, with no other behind it in its room. */
const LAST_ENDS_AFTER_MS = 30 * 60_000;
/** Between two talks, more than this is a gap and not a talk's length. */
const LONGEST_GUESS_MS = 3 * 3_600_000;
/** Hours of one room go back by so much only over midnight. */
const NIGHT_MS = 12 * 3_600_000;
/** What people type in a cell that they leave empty. */
const EMPTY = /^([-–—./?]+|n\/?a|néant|aucune?|none|null)$/i;
const RUNS_IN_SPREADSHEET = /^[=+\-@\t\r]/;

/** A table as a programme where a column holds hours, else as a directory. */
export function tableReading(rows: readonly TableRow[], options: TableOptions): Reading {
  const into = new Gathering();
  const lines = rows.map(({ line, cells }) => ({ line, cells: named(cells, options.mapping) }));
  for (const { line, cells } of lines) nameFormulas(into, line, cells);
  if (options.mapping.includes('start')) programme(into, lines, options);
  else for (const { line, cells } of lines) person(into, line, cells);
  return into.reading();
}

function named(cells: readonly string[], mapping: Mapping): Cells {
  const found: Partial<Record<ColumnField, string>> = {};
  for (const [place, field] of mapping.entries()) {
    const cell = cells[place]?.trim() ?? '';
    if (field && cell !== '' && !EMPTY.test(cell)) found[field] = cell;
  }
  return found;
}

/** Kept as the text it is; a spreadsheet that opened it would have run it. */
function nameFormulas(into: Gathering, line: number, cells: Cells): void {
  for (const [field, cell] of Object.entries(cells)) {
    const isHandle = (HANDLE_NETWORKS as readonly string[]).includes(field);
    if (RUNS_IN_SPREADSHEET.test(cell) && !(isHandle && /^@[\w.-]/.test(cell))) {
      into.problem('formula', line, { value: cell.slice(0, 60) });
    }
  }
}

function programme(into: Gathering, lines: readonly Line[], options: TableOptions): void {
  const monthFirst = isMonthFirst(lines.flatMap(({ cells }) => cells.date ?? []));
  const seen = new Map<string, number>();
  let day = options.day;
  const begun = new Map<string, number[]>();
  /** Rooms whose night has passed midnight, with the day it is there by now. */
  const nights = new Map<string, Day>();
  const starts = lines.map((each) => {
    // A table often says a day once, above what happens on it.
    if (each.cells.date !== undefined) {
      day = dayOf(each.cells.date, { monthFirst });
      nights.clear();
    }
    const room = each.cells.room === undefined ? options.onlyRoom : lineOf(each.cells.room);
    const before = room === undefined ? [] : (begun.get(fold(room)) ?? []);
    const at = { day: nights.get(fold(room ?? '')) ?? day, zone: options.zone, monthFirst };
    const read = startOf(into, each, at);
    const isNext =
      each.cells.date === undefined &&
      isSmallHour(halves(each.cells.start ?? '')[0] ?? '') &&
      isBackBy(read, before.at(-1));
    if (isNext && at.day) {
      at.day = dayAfter(at.day);
      nights.set(fold(room ?? ''), at.day);
      into.problem('after-midnight', each.line, { ...aboutOf(each.cells), value: each.cells.start ?? '' });
    }
    const start = isNext ? startOf(into, each, at) : read;
    if (start !== undefined && room !== undefined) begun.set(fold(room), [...before, start]);
    return { start, room, day: at.day };
  });
  for (const [at, { line, cells }] of lines.entries()) {
    const found = starts[at];
    if (found?.start === undefined) continue;
    const people = peopleOf(into, line, cells);
    const title = lineOf(cells.title) ?? people.names.join(', ');
    if (title === '') {
      into.problem('no-title', line);
      continue;
    }
    if (found.room === undefined) {
      into.problem('no-room', line, { about: title });
      continue;
    }
    const next = (begun.get(fold(found.room)) ?? []).filter((atMs) => atMs > (found.start ?? 0));
    const durationMs = lengthOf(
      into,
      { line, cells },
      {
        start: found.start,
        nextMs: Math.min(...next),
        at: { day: found.day, zone: options.zone, monthFirst },
        title,
      },
    );
    if (durationMs === undefined) continue;
    const twin = (seen.get(fold(title)) ?? 0) + 1;
    seen.set(fold(title), twin);
    into.segment({
      key: lineOf(cells.id) ?? (twin === 1 ? fold(title) : `${fold(title)} ${twin}`),
      line,
      title,
      kind: kindOf({ said: cells.kind, title, hasPeople: people.keys.length > 0 }),
      rooms: roomsOf(found.room).map((room) => into.room(room)),
      people: people.keys,
      plannedMs: found.start,
      durationMs,
      language: languageOf(into, line, cells.language),
    });
  }
}

/** From an evening’s last hour to one of the same day’s morning. */
const isBackBy = (start: number | undefined, before: number | undefined): boolean =>
  start !== undefined && before !== undefined && before - start > NIGHT_MS;

function aboutOf(cells: Cells): { readonly about?: string } {
  const about = lineOf(cells.title) ?? lineOf(cells.people);
  return about === undefined ? {} : { about };
}

type At = { readonly day: Day | undefined; readonly zone: string; readonly monthFirst: boolean };

function startOf(into: Gathering, { line, cells }: Line, at: At): number | undefined {
  const more = aboutOf(cells);
  if (cells.date !== undefined && !at.day) {
    into.problem('bad-date', line, { ...more, value: cells.date });
    return undefined;
  }
  if (cells.start === undefined) {
    into.problem('no-start', line, more);
    return undefined;
  }
  // « 17 h 15 – 17 h 30 » in one cell: the end is read as such.
  const [typed = ''] = halves(cells.start);
  const read = momentOf(typed, at);
  if (read.ok) return read.atMs;
  into.problem(read.code, line, { ...more, value: cells.start });
  return undefined;
}

const halves = (text: string): readonly string[] =>
  /^\d{4}-|^\d{1,2}[/.-]\d{1,2}[/.-]/.test(text)
    ? [text]
    : text.split(/\s*(?:[–—-]|→|\bà\b|\bto\b)\s*/u).filter(Boolean);

function lengthOf(
  into: Gathering,
  { line, cells }: Line,
  about: { readonly start: number; readonly nextMs: number; readonly at: At; readonly title: string },
): number | undefined {
  const { start, nextMs, at, title } = about;
  if (cells.duration !== undefined) {
    const span = spanOf(cells.duration);
    if (span === undefined) into.problem('bad-duration', line, { about: title, value: cells.duration });
    return span;
  }
  const typed = cells.end ?? halves(cells.start ?? '')[1];
  if (typed !== undefined) {
    const read = momentOf(typed, at);
    const isNext = at.day !== undefined && isSmallHour(typed) && read.ok && read.atMs < start;
    if (isNext) into.problem('after-midnight', line, { about: title, value: typed });
    const end = isNext && at.day ? momentOf(typed, { ...at, day: dayAfter(at.day) }) : read;
    if (!end.ok) into.problem(end.code, line, { about: title, value: typed });
    else if (end.atMs <= start) into.problem('ends-before', line, { about: title, value: typed });
    else return end.atMs - start;
    return undefined;
  }
  const guessed = nextMs - start <= LONGEST_GUESS_MS ? nextMs - start : LAST_ENDS_AFTER_MS;
  into.problem('duration-guessed', line, { about: title, other: Math.round(guessed / 60_000) });
  return guessed;
}

/** « Amphi A, Amphi B »: a shared segment. A slash may belong to a name, a plus or a semicolon never does. */
const roomsOf = (said: string): readonly string[] =>
  said.split(/\s*[;+&]\s*|,\s+/).flatMap((name) => lineOf(name) ?? []);

function languageOf(into: Gathering, line: number, said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})+$/.test(said.trim())) return said.trim();
  const folded = fold(said);
  const found = LANGUAGES.find(([, words]) => words.test(folded))?.[0];
  if (found) return found;
  if (/^[a-z]{2,3}$/.test(folded)) return folded;
  into.problem('odd-language', line, { value: said });
  return undefined;
}
const LANGUAGES: readonly (readonly [string, RegExp])[] = [
  ['fr', /^(fr|francais|french|fra)\b/],
  ['en', /^(en|anglais|english|eng)\b/],
  ['es', /^(es|espagnol|spanish|castellano)\b/],
  ['de', /^(de|allemand|german|deutsch)\b/],
  ['it', /^(it|italien|italian)\b/],
  ['pt', /^(pt|portugais|portuguese)\b/],
];

/** Who a line is about. Its other columns describe one person: with several, they are left out, and that is said. */
function peopleOf(into: Gathering, line: number, cells: Cells): { readonly keys: string[]; readonly names: string[] } {
  const full = [cells.firstName, cells.lastName].filter(Boolean).join(' ');
  const said =
    cells.people === undefined || (cells.lastName !== undefined && cells.firstName !== undefined)
      ? full
      : withFirst(cells);
  const names = said.split(/\s*(?:[;\n/&]|,|\set\s|\sand\s)\s*/u).flatMap((name) => lineOf(name) ?? []);
  if (names.length === 1 && names[0] !== undefined) {
    return { keys: [into.person(described(into, line, { ...cells, people: names[0] }))], names };
  }
  const describes = Object.keys(cells).some((field) => DESCRIBES.has(field));
  if (names.length > 1 && describes) into.problem('many-people', line, { value: said });
  return { keys: names.map((name) => into.person({ key: fold(name), line, name })), names };
}

/** « Nom » beside « Prénom » is a family name. */
const withFirst = ({ firstName, people = '' }: Cells): string => [firstName, people].filter(Boolean).join(' ');

const DESCRIBES: ReadonlySet<string> = new Set(['affiliation', 'role', 'thesis', 'agreement', ...HANDLE_NETWORKS]);

function person(into: Gathering, line: number, cells: Cells): undefined {
  const full = [cells.firstName, cells.lastName].filter(Boolean).join(' ');
  const name =
    lineOf(cells.people === undefined ? full : withFirst(cells)) ?? lineOf(cells.title) ?? lineOf(cells.acronym);
  if (name === undefined) return into.problem('no-name', line);
  const found = described(into, line, {
    ...cells,
    people: name,
    ...(cells.kind !== undefined && { personKind: cells.personKind ?? cells.kind }),
  });
  if (into.hasPerson(found.key)) into.problem('same-person', line, { about: name });
  into.person(found);
}

function described(into: Gathering, line: number, cells: Cells) {
  const name = lineOf(cells.people) ?? '';
  const handles: Record<string, string> = {};
  for (const network of HANDLE_NETWORKS) {
    const handle = into.handle(network, cells[network] ?? '', { line, about: name });
    if (handle !== '') handles[network] = handle;
  }
  const short = (cell: string | undefined) => into.short(lineOf(cell), line, name);
  const about = {
    ...(agreementOf(cells.agreement) && { agreement: agreementOf(cells.agreement) }),
    ...(short(cells.thesis) && { title: short(cells.thesis) }),
    ...(short(cells.field) && { field: short(cells.field) }),
  };
  return {
    key: lineOf(cells.id) !== undefined && cells.start === undefined ? (lineOf(cells.id) ?? '') : fold(name),
    line,
    name: name.slice(0, 300),
    kind: personKindOf(into, line, cells.personKind),
    acronym: short(cells.acronym),
    ...(Object.keys(handles).length > 0 && { handles }),
    affiliation: short(cells.affiliation),
    role: short(cells.role),
    ...(Object.keys(about).length > 0 && { about }),
    imageRights: rightsOf(into, line, cells.rights),
    restrictions: cells.restrictions
      ?.split(/\s*[;|\n]\s*/)
      .flatMap((each) => lineOf(each) ?? [])
      .slice(0, 20),
  };
}

function agreementOf(said: string | undefined): 'f' | 'm' | undefined {
  const folded = fold(said ?? '').replace(/\.$/, '');
  if (/^(f|fem|feminin|femme|mme|madame|mlle|ms|mrs|female|she|elle)$/.test(folded)) return 'f';
  return /^(m|masc|masculin|homme|mr|monsieur|male|he|il)$/.test(folded) ? 'm' : undefined;
}

function personKindOf(into: Gathering, line: number, said: string | undefined): PersonRow['kind'] | undefined {
  if (said === undefined) return undefined;
  const folded = fold(said);
  if (/labo|organis|universit|partenaire|partner|institut|association|entreprise|media|ecole|company/.test(folded))
    return 'organisation';
  if (/groupe|group|equipe|team|classe|public/.test(folded)) return 'group';
  if (/person|human|humain|intervenant|candidat|chercheu|doctorant|speaker|orat|jury|contact/.test(folded))
    return 'human';
  into.problem('odd-kind', line, { value: said });
  return undefined;
}

function rightsOf(into: Gathering, line: number, said: string | undefined): ImageRights | undefined {
  if (said === undefined) return undefined;
  const folded = fold(said);
  if (/visage|face/.test(folded)) return 'no-face';
  if (/^(non|no|0|faux|false)$|refus|interdit/.test(folded)) return 'refused';
  if (/^(oui|yes|o|y|ok|1|vrai|true|x)$|autoris|accord|granted|signe/.test(folded)) return 'granted';
  if (/confirm|attente|pending|demand/.test(folded)) return 'to-confirm';
  into.problem('odd-rights', line, { value: said });
  return 'to-confirm';
}
