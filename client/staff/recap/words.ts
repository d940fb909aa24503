import { dictionary } from '../../words/words.ts';
import { fr } from './words.fr.ts';

/** The words of the recap. */
export const words = dictionary(fr, () => import('./words.en.ts').then((found) => found.en));
