import type { Fault } from '../../shared/rehearsal.ts';
import type { NotSent, Refused } from './channel.ts';

const LIMIT_MS = 20_000;

/** What a network that fails on purpose answers. */
export function faultOf(fault: Exclude<Fault, 'lost'>, nowMs: number): NotSent | Refused {
  switch (fault) {
    case 'down':
      return { outcome: 'not-sent', reason: 'unreachable' };
    case 'limit':
      return { outcome: 'not-sent', reason: 'limit', retryAtMs: nowMs + LIMIT_MS };
    case 'refuse':
      return { outcome: 'refused', reason: 'refused' };
  }
}

/** Its answer never comes. */
export const unanswered = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('timeout'))));
