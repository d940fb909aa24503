import { dictionary } from '../../words/words.ts';
import { fr } from './link-voice.fr.ts';

export const linkVoiceWords = dictionary(fr, () => import('./link-voice.en.ts').then((found) => found.en));
