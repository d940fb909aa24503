import { en as frame } from '../../words/en.ts';
import { pluralEn as plural } from '../../words/plural.ts';
import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

const quoted = (value: unknown) => (value === undefined ? '' : `“${value}” `);
const networkOf = (near: string | undefined) => frame.networks[near as keyof typeof frame.networks] ?? near;
const shapeOf = (near: string | undefined) =>
  near === 'bluesky'
    ? 'Write name.bsky.social, or the address of the profile.'
    : near === 'mastodon'
      ? 'Write name@server, or the address of the profile.'
      : 'Write the account’s name, or the address of the profile.';
const joined = (parts: readonly (string | false)[]) => parts.filter(Boolean).join(', ');

export const en: Translated<typeof fr> = {
  reading: 'Reading',
  read: 'What was read',
  another: 'Another file',
  mend: 'Mend the table',
  retry: 'Try again',
  confirm: (leftOut) => (leftOut > 0 ? `Import without ${leftOut} ${plural(leftOut, 'line', 'lines')}` : 'Import'),
  nothingToDo: 'Nothing to import',
  changedMeanwhile: 'Somebody changed something meanwhile: read the difference again, then confirm.',
  unread: 'This file could not be read',
  atLine: (line) => `On line ${line}.`,
  found: ({ segments, people, rooms }) =>
    segments + people === 0
      ? 'Nothing is read yet: see what to correct.'
      : `${joined([
          segments > 0 && `${segments} ${plural(segments, 'segment', 'segments')}`,
          people > 0 && `${people} ${plural(people, 'person or organisation', 'people or organisations')}`,
          rooms > 0 && `${rooms} ${plural(rooms, 'room', 'rooms')}`,
        ])}.`,
  readAs: (format, encoding) => `Read as ${format}, ${encoding}.`,
  formats: {
    table: 'a table',
    ics: 'an iCalendar',
    'frab-xml': 'a schedule.xml (frab, Pentabarf)',
    'frab-json': 'a schedule.json (frab)',
    pretalx: 'a pretalx programme',
    sessionize: 'a Sessionize programme',
  },
  encodings: {
    'utf-8': 'in UTF-8',
    'utf-16': 'in UTF-16',
    'windows-1252': 'in Windows-1252, as a French spreadsheet saves',
  },
  day: 'Day of hours without a date',
  dayHint: 'A column of dates comes first.',
  done: 'Imported',
  doneWhy: 'Import the same file again whenever it changes: what the team wrote meanwhile is kept.',
  seeOrder: 'See the running order',
  toTemplates: 'Prepare everybody’s posts',
  toMissing: 'See what is missing',
  undo: 'Undo this import',
  undone: ({ cancelled = 0, putBack = 0, leftAlone = 0 }) =>
    `${joined([
      'Import undone',
      cancelled > 0 && `${cancelled} ${plural(cancelled, 'segment', 'segments')} cancelled`,
      putBack > 0 && `${putBack} ${plural(putBack, 'value', 'values')} put back`,
      leftAlone > 0 && `${leftAlone} changed since and left alone`,
    ])}.`,
  again: 'Import something else',
  faults: {
    empty: 'It is empty. Check that it is the right file.',
    spreadsheet: 'It is a spreadsheet’s workbook. Save it as CSV, or copy the table and paste it here.',
    binary: 'It is not text. A CSV table, an .ics calendar, a schedule.xml or a JSON is needed.',
    'too-many': 'It has more than 5,000 lines. Cut it into several files.',
    'unreadable-table': 'A quote is opened in it and never closed. Close it and try again.',
    'no-columns': 'No column gives a title or a name. Say what each column holds.',
    'unreadable-ics': 'This calendar is damaged or cut. Export it again.',
    'unreadable-json': 'This JSON is damaged or cut. Download it again.',
    'unknown-json': 'This JSON is not of frab, pretalx or Sessionize.',
    'unreadable-xml': 'This XML is damaged. Export it again.',
    'unknown-xml': 'This XML is not a schedule.xml of frab, Pentabarf or pretalx.',
    'xml-entities': 'This XML declares entities, by which a file may read others or swell. Export it without them.',
  },
  source: {
    why: 'The programme or the directory, as you received it. Nothing changes before you have seen the difference.',
    paste: 'Table copied from a spreadsheet',
    pasteHint: 'With its line of headings: time, duration, title, speaker, university, Bluesky…',
    example: 'Time\tDuration\tSpeaker\tUniversity',
    read: 'Read this table',
    choose: 'Choose a file',
    formats: 'CSV, TSV, .ics, schedule.xml, schedule.json, pretalx or Sessionize.',
    tooLarge: 'More than 4 MB: cut it into several files.',
    unreadable: 'This file can no longer be read. Choose it again.',
  },
  columns: {
    title: (known, all) => `Columns: ${known} of ${all} read`,
    unnamed: (place) => `Column ${place}`,
    holds: (heading) => `The column ${heading} holds`,
    none: 'do not import',
    fields: {
      id: 'an identifier',
      date: 'the date',
      start: 'the start',
      end: 'the end',
      duration: 'the duration',
      room: 'the room',
      title: 'the segment’s title',
      kind: 'the segment’s kind',
      language: 'the language',
      people: 'the name, or the speakers',
      firstName: 'the first name',
      lastName: 'the last name',
      acronym: 'the acronym',
      personKind: 'person, organisation or group',
      affiliation: 'the university or laboratory',
      role: 'the role',
      thesis: 'the title of the thesis',
      field: 'the field',
      agreement: 'the gender, for French',
      rights: 'the image rights',
      restrictions: 'the restrictions',
      bluesky: 'the Bluesky account',
      mastodon: 'the Mastodon account',
      x: 'the X account',
      linkedin: 'the LinkedIn account',
      instagram: 'the Instagram account',
      threads: 'the Threads account',
      facebook: 'the Facebook account',
    },
  },
  problems: {
    label: 'To mend in the file',
    title: (out, look) => joined([out > 0 && `${out} to correct`, look > 0 && `${look} to check`]),
    line: (line) => `Line ${line}.`,
    all: (count) => `See all ${count}`,
    codes: {
      'no-title': () => 'Neither title nor speaker: the line is not imported. Give it a title.',
      'no-name': () => 'No name: the line is not imported. Give it a name.',
      'no-start': () => 'No start: the line is not imported. Add the hour.',
      'no-day': () => 'An hour without a date: choose the day above, or add a column of dates.',
      'no-room': () => 'No room, and the event has several: say which.',
      'no-end': () => 'Neither end nor duration: the line is not imported. Add one.',
      'bad-date': ({ value }) => `${quoted(value)}is no date. Write 28/05/2027 or 2027-05-28.`,
      'bad-hour': ({ value }) => `${quoted(value)}is no hour. Write 17:15.`,
      'bad-duration': ({ value }) => `${quoted(value)}is no duration. Write 45 or 1:30.`,
      'ends-before': ({ value }) => `The end ${quoted(value)}is before the start. Correct one of them.`,
      'no-such-hour': ({ value }) => `${quoted(value)}does not exist that day: clocks go forward. Choose another hour.`,
      twice: ({ value }) =>
        `${quoted(value)}exists twice that day: clocks go back. Add the offset, such as 02:30+02:00.`,
      'all-day': () => 'All day, without an hour: it is not imported. Give it an hour.',
      'too-long': () => 'More than 300 characters: the line is not imported. Shorten the title.',
      'duration-guessed': ({ other }) => `No duration: ${other} min, until the next. Check it.`,
      'after-midnight': ({ value }) => `${quoted(value)}is past midnight: read as of the day after. Check it.`,
      overlap: ({ value, other }) => `Overlaps ${quoted(value)}(line ${other}) in the same room. Check the hours.`,
      'new-room': ({ value, near }) =>
        near === undefined
          ? `The room ${quoted(value)}does not exist yet: it will be made.`
          : `The room ${quoted(value)}will be made. Did you mean ${quoted(near)}? Then correct the file.`,
      formula: ({ value }) =>
        `${quoted(value)}is a formula to a spreadsheet. Kept as plain text: check that it is meant.`,
      'odd-handle': ({ value, near }) =>
        `${quoted(value)}is no account of ${networkOf(near)}: left out, the name will be written. ${shapeOf(near)}`,
      'same-handle': ({ value, other }) =>
        `The account ${quoted(value)}is on line ${other} too. Keep it for one person.`,
      'same-person': () =>
        'This name is in the file already: both lines make one. Two of the same name? Add a column of identifiers.',
      recurs: ({ other }) => `It recurs: read ${other} times.`,
      'recurs-cut': ({ other }) => `It recurs without end: only the first ${other} times are read.`,
      cancelled: () => 'Cancelled in the file: not imported.',
      'many-people': () =>
        'Several people: their names are imported, not the other columns. A line a person would give them.',
      'odd-rights': ({ value }) =>
        `Image rights ${quoted(value)}not understood: left to confirm. Write yes, no, face or to confirm.`,
      'odd-kind': ({ value }) => `Kind ${quoted(value)}not understood: left out. Write person, organisation or group.`,
      'odd-language': ({ value }) => `Language ${quoted(value)}not understood: the event’s is taken. Write fr, en, es…`,
      'zone-guessed': ({ value }) => `The zone ${quoted(value)}is not described: the event’s is taken. Check the hour.`,
      'field-too-long': ({ value }) => `${quoted(value)}is over 300 characters: this cell is not imported.`,
    },
  },
  difference: {
    label: 'What the import would change',
    title: 'What will change',
    sum: ({ segments = 0, people = 0, changed = 0, kept = 0, gone = 0 }, same) =>
      `${
        joined([
          segments > 0 && `${segments} new ${plural(segments, 'segment', 'segments')}`,
          people > 0 && `${people} new ${plural(people, 'person', 'people')}`,
          changed > 0 && `${changed} to update`,
          kept > 0 && `${kept} where the team’s version is kept`,
          gone > 0 && `${gone} no longer in the file`,
          same > 0 && `${same} up to date`,
        ]) || 'Nothing'
      }.`,
    cancelGone: (count) => `Also cancel the ${plural(count, 'segment', `${count} segments`)} no longer in the file`,
    states: {
      new: (count) => `New: ${count}`,
      changed: (count) => `Updated: ${count}`,
      kept: (count) => `Kept as the team wrote it: ${count}`,
      gone: (count) => `No longer in the file: ${count}`,
    },
    rows: { room: 'room', person: 'directory', segment: 'running order' },
    nothing: 'nothing',
    colon: ': ',
    all: (count) => `See all ${count}`,
    take: (field) => `Take the file’s (${field})`,
    minutes: (count) => `${count} min`,
    fieldOf: (field) => FIELDS[field] ?? field,
    values: {
      talk: 'talk',
      break: 'break',
      jury: 'deliberation',
      prize: 'prize',
      other: 'other',
      human: 'person',
      organisation: 'organisation',
      group: 'group',
      granted: 'granted',
      'to-confirm': 'to confirm',
      refused: 'refused',
      'no-face': 'not the face',
    },
  },
};

const FIELDS: Readonly<Record<string, string>> = {
  rooms: 'room',
  people: 'speakers',
  plannedMs: 'hour',
  durationMs: 'duration',
  imageRights: 'image rights',
  'about.title': 'title of the thesis',
  'about.field': 'field',
  'about.agreement': 'agreement',
  'handles.bluesky': 'Bluesky account',
  'handles.mastodon': 'Mastodon account',
  'handles.x': 'X account',
  'handles.linkedin': 'LinkedIn account',
  'handles.instagram': 'Instagram account',
  'handles.threads': 'Threads account',
  'handles.facebook': 'Facebook account',
};
