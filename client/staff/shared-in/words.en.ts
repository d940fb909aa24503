import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  waits: 'What you share waits: choose the show.',
  drop: 'Do not share',
  mayNotWrite: 'Photo not taken: your role does not let you write posts here.',
};
