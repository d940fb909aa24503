import { en } from './en.ts';
import { fr } from './fr.ts';
import { dictionary } from './words.ts';

/** The words of the frame and of the shared parts. */
export const common = dictionary(fr, en);
