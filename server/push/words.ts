import type { Notice, NoticeReason } from '../../shared/notices.ts';
import type { PushPayload, PushWish } from '../../shared/push.ts';
import type { Network } from '../../shared/rows/channel.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import { ENGLISH } from './words-en.ts';
import { FRENCH } from './words-fr.ts';

type Plain = Exclude<NoticeReason, 'submitted' | 'refused' | 'unknown' | 'hold'>;
export interface PushWords extends Readonly<Record<Plain, string>> {
  readonly rehearsal: string;
  readonly submitted: (count: number) => string;
  readonly refused: (network: string) => string;
  readonly unknown: (network: string) => string;
  /** Undefined: an engine, not a person. */
  readonly hold: (who: string | undefined) => string;
  readonly test: string;
}

const NETWORK_NAMES: Readonly<Record<Network, string>> = {
  wall: 'Mur',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  x: 'X',
  linkedin: 'LinkedIn',
  instagram: 'Instagram',
  facebook: 'Facebook',
  threads: 'Threads',
  other: '?',
};

/** A notice as a locked screen may show it: what happened, never what a post says nor whom it names. */
export function payloadOf(
  rows: Rows,
  notice: Notice,
  { wish, waiting }: { wish: PushWish; waiting: number },
): PushPayload {
  const show = showOf(rows);
  const t = wordsIn(wish.language);
  const name = show?.shortName || show?.name || 'Régie';
  return {
    title: show?.rehearsal ? `${name} (${t.rehearsal})` : name,
    body: bodyOf(rows, notice, t, waiting),
    tag: `${show?.id}/${notice.reason === 'submitted' ? 'submitted' : notice.key}`,
    path: `/s/${show?.id}/${screenOf(notice)}`,
    quiet: wish.quiet,
  };
}

export function testPayload({ language, quiet }: PushWish): PushPayload {
  return { title: 'Régie', body: wordsIn(language).test, tag: 'test', path: '/', quiet };
}

const wordsIn = (language: PushWish['language']): PushWords => (language === 'fr' ? FRENCH : ENGLISH);

function bodyOf(rows: Rows, { reason, publication }: Notice, t: PushWords, waiting: number): string {
  switch (reason) {
    case 'submitted':
      return t.submitted(waiting);
    case 'refused':
    case 'unknown': {
      const channel = rows.get('publication', publication ?? '')?.channel ?? '';
      return t[reason](NETWORK_NAMES[rows.get('channel', channel)?.network ?? 'other']);
    }
    case 'hold':
      return t.hold(rows.get('staff', showOf(rows)?.held?.by ?? '')?.name);
    default:
      return t[reason];
  }
}

function screenOf({ kind, reason, post }: Notice): string {
  if (kind === 'hold') return 'direct';
  if (kind === 'question') return 'questions';
  if (reason === 'returned' && post) return `posts/${encodeURIComponent(post.id)}`;
  // What asks for a word is read whole; the rest is in the tray, each with what can be done about it.
  return reason === 'submitted' ? 'posts/approve' : 'tray';
}
