import { dictionary } from '../../words/words.ts';
import { fr } from './phone.fr.ts';

export const phoneWords = dictionary(fr, () => import('./phone.en.ts').then((found) => found.en));
