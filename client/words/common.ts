import { fr } from './fr.ts';
import { dictionary } from './words.ts';

/** The words of the frame and of the shared parts. */
export const common = dictionary(fr, () => import('./en.ts').then((found) => found.en));
