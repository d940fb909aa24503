import { dictionary } from '../../words/words.ts';
import { fr } from './words.fr.ts';

export const words = dictionary(fr, () => import('./words.en.ts').then((found) => found.en));
