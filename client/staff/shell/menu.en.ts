import type { Translated } from '../../words/words.ts';
import type { fr } from './menu.fr.ts';

export const en: Translated<typeof fr> = {
  label: 'Menu',
  title: 'Menu',
  shows: 'All events',
  recap: 'Recap',
  settings: 'Settings',
  accessibility: 'Accessibility: partly conformant',
  handOver: 'Change to another phone',
  theme: 'Theme',
  dark: 'Dark',
  light: 'Light',
  device: 'Same as device',
  language: 'Language',
  here: 'Here now',
  hereNobody: 'Nobody else is online.',
  keys: 'Keyboard shortcuts',
  keysList: ['1 to 5: Live, Running order, Posts, To see, Wall', 'C: compose, Q: quote, P: photo', 'Esc: close'].join(
    ' · ',
  ),
};
