import type { NetworkReason } from '../../shared/network-reason.ts';
import { fr } from './network-reasons.fr.ts';
import { dictionary } from './words.ts';

const words = dictionary(fr, () => import('./network-reasons.en.ts').then((found) => found.en));

/** Why a network did not do what was asked, in the reader's language. */
export const reasonWords = (code: NetworkReason): string => words().codes[code];
