import { placesOf } from '../../shared/recap-figures.ts';
import type { Recap, RecapPlace, RecapSaid, RecapSegment } from '../../shared/recap-schema.ts';
import { type Cell, csvOf } from './csv-cells.ts';
import { lateMinutes, type Telling, tellingOf } from './telling.ts';

const COLUMNS = [
  'date',
  'hour',
  'segment',
  'kind',
  'network',
  'account',
  'words',
  'language',
  'url',
  'photos',
  'alts',
  'writtenBy',
  'approvedBy',
  'firedBy',
  'likes',
  'reposts',
  'replies',
  'countedAt',
  'lateMinutes',
  'starred',
  'relayedBy',
] as const;

/** One line a place where a post is out, for a spreadsheet. Words never run as a formula. */
export function recapCsv(recap: Recap): string {
  const telling = tellingOf(recap);
  const lines: (readonly Cell[])[] = [COLUMNS.map((column) => telling.words.columns[column])];
  for (const { segment, said } of recap.parts) {
    for (const one of said) {
      for (const place of placesOf(one)) lines.push(cellsOf({ segment, said: one, place, telling }));
    }
  }
  return csvOf(lines, telling.words.language);
}

function cellsOf(parts: {
  readonly segment: RecapSegment | undefined;
  readonly said: RecapSaid;
  readonly place: RecapPlace;
  readonly telling: Telling;
}): readonly Cell[] {
  const { segment, said, place, telling } = parts;
  const { words } = telling;
  const cells: Record<(typeof COLUMNS)[number], Cell> = {
    date: dateOf(place.saidMs, telling),
    hour: telling.iso(place.saidMs).slice(11, 19),
    segment: segment?.title,
    kind: words.kinds[said.kind],
    network: words.networks[place.network],
    account: place.account,
    words: place.words,
    language: said.language,
    url: place.url,
    photos: said.photos.length,
    alts: said.photos.map((photo) => photo.alt).join('\n'),
    writtenBy: said.writtenBy.join(', '),
    approvedBy: said.approvedBy,
    firedBy: said.firedBy ?? words.automatic,
    likes: place.likes ?? words.notMeasured,
    reposts: place.reposts ?? words.notMeasured,
    replies: place.replies ?? words.notMeasured,
    countedAt:
      place.countedMs === undefined
        ? undefined
        : `${dateOf(place.countedMs, telling)} ${telling.iso(place.countedMs).slice(11, 16)}`,
    lateMinutes: segment && lateMinutes(segment),
    starred: said.starred ? words.columns.starred : undefined,
    relayedBy: place.relayedBy?.join(', '),
  };
  return COLUMNS.map((column) => cells[column]);
}

/** `10/06/2027` in French, `2027-06-10` in English: both are taken for dates. */
function dateOf(atMs: number, { iso, words }: Telling): string {
  const date = iso(atMs).slice(0, 10);
  return words.language === 'fr' ? date.split('-').reverse().join('/') : date;
}
