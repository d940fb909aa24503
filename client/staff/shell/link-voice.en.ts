import type { Translated } from '../../words/words.ts';
import type { fr } from './link-voice.fr.ts';

export const en: Translated<typeof fr> = {
  online: 'Online. The server has everything.',
  weak: 'Weak network. What you do is kept on this phone.',
  offline: 'Offline. Everything stays saved on this phone and will go when the network is back.',
};
