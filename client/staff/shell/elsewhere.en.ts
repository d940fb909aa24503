import type { Translated } from '../../words/words.ts';
import type { fr } from './elsewhere.fr.ts';

export const en: Translated<typeof fr> = {
  title: 'Régie is open in another tab',
  why: 'Only one tab at a time writes on this phone, so that nothing is sent twice.',
  here: 'Use here',
};
