import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  title: 'Change to another phone',
  scan: 'On the other phone, read this code with the camera, then tap “Link”.',
  qr: 'QR code that links the other phone under your name',
  orCode: 'Or type this code there:',
  life: (left) => `It serves once, for another ${left}.`,
  making: 'One moment…',
  dead: 'This code has expired.',
  again: 'Another code',
  taken: (name) => `${name} is linked under your name.`,
  nothingLeft: 'This phone has nothing left to send.',
  unsent: (count) =>
    count > 1
      ? `This phone still has ${count} things to send: keep it on.`
      : 'This phone still has one thing to send: keep it on.',
  keep: 'Keep this phone too',
  leave: 'Leave this phone',
  leaveOnceSent: 'Send everything, then leave',
  leaving: 'Sending before leaving…',
  offline: 'Without a network, the other phone cannot be linked from here.',
  export: 'Keep what is not sent in a file',
  file: 'regie-unsent.json',
};
