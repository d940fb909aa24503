import { expect, test } from 'vitest';
import { readFile } from '../../../server/import/read-file.ts';
import type { Mapping } from '../../../shared/import.ts';

const ZONE = 'Europe/Paris';
const DAY = '2027-06-10';
/** Paris in summer. */
const at = (hour: number, minute = 0) => Date.UTC(2027, 5, 10, hour - 2, minute);

const bytesOf = (text: string) => new TextEncoder().encode(text);
function read(given: string | Uint8Array, more: { mapping?: Mapping; day?: string; onlyRoom?: string } = {}) {
  const bytes = typeof given === 'string' ? bytesOf(given) : given;
  return readFile(bytes, { zone: ZONE, language: 'fr', day: DAY, onlyRoom: 'Scène', ...more });
}
function readWell(given: string | Uint8Array, more: Parameters<typeof read>[1] = {}) {
  const found = read(given, more);
  if (!found.ok) throw new Error(found.fault);
  return found;
}
const problemsOf = (given: string, more: Parameters<typeof read>[1] = {}) => readWell(given, more).reading.problems;

const HEAD = 'Heure;Durée;Titre\n';

test('IM1 a table is read rightly in UTF-8, UTF-16, or the Windows-1252 of a French spreadsheet', () => {
  const text = 'Nom;Université\nŒuvrard Zoé;Besançon – Franche-Comté\n';
  // 0x8c and 0x96 are Œ and – there, and nothing in Latin-1.
  const windows = Uint8Array.from([...text].map((letter) => ({ Œ: 0x8c, '–': 0x96 })[letter] ?? letter.charCodeAt(0)));
  const wide = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
  const encodings = [bytesOf(text), bytesOf(`\uFEFF${text}`), windows, wide].map((bytes) => {
    const { encoding, reading } = readWell(bytes);
    expect(reading.people).toMatchObject([{ name: 'Œuvrard Zoé', affiliation: 'Besançon – Franche-Comté' }]);
    return encoding;
  });
  expect(encodings).toEqual(['utf-8', 'utf-8', 'windows-1252', 'utf-16']);
});

test('IM2 a workbook, a picture, a PDF and an empty file are refused by what they are', () => {
  const faultOf = (bytes: Uint8Array) => read(bytes);
  expect(faultOf(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0))).toEqual({ ok: false, fault: 'spreadsheet' });
  expect(faultOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toEqual({ ok: false, fault: 'spreadsheet' });
  expect(faultOf(bytesOf('%PDF-1.7'))).toEqual({ ok: false, fault: 'binary' });
  expect(faultOf(Uint8Array.of(1, 2, 3, 0, 0, 0, 7))).toEqual({ ok: false, fault: 'binary' });
  expect(faultOf(bytesOf(' \n\t'))).toEqual({ ok: false, fault: 'empty' });
});

test('IM3 the separator and the headings are found, in French or English, under the titles people leave above', () => {
  const rows = [
    ['Start', 'Duration (min)', 'Session title', 'Speaker', 'Bluesky'],
    ['17:15', '3', 'Tides, and pools', 'Zoé Œuvrard', '@zoe.example'],
  ];
  for (const separator of ['\t', ';', ',', '|']) {
    const cell = (value: string) => (value.includes(separator) ? `"${value}"` : value);
    const found = readWell(rows.map((row) => row.map(cell).join(separator)).join('\n'));
    expect(found.table).toMatchObject({ separator, mapping: ['start', 'duration', 'title', 'people', 'bluesky'] });
    expect(found.reading.segments).toMatchObject([
      { title: 'Tides, and pools', plannedMs: at(17, 15), durationMs: 180_000 },
    ]);
    expect(found.reading.people).toMatchObject([{ name: 'Zoé Œuvrard', handles: { bluesky: 'zoe.example' } }]);
  }
  const titled = `Finale nationale;;\n;;\nHoraire;Intitulé;Candidat·e\n18 h;Ouverture;\n`;
  expect(readWell(titled).table?.mapping).toEqual(['start', 'title', 'people']);
  expect(readWell(titled).reading.segments).toMatchObject([{ title: 'Ouverture', plannedMs: at(18), line: 4 }]);
});

