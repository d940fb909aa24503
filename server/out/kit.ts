import type { Recap, RecapPhoto } from '../../shared/recap-schema.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import { hour } from '../../shared/text/hours.ts';
import { csvOf } from '../recap/csv-cells.ts';
import { pageBeside, type Sending, wholeOf } from '../recap/page-stream.ts';
import type { PhotoFile, PhotoReader } from '../recap/photo-file.ts';
import { fileNameOf, tellingOf } from '../recap/telling.ts';
import { type Entry, zipOf } from '../recap/zip.ts';
import { handlesOf } from './handles.ts';
import { kitHtml } from './kit-page.ts';
import { clearedPhotos } from './kit-photos.ts';
import { kitTexts } from './kit-texts.ts';
import { programmeOf } from './programme.ts';
import { outWords } from './words.ts';

/** `kit-mt180-2027-06-10`. */
export const kitName = (recap: Recap): string =>
  fileNameOf('kit', { show: recap.show, dayMs: recap.show.beganMs ?? recap.madeMs });

/**
 * What partners need to speak of the show on their own accounts, in one folder: a page, the programme as a table and a
 * calendar, and the pictures they may use.
 */
export async function partnerKit(
  rows: Rows,
  { recap, calendar, photoFile }: { readonly recap: Recap; readonly calendar: string; readonly photoFile: PhotoReader },
): Promise<Sending> {
  const atMs = recap.madeMs;
  const { photos, withheld } = clearedPhotos(rows, recap);
  const files = new Map<string, string>();
  const bytes = new Map<string, PhotoFile>();
  const here: RecapPhoto[] = [];
  for (const photo of photos) {
    const file = bytes.get(photo.hash) ?? (await photoFile(photo.hash, 'network'));
    if (!file) continue;
    bytes.set(photo.hash, file);
    here.push(photo);
    files.set(photo.id, `photos/${String(here.length).padStart(3, '0')}.jpg`);
  }
  const own = outWords(recap.show.language);
  const other = outWords(own.language === 'fr' ? 'en' : 'fr');
  const texts = kitTexts(rows, { recap, atMs, words: [own, other] });
  const page = kitHtml(rows, { recap, texts, photos: here, withheld });
  const folder = kitName(recap);
  const written: readonly (readonly [string, string])[] = [
    ['kit.html', pageBeside(page, files)],
    ['programme.csv', programmeCsv(rows, atMs)],
    ['programme.ics', calendar],
    ...(here.length > 0 ? [['photos.csv', photosCsv(recap, here, files)] as const] : []),
  ];
  const entries: Entry[] = written.map(([name, text]) => {
    const content = Buffer.from(text);
    return { name: `${folder}/${name}`, bytes: content.length, read: async () => content };
  });
  for (const { id, hash } of here) {
    const name = `${folder}/${files.get(id)}`;
    const length = bytes.get(hash)?.bytes ?? 0;
    entries.push({ name, bytes: length, read: () => wholeOf(bytes, hash) });
  }
  return zipOf(entries, atMs);
}

/** The programme for a spreadsheet: a line a segment, with the accounts to name. */
export function programmeCsv(rows: Rows, atMs: number): string {
  const show = showOf(rows);
  if (!show) return '';
  const words = outWords(show.language);
  const { columns } = words.kit;
  const { date, start, end, room, segment, state, people } = columns;
  const hourOf = (ms: number) => hour(ms, show.zone, 'en');
  // `10/06/2027` in French, `2027-06-10` in English: both are taken for dates.
  const day = new Intl.DateTimeFormat(words.language === 'fr' ? 'fr' : 'sv', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: show.zone,
  });
  const lines = programmeOf(rows, atMs).map((line) => [
    day.format(line.startMs),
    hourOf(line.startMs),
    hourOf(line.endMs),
    line.rooms.join(', '),
    line.segment.title,
    line.state === 'cancelled' || line.state === 'passed' ? words.sheet[line.state] : undefined,
    line.people.map((person) => [person.name, ...handlesOf(person).map(({ handle }) => handle)].join(' ')).join('\n'),
  ]);
  return csvOf([[date, start, end, room, segment, state, people], ...lines], words.language);
}

function photosCsv(recap: Recap, photos: readonly RecapPhoto[], files: ReadonlyMap<string, string>): string {
  const { columns } = outWords(recap.show.language).kit;
  const { file, alt, credit, people } = columns;
  const lines = photos.map((photo) => [files.get(photo.id), photo.alt, photo.credit, photo.people.join(', ')]);
  return csvOf([[file, alt, credit, people], ...lines], tellingOf(recap).words.language);
}
