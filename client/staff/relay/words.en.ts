import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  act: 'Repost',
  title: 'Repost',
  from: (network, account) => `${network}, published by ${account}`,
  none: (network) => `No other account on ${network}`,
  noneWhy: 'A repost comes from another account of ours on the same network.',
  add: 'Add a channel',
  approver: 'Reposting takes the hat of approval.',
  byHand: 'By hand: Régie cannot repost on X. Open the account and repost there.',
  open: 'Open the account',
  askAs: (account) => `Repost from ${account}`,
  again: 'Try again',
  back: 'Take the repost back',
  asked: 'Asked.',
  takenBack: 'The repost is taken back.',
  by: (account, state) => `Repost by ${account}: ${state}`,
  missed: 'not done in time',
  states: {
    owed: 'asked',
    sending: 'under way',
    published: 'done',
    refused: 'refused',
    unknown: 'not known yet, Régie is looking',
    dropped: 'left',
    removing: 'being taken back',
    removed: 'taken back',
  },
};
