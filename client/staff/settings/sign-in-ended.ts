import type { SignedInReply } from '../../../shared/connection.ts';
import { readReason } from '../../../shared/network-reason.ts';
import { type HttpFailure, httpRefusalWords } from '../../words/http-refusals.ts';
import { connectionWords } from './connection-words.ts';
import { troubleWords } from './trouble-words.ts';

/** Why the server ended no sign-in of this state. */
export function notEnded(code: HttpFailure): string {
  const { back } = connectionWords();
  return code === 'expired' || code === 'used' || code === 'unknown' ? back[code] : httpRefusalWords(code);
}

/** Why the network let nobody in, or not as far as is needed. */
export function whyNot({ network, check }: SignedInReply): string {
  if (check === undefined || check.ok) return connectionWords().back.denied[network === 'x' ? 'x' : 'mastodon'];
  const { code, detail } = readReason(check.reason);
  return [troubleWords(code), detail].filter(Boolean).join(' ');
}
