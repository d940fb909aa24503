import { type Cursor, type Patch, PROTOCOL, type Welcome } from '../../shared/protocol.ts';
import type { ServerClock } from './clock.ts';
import { ANSWER_LIMITS_MS, type Line } from './line.ts';

/** Why nothing comes in although there is a network: signed out, an app too old, no longer on this show. */
export type Barred = 'session' | 'protocol' | 'not-allowed';

/** What the server said to a hello. `later`: not now; without an answer too, the connection is of no more use. */
export type Greeted =
  | {
      readonly is: 'welcome';
      readonly welcome: Welcome;
      readonly patches: readonly Patch[];
      readonly load: readonly string[];
      /** The cursor that patches and load answer. */
      readonly cursor: Cursor | undefined;
      readonly sentMs: number;
    }
  | { readonly is: 'barred'; readonly why: Barred }
  | { readonly is: 'later'; readonly retryMs: number };

export interface GreetParts {
  readonly show: string;
  readonly staff: string;
  readonly device: string;
  readonly build: string;
  readonly replica: { readonly cursor: Cursor | undefined };
  readonly clock: ServerClock;
}

/** Says hello on a line. Undefined: the line ended meanwhile. */
export async function greet(line: Line, parts: GreetParts): Promise<Greeted | undefined> {
  const { show, staff, device, build, replica, clock } = parts;
  const sentMs = clock.wallMs();
  const { cursor } = replica;
  const hello = { protocol: PROTOCOL, build, device, shows: { [show]: cursor ?? null } };
  const reply = await line.ask('hello', hello, ANSWER_LIMITS_MS.hello);
  if (!line.alive) return undefined;
  if (!reply) return { is: 'later', retryMs: 0 };
  if (!reply.ok) return meaningOf(reply);
  const { welcome, patches, load } = reply;
  const as = welcome.shows.find(({ id }) => id === show)?.staff;
  // Someone else is signed in on this phone now, or this person left this show: these words are not theirs to send.
  if (as !== staff) return { is: 'barred', why: as === undefined ? 'not-allowed' : 'session' };
  if (welcome.protocol !== PROTOCOL) return { is: 'barred', why: 'protocol' };
  return { is: 'welcome', welcome, patches, load, cursor, sentMs };
}

/** What it means that a packet was refused as a whole. */
export function meaningOf(refused: {
  readonly code: string;
  readonly retryMs?: number;
}): Exclude<Greeted, { is: 'welcome' }> {
  switch (refused.code) {
    case 'protocol':
      return { is: 'barred', why: 'protocol' };
    case 'no-session':
      return { is: 'barred', why: 'session' };
    case 'unknown-show':
    case 'not-allowed':
      return { is: 'barred', why: 'not-allowed' };
    default:
      return { is: 'later', retryMs: refused.retryMs ?? 0 };
  }
}
