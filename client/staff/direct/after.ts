import { dictionary } from '../../words/words.ts';
import { fr } from './after.fr.ts';

export const after = dictionary(fr, () => import('./after.en.ts').then((found) => found.en));
