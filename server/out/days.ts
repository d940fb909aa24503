import type { ShowRow } from '../../shared/rows/show.ts';
import { isFrench } from '../../shared/text/hours.ts';

/** « jeudi 10 juin 2027 », where the show is and in its language. */
export function dayIn(atMs: number, { zone, language }: Pick<ShowRow, 'zone' | 'language'>): string {
  const locale = isFrench(language) ? 'fr' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: zone }).format(atMs);
}
