import { foreseenMs } from '../../shared/cue.ts';
import { approvalOf, headsOf, seenOf, statusOf } from '../../shared/post-status.ts';
import type { Seen } from '../../shared/rows/approval.ts';
import type { ChannelRow, Network } from '../../shared/rows/channel.ts';
import type { PostRow } from '../../shared/rows/post.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { ALL_CHANNELS } from '../../shared/rows/variant.ts';
import { isTold } from '../../shared/wall-full.ts';
import { wordsOf } from '../../shared/wording.ts';

export interface SheetPost {
  readonly post: PostRow;
  readonly status: ReturnType<typeof statusOf>;
  /** When it is foreseen, or went out. */
  readonly atMs: number | undefined;
  /** What it says, told once for all the networks that say the same. */
  readonly versions: readonly { readonly networks: readonly Network[]; readonly words: string }[];
  readonly writer: string | undefined;
  readonly approver: string | undefined;
  readonly owner: string | undefined;
}

/** Every post that is not in the bin, by the segment it is about (none: `undefined`), in the order they are foreseen. */
export function sheetPosts(rows: Rows, atMs: number): ReadonlyMap<string | undefined, readonly SheetPost[]> {
  const of = new Map<string | undefined, SheetPost[]>();
  const posts = [...rows.all('post')]
    .filter(({ state, erased }) => state !== 'withdrawn' && !erased)
    .map((post) => sheetPost(rows, post, atMs))
    .sort((a, b) => (a.atMs ?? Infinity) - (b.atMs ?? Infinity) || (a.post.id < b.post.id ? -1 : 1));
  for (const one of posts) {
    const { segment, cue } = one.post;
    const named = segment ?? (cue.kind === 'segment' ? cue.segment : undefined);
    const known = named !== undefined && rows.get('segment', named) ? named : undefined;
    of.set(known, [...(of.get(known) ?? []), one]);
  }
  return of;
}

function sheetPost(rows: Rows, post: PostRow, atMs: number): SheetPost {
  const approval = approvalOf(rows, post);
  const [head] = headsOf(rows, post.id)[ALL_CHANNELS] ?? [];
  const name = (id: string | undefined) => (id === undefined ? undefined : rows.get('staff', id)?.name);
  return {
    post,
    status: statusOf(rows, post, atMs),
    atMs: post.firedMs ?? foreseenMs(rows, approval?.cue ?? post.cue, atMs),
    versions: versionsOf(rows, post, atMs),
    writer: name(head?.by) ?? name(post.madeBy),
    approver: name(approval?.by),
    owner: name(post.owner),
  };
}

/** What goes out: as it was approved where it was, and by network where words or handles differ. */
export function versionsOf(rows: Rows, post: PostRow, atMs: number): SheetPost['versions'] {
  const approved = approvalOf(rows, post) ?? seenOf(rows, post);
  const seen = { ...approved, fills: withoutSecrets(rows, post, approved.fills) };
  const slots = post.slots.map((slot) => (isSecret(rows, slot) ? { ...slot, fill: undefined } : slot));
  const open = { ...post, slots: slots as PostRow['slots'] };
  const byWords = new Map<string, Network[]>();
  for (const channel of channelsOf(rows, approved)) {
    const words = wordsOf(rows, { post: open, seen, channel, atMs });
    byWords.set(words, [...(byWords.get(words) ?? []), channel.network]);
  }
  return [...byWords].map(([words, networks]) => ({ words, networks }));
}

function channelsOf(rows: Rows, { channels }: Pick<Seen, 'channels'>): readonly ChannelRow[] {
  return channels
    .flatMap((id) => rows.get('channel', id) ?? [])
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
}

/** A winner who has not been told yet: paper is left on chairs. */
function isSecret(rows: Rows, slot: PostRow['slots'][number]): boolean {
  return slot.kind === 'winner' && !(slot.prize !== undefined && isTold(rows, slot.prize));
}

function withoutSecrets(rows: Rows, post: PostRow, fills: Seen['fills']): Seen['fills'] {
  const secret = new Set(post.slots.filter((slot) => isSecret(rows, slot)).map(({ name }) => name));
  return Object.fromEntries(Object.entries(fills).filter(([name]) => !secret.has(name)));
}
