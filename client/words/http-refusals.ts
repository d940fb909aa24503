import type { HttpRefused } from '../../shared/access.ts';
import { fr } from './http-refusals.fr.ts';
import { dictionary } from './words.ts';

const words = dictionary(fr, () => import('./http-refusals.en.ts').then((found) => found.en));

/** `offline`: the server did not answer. */
export type HttpFailure = HttpRefused['code'] | 'offline';

/** Why one of the server's routes did not do what was asked, in the reader's language. */
export const httpRefusalWords = (code: HttpFailure): string => words()[code];
