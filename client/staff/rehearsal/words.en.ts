import { pluralEn } from '../../words/plural.ts';
import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  title: 'Rehearsal networks',
  why: 'What would have gone to the networks. None of it is real: only the team and the wall see it.',
  notRehearsal: 'This is no rehearsal: what is published goes to the networks for good.',
  notRehearsalWhy: 'To rehearse, open the list of events and tap “Rehearse”.',
  shows: 'All events',
  none: 'Nothing has been published yet',
  noneWhy: 'Publish a post in Live: it appears here, as on the network.',
  stale: 'Offline: this is what was known.',
  refresh: 'Refresh',
  channel: 'Channel',
  allChannels: 'All',
  count: (count) => `${count} ${pluralEn(count, 'post', 'posts')}`,
  at: (hour) => `at ${hour}`,
  removed: 'Removed from the network',
  relays: (channel) => `Reposts the post of ${channel}`,
  reply: 'In reply to',
  replyGone: 'In reply to a post that is no longer there',
  asks: 'Play an incident',
  asksWhy: 'What you choose happens to this channel’s next sending, once. Then look at the tray.',
  on: (channel) => `On ${channel}`,
  next: (faults) => `Next sendings: ${faults}.`,
  faults: {
    lost: 'Lost answer',
    limit: 'Too many posts',
    refuse: 'Refusal',
    down: 'Network down',
  },
  faultWhy: {
    lost: 'The network takes the post, and its answer never comes. Régie does not send again: it first looks whether the post is there.',
    limit: 'The network asks to wait 20 s. Régie waits, then sends.',
    refuse: 'The network will not have the post. It goes to the tray, and the other channels go out.',
    down: 'Nothing leaves. Régie tries again while the post is fresh.',
  },
  faultShort: {
    lost: 'lost answer',
    limit: 'wait',
    refuse: 'refusal',
    down: 'down',
  },
  administer: 'Incidents are played with the role Administer.',
  play: 'Play',
  playSays: (fault) => `Play: ${fault}`,
  planned: (fault, channel) => `${fault}: at the next sending on ${channel}.`,
};
