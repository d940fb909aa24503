import { dictionary } from '../../words/words.ts';
import { fr } from './elsewhere.fr.ts';

export const elsewhereWords = dictionary(fr, () => import('./elsewhere.en.ts').then((found) => found.en));