test('IM4 lines are counted through cells of several lines, and a quote never closed is named with its line', () => {
  expect(problemsOf(`${HEAD}17:15;3;"La mer\net les marées"\nquand;3;Perdue`)).toEqual([
    { code: 'bad-hour', line: 4, about: 'Perdue', value: 'quand' },
  ]);
  expect(read(`${HEAD}17:15;3;"La mer\n17:20;3;Autre`)).toMatchObject({ ok: false, fault: 'unreadable-table' });
});

test('IM5 hours, days and lengths are read as people and spreadsheets write them', () => {
  const starts = (text: string) =>
    readWell(`Jour;Heure;Durée;Titre\n${text}`).reading.segments.map(({ plannedMs }) => plannedMs);
  expect(
    starts('10/06/2027;17 h 15;3;A\n2027-06-10;17:15:00;3;B\njeudi 10 juin 2027;17h15;3;C\n10.06.27;5:15 pm;3;D'),
  ).toEqual(Array.from({ length: 4 }, () => at(17, 15)));
  // A column of days of which one has no thirteenth month is America's.
  expect(starts('6/10/2027;17:15;3;A\n6/20/2027;17:15;3;B')[0]).toBe(at(17, 15));
  const whole = 'Début;Durée;Titre\n2027-06-10T17:15:00+02:00;3;A\n10/06/2027 17:15;3;B';
  expect(readWell(whole).reading.segments.map(({ plannedMs }) => plannedMs)).toEqual([at(17, 15), at(17, 15)]);
  const lengths = ['45', '45 min', '0:45', '00:45:00', '0,75 h', '2700 s'].map(
    (length, place) => `${place + 1}:00;${length};T${place}`,
  );
  expect(readWell(HEAD + lengths.join('\n')).reading.segments.map(({ durationMs }) => durationMs)).toEqual(
    Array.from({ length: 6 }, () => 45 * 60_000),
  );
  expect(readWell('Horaire;Titre\n17h15 – 17h30;A').reading.segments).toMatchObject([{ durationMs: 15 * 60_000 }]);
});

test('IM6 an hour that does not exist there, or exists twice, leaves its line out and is named', () => {
  expect(problemsOf(`${HEAD}2:30;3;Nuit`, { day: '2027-03-28' })).toEqual([
    { code: 'no-such-hour', line: 2, about: 'Nuit', value: '2:30' },
  ]);
  expect(problemsOf(`${HEAD}2:30;3;Nuit`, { day: '2027-10-31' })).toEqual([
    { code: 'twice', line: 2, about: 'Nuit', value: '2:30' },
  ]);
});

test('IM7 a line without a time, a title or a room is named and left out; the others are read', () => {
  const table = [
    'Jour;Heure;Fin;Titre;Salle',
    ';17:00;17:10;Bonne;A',
    ';;;Sans heure;A',
    '32/06/2027;17:20;17:30;Un jour de trop;A',
    '10/06/2027;17:30;17:20;À rebours;A',
    '10/06/2027;17:40;17:50;;A',
    '10/06/2027;17:50;18:00;Sans salle;',
    '10/06/2027;25:00;18:00;Trop tard;A',
  ].join('\n');
  const { problems, segments } = readWell(table, { onlyRoom: undefined as never }).reading;
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ['no-start', 3],
    ['bad-date', 4],
    ['ends-before', 5],
    ['no-title', 6],
    ['no-room', 7],
    ['bad-hour', 8],
  ]);
  expect(segments.map(({ title }) => title)).toEqual(['Bonne']);
  expect(problemsOf('Heure;Durée;Titre\n17:15;longtemps;A', {})).toMatchObject([
    { code: 'bad-duration', value: 'longtemps' },
  ]);
  expect(readFile(bytesOf(`${HEAD}17:15;3;A`), { zone: ZONE, language: 'fr', onlyRoom: 'S' })).toMatchObject({
    reading: { problems: [{ code: 'no-day', line: 2 }], segments: [] },
  });
});

test('IM8 two segments that overlap in one room are named with both lines', () => {
  const table = 'Heure;Fin;Titre;Salle\n17:00;17:30;Un;A\n17:00;17:30;Ailleurs;B\n17:20;17:40;Deux;A';
  expect(problemsOf(table)).toEqual([{ code: 'overlap', line: 4, about: 'Deux', value: 'Un', other: 2 }]);
});

test('IM9 a length that nobody said goes to the next in that room, and is named', () => {
  const { segments, problems } = readWell('Heure;Titre;Salle\n17:00;Un;A\n17:10;Ailleurs;B\n17:20;Deux;A').reading;
  expect(segments.map(({ durationMs }) => durationMs / 60_000)).toEqual([20, 30, 30]);
  expect(problems).toContainEqual({ code: 'duration-guessed', line: 2, about: 'Un', other: 20 });
});

