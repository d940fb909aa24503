import { dictionary } from '../../words/words.ts';
import { fr } from './menu.fr.ts';

export const menuWords = dictionary(fr, () => import('./menu.en.ts').then((found) => found.en));
