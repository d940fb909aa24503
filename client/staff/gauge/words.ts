import { dictionary } from '../../words/words.ts';
import { fr } from './words.fr.ts';

/** What networks cost and take, on Direct and in the settings. */
export const gaugeWords = dictionary(fr, () => import('./words.en.ts').then((found) => found.en));
