import { dictionary } from '../../words/words.ts';
import { fr } from './connection.fr.ts';

/** The words of connecting accounts. */
export const connectionWords = dictionary(fr, () => import('./connection.en.ts').then((found) => found.en));
