import { dictionary } from '../../words/words.ts';
import { fr } from './first-publication.fr.ts';

/** The words of the first publication of a phone. */
export const firstPublicationWords = dictionary(fr, () =>
  import('./first-publication.en.ts').then((found) => found.en),
);