test('IM10 a cell that a spreadsheet would run is kept as the text it is, and named; a handle’s @ is not one', () => {
  const { people, problems } = readWell(
    'Nom;Fonction;Bluesky\nZoé;=HYPERLINK("http://x.example");@zoe.example',
  ).reading;
  expect(people).toMatchObject([{ role: '=HYPERLINK("http://x.example")', handles: { bluesky: 'zoe.example' } }]);
  expect(problems).toEqual([{ code: 'formula', line: 2, value: '=HYPERLINK("http://x.example")' }]);
});

test('IM11 two people with one handle are named with both lines', () => {
  expect(problemsOf('Nom;Mastodon\nZoé;@zoe@m.example\nAda;https://m.example/@Zoe\nLéo;@leo@m.example')).toEqual([
    { code: 'same-handle', line: 3, about: 'Ada', value: '@Zoe@m.example', other: 2 },
  ]);
});

test('IM12 a line describes its one person; of several, only the names are kept, and that is said', () => {
  const { people, segments, problems } = readWell(
    'Heure;Durée;Titre;Intervenants;Université;Civilité;Titre de la thèse\n17:00;3;Un;Zoé Œuvrard;Nantes;Mme;La mer\n17:10;9;Deux;Ada et Léo;Nantes;;',
  ).reading;
  expect(people).toMatchObject([
    { name: 'Zoé Œuvrard', affiliation: 'Nantes', about: { agreement: 'f', title: 'La mer' } },
    { name: 'Ada' },
    { name: 'Léo' },
  ]);
  expect(people[1]).not.toHaveProperty('affiliation', 'Nantes');
  expect(segments.map((segment) => segment.people.length)).toEqual([1, 2]);
  expect(problems).toEqual([{ code: 'many-people', line: 3, value: 'Ada et Léo' }]);
});

test('IM13 languages, kinds and image rights are read from words; what is none of them is named', () => {
  const { segments, people, problems } = readWell(
    'Heure;Durée;Titre;Langue;Candidat;Droit à l’image\n17:00;3;Un;Anglais;Zoé;oui\n17:10;9;Pause café;;;\n17:20;3;Deux;Klingon ?;Ada;refusé\n17:30;3;Trois;pt-BR;Léo;bof',
  ).reading;
  expect(segments.map(({ language, kind }) => [kind, language])).toEqual([
    ['talk', 'en'],
    ['break', undefined],
    ['talk', undefined],
    ['talk', 'pt-BR'],
  ]);
  expect(people.map(({ imageRights }) => imageRights)).toEqual(['granted', 'refused', 'to-confirm']);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ['odd-language', 4],
    ['odd-rights', 5],
  ]);
});

test('IM14 a table without hours is a directory, its lines of one name made one, and named', () => {
  const { people, segments, problems } = readWell(
    'Prénom;Nom;Sigle;Type;Affiliation;X;Mastodon\nZoé;Œuvrard;;personne;CNRS;zoe_x;\n;Centre national;CNRS;organisme;;cnrs;\nZoé;Œuvrard;;;;;@zoe@m.example\n;;;;;;@x@y',
  ).reading;
  expect(segments).toEqual([]);
  expect(people).toMatchObject([
    { name: 'Zoé Œuvrard', kind: 'human', affiliation: 'CNRS' },
    { name: 'Centre national', acronym: 'CNRS', kind: 'organisation' },
  ]);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ['same-person', 4],
    ['no-name', 5],
  ]);
});

test('IM15 the mapping that a person chose is used; without a column of titles or names nothing is read', () => {
  expect(read('q;b\n1;2')).toMatchObject({
    ok: false,
    fault: 'no-columns',
    table: { hasHeadings: false, mapping: [null, null] },
  });
  const chosen = readWell('17:15;Ouverture\n17:20;Suite', { mapping: ['start', 'title'] });
  expect(chosen.reading.segments.map(({ title }) => title)).toEqual(['Ouverture', 'Suite']);
});

test('IM16 more lines than are read are refused', () => {
  expect(read(`Nom\n${'Zoé\n'.repeat(5_001)}`)).toEqual({ ok: false, fault: 'too-many', line: 5_000 });
});

