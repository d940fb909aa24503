import { pluralEn as plural } from '../../words/plural.ts';
import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  kind: 'Kind of post',
  kinds: { intro: 'Introduction', quote: 'Quote', closing: 'Closing', logistics: 'Practical' },
  language: 'Language of the talks',
  make: (count) => `Make ${count} ${plural(count, 'draft', 'drafts')}`,
  making: 'Making the drafts',
  nothing: 'Nothing to make',
  made: (count) => `${count} ${plural(count, 'draft', 'drafts')} made`,
  undo: 'Undo',
  none: 'No segment of this kind',
  noneWhy: 'Templates are filled for each talk of the running order that has somebody on stage.',
  toImport: 'Import the programme',
  form: {
    words: 'Words of the template',
    wordsHint: 'In square brackets: left out when empty. {actor|actress} agrees. Hashtags are added at the end.',
    places: 'Add a place',
    placeNames: {
      name: 'name',
      handle: 'account',
      title: 'title',
      affiliation: 'university',
      field: 'field',
      room: 'room',
      hour: 'hour',
      hashtags: 'hashtags',
    },
    channels: 'Published on',
    channelOff: 'off',
    cue: 'Leaves',
    cues: {
      hand: () => 'by hand',
      start: (minutes) => START[String(minutes)] ?? `${minutes} min after the start`,
      end: (minutes) => START[`end ${minutes}`] ?? `${minutes} min after the end`,
    },
    fresh: 'Stays fresh for',
    freshHint: 'After that it is not sent without asking.',
    minutes: (count) => `${count} min`,
    look: 'Alternative text of the photo',
    lookHint: 'Opens a place for a photo; empty, there is none.',
  },
  preview: {
    label: 'All the posts, before they are made',
    title: 'Preview',
    sum: (ready, stopped, there) =>
      [
        `${ready} to make`,
        stopped > 0 && `${stopped} to correct first`,
        there > 0 && `${there} there already, left as they are`,
      ]
        .filter(Boolean)
        .join(', '),
    all: (count) => `See all ${count}`,
    there: 'there already',
    fullest: (network, length, limit) => `${network} ${length}/${limit}`,
    problems: {
      empty: (place) => `missing: ${place}`,
      tooLong: (network, over) => `${network}: ${over} too many`,
      noChannel: 'no channel',
      noHandle: (person, network) => `${person}: no ${network} account, the name will be written`,
      rights: (person) => `${person} refuses photos`,
      rightsUnsure: (person) => `${person}: image rights to confirm`,
      noAgreement: (person) => `${person}: agreement not said`,
    },
  },
};

const START: Readonly<Record<string, string>> = {
  '-10': '10 min before the start',
  '-2': '2 min before the start',
  '0': 'at the Top',
  'end 0': 'at the end',
};
