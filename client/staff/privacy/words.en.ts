import { pluralEn } from '../../words/plural.ts';
import type { fr } from './words.fr.ts';

export const en: typeof fr = {
  drafts: 'Drafts',
  draftsWhy: 'What never went out, with its photos, is erased this long after the event’s end.',
  draftsKeptDays: 'Drafts kept',
  messages: 'Messages of the public',
  messagesWhy: 'What the public wrote, and questions, are erased this long after they were written.',
  messagesKeptDays: 'Messages kept',
  kept: (days) =>
    days >= 365 && days % 365 === 0
      ? `${days / 365} ${pluralEn(days / 365, 'year', 'years')}`
      : days === 183
        ? '6 months'
        : `${days} ${pluralEn(days, 'day', 'days')}`,
  noEnd: (count) =>
    count === 0
      ? 'No draft. Nothing is erased as long as the event has not ended.'
      : `${count} ${pluralEn(count, 'draft', 'drafts')}. Nothing is erased as long as the event has not ended.`,
  leave: (count, day) =>
    count === 0
      ? 'No draft is left.'
      : `${count} ${pluralEn(count, 'draft is', 'drafts are')} erased on ${day}. Opening the event again keeps them.`,
  messagesHeld: (count, day) =>
    count === 0
      ? 'No message is kept.'
      : `${count} ${pluralEn(count, 'message', 'messages')} kept; the oldest is erased on ${day}.`,
  sweep: 'The server erases by itself, everywhere: on it, in the history and on phones. It is final.',
  one: 'One person',
  oneWhy:
    'On their sheet, an administrator takes out all that concerns them, or erases it from every event, when they ask.',
  people: 'Open people',
  data: 'Their data',
  looking: 'Looking in all events…',
  where: 'Where they are',
  why: {
    itself: 'this event',
    id: 'the same sheet, copied',
    handle: 'the same account',
    name: 'no more than the same name: check',
  },
  counts: (of) =>
    [
      `${of.posts} ${pluralEn(of.posts, 'post', 'posts')}${of.published > 0 ? `, ${of.published} of them out` : ''}`,
      `${of.photos} ${pluralEn(of.photos, 'photo', 'photos')}`,
      `${of.messages} ${pluralEn(of.messages, 'message', 'messages')}`,
      `${of.segments} ${pluralEn(of.segments, 'segment', 'segments')}`,
    ].join(', '),
  elsewhere: (count) =>
    `They are also in ${count} ${pluralEn(count, 'event', 'events')} that you do not administer: ask who does.`,
  export: 'Take out their data',
  exportWhy: 'A readable file: their sheet, posts and photos that name them, their messages and questions.',
  exported: 'File ready',
  fileName: 'personal-data',
  erase: 'Erase everywhere',
  eraseWhy: (count) =>
    `Their sheet, posts that name them, their photos and messages are emptied in ${count} ${pluralEn(count, 'event', 'events')}, and taken off networks and the wall. Only the date and who did it remain. It is final.`,
  eraseHold: 'Hold to erase everywhere',
  erased: (count) => `Erased from ${count} ${pluralEn(count, 'event', 'events')}`,
  limits: 'A nickname or a first name alone is not recognised: search posts for it.',
};
