import type { fr } from './http-refusals.fr.ts';
import type { Translated } from './words.ts';

export const en: Translated<typeof fr> = {
  'bad-packet': 'Refused: something cannot be read.',
  'too-large': 'That is too long.',
  origin: 'This page does not come from the server.',
  insecure: 'Not possible over plain HTTP: open the https:// address.',
  'no-session': 'This device is no longer linked.',
  'not-allowed': 'Your role does not allow this. Ask the administrator.',
  'unknown-show': 'The server has no such event, or you are no longer on it.',
  unknown: 'The server no longer has this.',
  used: 'That has been used.',
  expired: 'That has expired.',
  revoked: 'This person is no longer on the team.',
  exists: 'That exists already.',
  protocol: 'This version of the app is too old: reload the page.',
  later: 'The server is busy. Try again in a moment.',
  offline: 'No network: this needs the server. Try again when it answers.',
};
