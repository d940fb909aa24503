import type { ActRefusal } from '../sync/store.ts';
import { fr } from './refusals.fr.ts';
import { dictionary } from './words.ts';

const words = dictionary(fr, () => import('./refusals.en.ts').then((found) => found.en));

/** Why something was not done, in the reader's language. */
export function refusalWords({ code, detail }: ActRefusal): string {
  const t = words();
  if (code === 'too-long' && detail?.length !== undefined && detail.limit !== undefined) {
    return t.tooLongBy(detail.length, detail.limit);
  }
  return t.codes[code];
}
