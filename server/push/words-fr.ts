import type { PushWords } from './words.ts';

export const FRENCH: PushWords = {
  rehearsal: 'répétition',
  submitted: (count) => (count === 1 ? 'Un post à valider' : `${count} posts à valider`),
  returned: 'Un post vous est renvoyé',
  'second-person': 'Un post attend une deuxième personne',
  refused: (network) => `${network} a refusé un post`,
  missed: 'Un post a manqué son heure',
  unknown: (network) => `Sort inconnu d’un envoi sur ${network}`,
  hold: (who) => (who === undefined ? 'Pause générale' : `Pause générale par ${who}`),
  'question-given': 'Une question vous est confiée',
  'question-reply': 'Une question a reçu sa réponse',
  'question-late': 'Une question attend depuis 3\u00A0h\u00A030',
  test: 'Les avis arrivent bien sur cet appareil.',
};
