import type { fr } from './segments.fr.ts';
import type { Translated } from './words.ts';

export const en: Translated<typeof fr> = {
  restrictions: {
    'no-slide': 'no photo of the slide',
    'no-slide-photo': 'no photo of the slide',
    'no-photo': 'no photo',
    'no-faces': 'no faces',
    'no-quote': 'no quote',
    'no-publication-avant-accord': 'nothing before agreement',
  },
  rights: {
    granted: 'image allowed',
    'to-confirm': 'image: to confirm',
    refused: 'image refused',
    'no-face': 'not the face',
  },
  nobody: 'to be defined',
};
