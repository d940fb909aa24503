import type { Recap, RecapPhoto, RecapPlace, RecapSaid, RecapSegment } from '../../shared/recap-schema.ts';
import { hour } from '../../shared/text/hours.ts';
import { isSameDay, localTimeOf } from '../../shared/zone.ts';
import { type RecapWords, recapWords } from './words.ts';

/** How every export says times, names of files and figures of one recap. */
export interface Telling {
  readonly words: RecapWords;
  /** `18 h 30`. */
  readonly hour: (atMs: number) => string;
  /** « jeudi 10 juin 2027 ». */
  readonly day: (atMs: number) => string;
  /** « 9 juin », where that is not the show's day. */
  readonly otherDay: (atMs: number) => string | undefined;
  /** « Rédaction : Loane, validation : Naïma »; empty when nobody is known. */
  readonly byline: (said: RecapSaid) => string;
  /** `2027-06-10T18:30:05+02:00`, for machines. */
  readonly iso: (atMs: number) => string;
  /** « 12 posts », « 1 post ». */
  readonly counted: (n: number, what: keyof RecapWords['counted']) => string;
  /** A figure, or « non mesuré ». */
  readonly measured: (n: number | null) => string;
  /** The network of a place, and which of our accounts where several spoke there. */
  readonly place: (place: RecapPlace) => string;
  /** The path of each received photo inside the archive, by the photo's id. */
  readonly files: ReadonlyMap<string, string>;
}

export function tellingOf(recap: Recap): Telling {
  const { zone, language } = recap.show;
  const words = recapWords(language);
  const dayMs = recap.show.beganMs ?? recap.madeMs;
  const locale = words.language === 'fr' ? 'fr' : 'en-GB';
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: zone });
  const shortDays = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: zone });
  return {
    words,
    hour: (atMs) => hour(atMs, zone, language),
    day: (atMs) => days.format(atMs),
    otherDay: (atMs) => (isSameDay(atMs, dayMs, zone) ? undefined : shortDays.format(atMs)),
    byline: (said) => bylineOf(said, words),
    iso: (atMs) => isoIn(atMs, zone),
    counted: (n, what) => `${words.count(n)}\u00A0${words.counted[what][isOne(n, words.language) ? 0 : 1]}`,
    measured: (n) => (n === null ? words.notMeasured : words.count(n)),
    place: ({ network, account }) => {
      const several = recap.channels.filter((one) => one.network === network).length > 1;
      return several && account !== '' ? `${words.networks[network]} · ${account}` : words.networks[network];
    },
    files: photoFiles(recap),
  };
}

function bylineOf({ writtenBy, approvedBy, firedBy }: RecapSaid, words: RecapWords): string {
  const parts = [
    ...(writtenBy.length > 0 ? [words.writtenBy(words.list(writtenBy))] : []),
    ...(approvedBy === null ? [] : [words.approvedBy(approvedBy)]),
    ...(firedBy === null ? [] : [words.firedBy(firedBy)]),
  ].join(', ');
  return parts.slice(0, 1).toUpperCase() + parts.slice(1);
}

/** In French nothing and one are singular; in English one alone. */
const isOne = (n: number, language: 'fr' | 'en'): boolean => n === 1 || (language === 'fr' && n === 0);

/** Every photo that is told and that the server has, in order, once. */
export function receivedPhotos(recap: Recap): readonly RecapPhoto[] {
  const photos = recap.parts.flatMap((part) => part.said.flatMap((said) => said.photos));
  return [...new Map(photos.filter((photo) => photo.received).map((photo) => [photo.id, photo])).values()];
}

/** `photos/001-c01-photo.jpg`: in the order of the evening, by their post. */
function photoFiles(recap: Recap): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const part of recap.parts) {
    for (const { post, photos } of part.said) {
      for (const photo of photos) {
        if (!photo.received || files.has(photo.id)) continue;
        files.set(photo.id, `photos/${String(files.size + 1).padStart(3, '0')}-${post}.jpg`);
      }
    }
  }
  return files;
}

/** `recap-mt180-2027-06-10`. */
export const fileName = ({ show, madeMs }: Recap): string =>
  fileNameOf('recap', { show, dayMs: show.beganMs ?? madeMs });

/** What a file of a show is called: what it is, whose, and of which day, in plain letters. */
export function fileNameOf(
  what: string,
  { show, dayMs }: { readonly show: Pick<Recap['show'], 'id' | 'shortName' | 'zone'>; readonly dayMs: number },
): string {
  return `${what}-${slugOf(show.shortName) || slugOf(show.id) || 'regie'}-${isoIn(dayMs, show.zone).slice(0, 10)}`;
}

/** `Institut d’été` is `institut-d-ete`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** By how much a segment began late, in minutes; undefined where it has not begun. */
export const lateMinutes = ({ startMs, plannedMs }: RecapSegment): number | undefined =>
  startMs === undefined ? undefined : (startMs - plannedMs) / 60_000;

function isoIn(atMs: number, zone: string): string {
  const local = localTimeOf(atMs, zone);
  const asUtcMs = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
  const offset = Math.round((asUtcMs - Math.floor(atMs / 1000) * 1000) / 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const away = Math.abs(offset);
  return `${new Date(asUtcMs).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}
