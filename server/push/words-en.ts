import type { PushWords } from './words.ts';

export const ENGLISH: PushWords = {
  rehearsal: 'rehearsal',
  submitted: (count) => (count === 1 ? 'A post to approve' : `${count} posts to approve`),
  returned: 'A post is sent back to you',
  'second-person': 'A post waits for a second person',
  refused: (network) => `${network} refused a post`,
  missed: 'A post missed its moment',
  unknown: (network) => `A post to ${network}: nobody knows whether it went out`,
  hold: (who) => (who === undefined ? 'Everything is held' : `Everything is held by ${who}`),
  'question-given': 'A question was given to you',
  'question-reply': 'A question got its reply',
  'question-late': 'A question has waited for 3 h 30 min',
  test: 'Notices do arrive on this device.',
};
