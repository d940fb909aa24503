import { pluralEn } from '../../words/plural.ts';
import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  see: 'See',
  close: 'Close this notice',
  more: (count) => `and ${count} ${pluralEn(count, 'other', 'others')}`,
  about: (what, about) => `${what}: ${about}`,
  reasons: {
    submitted: 'To approve',
    returned: 'Sent back to you',
    'second-person': 'Waits for a second person',
    refused: 'Refused by a network',
    missed: 'Missed its moment',
    unknown: 'Nobody knows whether it went out',
    hold: 'Everything is held',
    'question-given': 'A question was given to you',
    'question-reply': 'A question got its reply',
    'question-late': 'A question has waited for 3 h 30 min',
  },
  page: {
    here: 'In the open app',
    hereWhy: 'A banner and a count tell what waits for you. Never a sound.',
    vibration: 'Vibrate',
    vibrationHint: 'A short buzz with each notice.',
    noVibration: 'This device does not vibrate when a page asks.',
    away: 'App closed, or phone in a pocket',
    awayWhy:
      'The phone shows a notice even when Régie is closed. No words of a post and no name are in it: a locked screen is read over a shoulder.',
    turnOn: 'Get notices',
    turningOn: 'One moment…',
    on: 'This device gets the notices of all your shows.',
    turnOff: 'Get no more notices',
    off: 'This device gets no more notices.',
    test: 'Send a test notice',
    tested: 'Test notice sent: it comes within seconds.',
    quiet: 'Discreet',
    quietHint: 'Neither sound nor vibration: the notice only shows.',
    which: 'Of what',
    kinds: {
      approve: 'To approve',
      refused: 'Refused by a network',
      missed: 'Missed its moment',
      unknown: 'Unknown outcome',
      hold: 'Everything held',
      question: 'Questions',
    },
    kindsWhy: {
      approve: 'A post submitted, yours if it is sent back, or a prize that waits for a second person.',
      refused: 'To who can correct or send again.',
      missed: 'To who can still publish it.',
      unknown: 'To who can say whether it went out.',
      hold: 'To the whole team.',
      question: 'Given to you, replied to, or late soon.',
    },
    denied:
      'This browser refuses notices from Régie. Allow them in the site’s settings (the padlock of the address bar), then come back here.',
    unanswered: 'The browser’s question was not answered. Tap “Get notices” again.',
    install:
      'On iPhone and iPad notices need the installed app: Share button, then “Add to Home Screen”. Open Régie from there, and come back here.',
    unsupported: 'This browser cannot show notices. The banner and the count remain.',
    insecure: 'Over plain HTTP no notice is possible: open the address in https://.',
    failed: 'This browser’s push service does not answer. Try again later.',
    offline: 'The network is needed to change this.',
  },
};
