import type { NetworkReason } from '../../shared/network-reason.ts';
import type { fr } from './network-reasons.fr.ts';
import type { Translated } from './words.ts';

const codes: Readonly<Record<NetworkReason, string>> = {
  unreachable: 'The network does not answer.',
  limit: 'Too many for now: the network asks to wait.',
  down: 'The network is down.',
  'not-connected': 'This channel is not connected: see the settings.',
  token: 'The password or the token is no longer valid: connect the channel again in the settings.',
  application: 'The network does not know the app of this account: connect the channel again in the settings.',
  'not-permitted': 'The token does not allow publishing: connect the channel again with the right permissions.',
  suspended: 'The account is suspended, locked or gone.',
  credits: 'The network asks for a payment first.',
  'too-long': 'Too long for this network.',
  'no-words': 'This network refuses a post without words.',
  'too-many-photos': 'Too many photos for this network.',
  'alt-too-long': 'An alternative text is too long for this network.',
  photo: 'The network refuses this photo.',
  'photo-missing': 'The photo has not reached the server.',
  duplicate: 'The network has these very words from this account already.',
  'reply-refused': 'The network takes no reply to that post.',
  gone: 'What was to be changed or followed is no longer there.',
  'not-found': 'Which of your posts it is cannot be found: delete it on the account, then say so here.',
  'same-account': 'This very account published it: only another one can repost it.',
  'not-seen': 'This account’s server does not see that post: it is private, or the two servers do not talk.',
  refused: 'The network refuses.',
  timeout: 'No answer in time.',
  cut: 'The line was cut before the answer.',
  'server-error': 'The network’s server failed during the call.',
  'odd-answer': 'The network answered something unexpected.',
  'wrong-host': 'This server is not of that network: check the channel’s address.',
  'private-address': 'This address is not public: check the channel’s address.',
  redirected: 'The network’s address leads elsewhere: check the channel’s address.',
  'plain-http': 'The network’s address is not encrypted: it must be https.',
  restart: 'Régie’s server stopped during the call.',
};

export const en: Translated<typeof fr> = { codes };
