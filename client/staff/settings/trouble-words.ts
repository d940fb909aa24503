import type { NetworkReason } from '../../../shared/network-reason.ts';
import { reasonWords } from '../../words/network-reasons.ts';
import { connectionWords } from './connection-words.ts';

/** Why a network did not take a connection, said where it is mended: elsewhere these words send here. */
export function troubleWords(code: NetworkReason): string {
  const { troubles } = connectionWords();
  const isMendedHere = code === 'token' || code === 'not-permitted' || code === 'application';
  return isMendedHere ? troubles[code] : reasonWords(code);
}