test('IM80 a quotation that begins a cell is the author’s; a quote never closed is named with the line it opens on', () => {
  const titles = (cells: string) => readWell(`${HEAD}${cells}`).reading.segments.map(({ title }) => title);
  expect(titles('17:15;3;"Alien" : mythe ou réalité\n17:20;3;Le "grand" soir\n17:25;3;"Mer; et lune"')).toEqual([
    '"Alien" : mythe ou réalité',
    'Le "grand" soir',
    'Mer; et lune',
  ]);
  expect(titles('17:15;3;"Deux\nlignes"\n17:20;3;"Alien" et nous')).toEqual(['Deux lignes', '"Alien" et nous']);
  const torn = { ok: false, fault: 'unreadable-table', line: 3 };
  expect(read(`${HEAD}17:15;3;Un\n17:20;3;"Deux\n17:25;3;Trois\n17:30;3;Quatre`)).toEqual(torn);
  // A later quotation would close it, with the lines between inside.
  expect(read(`${HEAD}17:15;3;Un\n17:20;3;"Deux\n17:25;3;Trois\n17:30;3;"Quatre" et nous`)).toEqual(torn);
});

test('IM81 an hour past midnight is read as of the day after in its room, and named', () => {
  const { segments, problems } = readWell(
    'Heure;Fin;Titre;Salle\n22:30;23:00;Un;A\n23:30;0 h 15;Deux;A\n00:15 – 01:00;;Trois;A\n09:00;10:00;Ailleurs;B',
  ).reading;
  expect(segments.map(({ title, plannedMs, durationMs }) => [title, plannedMs, durationMs / 60_000])).toEqual([
    ['Ailleurs', at(9), 60],
    ['Un', at(22, 30), 30],
    ['Deux', at(23, 30), 45],
    ['Trois', at(24, 15), 45],
  ]);
  expect(problems).toEqual([
    { code: 'after-midnight', line: 3, about: 'Deux', value: '0 h 15' },
    { code: 'after-midnight', line: 4, about: 'Trois', value: '00:15 – 01:00' },
  ]);
  // With a day of its own a line is of that day, whatever stands above it.
  const dated = readWell('Jour;Heure;Durée;Titre\n10/06/2027;23:30;5;Un\n10/06/2027;0:15;5;Deux').reading;
  expect(dated.segments.map(({ title }) => title)).toEqual(['Deux', 'Un']);
});

test('PV42 what is no handle is named with its network and left out, so that the name is written', () => {
  const { people, problems } = readWell(
    'Nom;Bluesky;Mastodon;X\nZoé;bsky.app/profile/zoe.example;@zoe@m.example;non\nAda;;ada;https://m.example/@ada\nLéo;-;aucun;',
  ).reading;
  expect(people.map(({ handles }) => handles)).toEqual([
    { bluesky: 'zoe.example', mastodon: 'zoe@m.example' },
    undefined,
    undefined,
  ]);
  expect(problems).toEqual([
    { code: 'odd-handle', line: 2, about: 'Zoé', value: 'non', near: 'x' },
    { code: 'odd-handle', line: 3, about: 'Ada', value: 'ada', near: 'mastodon' },
    { code: 'odd-handle', line: 3, about: 'Ada', value: 'https://m.example/@ada', near: 'x' },
  ]);
});

test('IM83 a segment with a speaker is a talk, whatever its title begins with; a title that is nothing else is what it says', () => {
  const kinds = (rows: readonly string[]) =>
    readWell(
      `Heure;Durée;Titre;Intervenant;Type\n${rows.map((row, place) => `${10 + place}:00;5;${row}`).join('\n')}`,
    ).reading.segments.map(({ kind }) => kind);
  expect(
    kinds([
      'Résultats du JWST;Zoé;',
      'Prix de l’énergie;Ada;',
      'Le jury populaire;Léo;',
      'Introduction aux nœuds;Mia;',
    ]),
  ).toEqual(['talk', 'talk', 'talk', 'talk']);
  expect(kinds(['Remise des prix;Zoé;', 'Délibération;Ada;', 'Pause;Léo;', 'Ouverture de la soirée;Mia;'])).toEqual([
    'prize',
    'jury',
    'break',
    'other',
  ]);
  expect(kinds(['Prix du public;;', 'Délibération du jury;;', 'Suite;;', 'Les abeilles;Zoé;Pause'])).toEqual([
    'prize',
    'jury',
    'other',
    'break',
  ]);
});
