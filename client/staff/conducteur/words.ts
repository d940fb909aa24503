import { dictionary } from '../../words/words.ts';
import { en } from './words.en.ts';
import { fr } from './words.fr.ts';

export const words = dictionary(fr, en);
