import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  none: 'Nothing is missing',
  noneWhy: 'Each talk has its introduction, each person their accounts and rights, and everything fits.',
  more: (count) => `And ${count} more.`,
  alsoOf: (handle, network, other) => `@${handle} (${network}), also of ${other}`,
  over: (network, over) => `${network}: ${over} too many`,
  codes: {
    'same-handle': 'Two people, one account',
    'too-long': 'Too long',
    'no-words': 'No words',
    'odd-token': 'Unknown place',
    'no-alt': 'No alternative text',
    'no-channel': 'No channel',
    'no-speaker': 'No speaker',
    'no-intro': 'No introduction',
    'rights-refused': 'Photos refused',
    rights: 'Image rights to confirm',
    'no-handle': 'No account',
    'no-cue': 'No cue',
  },
  why: {
    'same-handle': 'A mention would name only one of them.',
    'too-long': 'These posts cannot leave as they are.',
    'no-words': 'These posts have neither words nor photo.',
    'odd-token': 'These braces would go out as they stand.',
    'no-alt': 'A photo without alternative text cannot be approved.',
    'no-channel': 'These posts go nowhere.',
    'no-speaker': 'Nobody is named on these talks.',
    'no-intro': 'A template makes them all at once.',
    'rights-refused': 'Tell whoever photographs: no picture of these people.',
    rights: 'To be asked before the day.',
    'no-handle': 'The name will be written in full on these networks.',
    'no-cue': 'These prepared posts wait for a hand.',
  },
};
