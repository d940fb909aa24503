import type { Translated } from '../../words/words.ts';
import type { fr } from './phone.fr.ts';

export const en: Translated<typeof fr> = {
  insecure: {
    title: 'Nothing can be kept offline here',
    why: 'This page is open over plain HTTP: the browser refuses to keep data. Open the https:// address given by the administrator.',
  },
  storage: {
    refused: 'This browser refuses to keep data: what you write is lost if the page closes.',
    blocked:
      'Another tab of Régie, open for long, holds this phone’s memory: close it, then reload. Until then what you write is lost if the page closes.',
    full: 'The phone is full: what you write is no longer kept on it, and goes as soon as the server answers. Free some space.',
    emptied:
      'The browser cleared this phone’s memory. What this page had is kept again, and the server gives back the rest. A photo that had not gone is to be taken again.',
  },
  seen: 'Understood',
  closedSession: {
    title: 'This device is no longer linked',
    why: 'What has not gone stays on this phone. Link it again with a link or a code.',
    act: 'Link it',
  },
  oldApp: 'This version is too old to read the server. What you write still goes. Please update.',
  update: {
    ready: 'A new version is ready.',
    take: 'Update',
    later: 'Later',
    busy: 'One moment: something is being written or saved.',
    kept: 'Régie is on this phone: it also opens with no network.',
  },
};
