import type { Translated } from '../../words/words.ts';
import type { fr } from './first-publication.fr.ts';

export const en: Translated<typeof fr> = {
  title: 'First publication for real',
  real: (show) => `“${show}” is no rehearsal: what goes out is public at once. You publish as:`,
  as: 'You publish as',
  rehearses: 'Rehearsal: nothing goes to the networks.',
  noName: 'account not said',
  clock: (hour, zone) => `It is ${hour} (${zone}).`,
  once: 'Asked only once on this phone, and again if an account changes.',
  notNow: 'Not now',
  publish: 'Hold to publish',
};
