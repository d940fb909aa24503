import { dueMs } from '../../shared/cue.ts';
import { payloadOf } from '../../shared/payload.ts';
import { seenOf } from '../../shared/post-status.ts';
import type { Cue, PostKind, PostRow, Slot } from '../../shared/rows/post.ts';
import type { Payload, Remote } from '../../shared/rows/publication.ts';
import type { Unstamped } from '../../shared/rows/row.ts';
import type { RowMap } from '../../shared/rows/rows.ts';
import type { SamplePost } from './sample-format.ts';

/** Puts a past publication where a rehearsal network would have it. */
export type PublishPast = (past: { channel: string; key: string; payload: Payload; atMs: number }) => Remote;

/** A post of the sample as a row: a draft, or submitted. */
export function postOf(post: SamplePost, shiftMs: number, epoch: string): Omit<PostRow, 'rev' | 'by' | 'atMs'> {
  const segment = post.cue.kind === 'clock' ? undefined : post.cue.segment;
  return {
    row: 'post',
    id: post.id,
    epoch,
    ...(segment === undefined ? {} : { segment }),
    kind: kindOf(post),
    cue: cueOf(post.cue, shiftMs),
    freshForMs: post.freshForSec * 1000,
    channels: [...post.channels].sort(),
    language: post.lang,
    state: post.status === 'à vérifier' || post.status === 'à valider' ? 'submitted' : 'draft',
    needsTwo: post.requiresConfirm,
    slots: [...fillSlots(post, segment), ...photoSlots(post)],
    madeBy: 'engine:import',
    starred: false,
    pinned: post.pinOnWall,
    ...(post.note === undefined ? {} : { note: post.note }),
  };
}

/** The sample's approved posts: waiting for their cue, or, where it has passed, fired and out. */
export function approved(
  rows: RowMap,
  post: PostRow,
  { nowMs, publish }: { nowMs: number; publish: PublishPast },
): readonly Unstamped[] {
  const due = dueMs(rows, post.cue, nowMs);
  const past = due !== undefined && due <= nowMs;
  // A photo that the past would have needed does not exist: the place stays open and asks for nothing.
  const ready: PostRow = past ? { ...post, slots: post.slots.map((slot) => ({ ...slot, required: false })) } : post;
  const seen = seenOf(rows, ready);
  const approval = `${post.id}-approved`;
  const row: Unstamped = { row: 'approval', id: approval, post: post.id, ...seen };
  if (!past) return [row, { ...ready, state: 'approved', approval }];
  const publications = post.channels.flatMap((id): readonly Unstamped[] => {
    const channel = rows.get('channel', id);
    if (!channel?.on) return [];
    const payload = payloadOf(rows, { post: ready, seen, channel, atMs: due });
    const key = `${post.id}:${id}/1`;
    const isOurs = channel.served === 'server' && channel.network !== 'wall';
    const remote = isOurs ? publish({ channel: id, key, payload, atMs: due }) : undefined;
    return [
      {
        row: 'publication',
        id: `${post.id}:${id}`,
        post: post.id,
        channel: id,
        approval,
        state: 'published',
        payload,
        round: 1,
        tries: [],
        notBeforeMs: due,
        freshUntilMs: due + seen.freshForMs,
        gone: false,
        bornUnknown: false,
        asks: false,
        publishedMs: due,
        ...(remote === undefined ? {} : { remote }),
      },
    ];
  });
  return [row, { ...ready, state: 'fired', approval, firedMs: due, firedBy: 'engine:import' }, ...publications];
}

function fillSlots(post: SamplePost, segment: string | undefined): readonly Slot[] {
  const slots: Slot[] = [];
  if (post.fill.includes('winner')) slots.push({ name: 'winner', kind: 'winner', required: true, prize: segment });
  if (post.fill.includes('citation')) slots.push({ name: 'citation', kind: 'quote', required: true });
  return slots;
}

const photoSlots = (post: SamplePost): readonly Slot[] =>
  post.media.map(({ slot, required, alt, altTemplate, guidance }) => ({
    name: slot,
    kind: 'photo',
    required,
    ...((alt ?? altTemplate) === undefined ? {} : { look: alt ?? altTemplate }),
    ...(guidance === undefined ? {} : { guidance }),
  }));

function cueOf(cue: SamplePost['cue'], shiftMs: number): Cue {
  switch (cue.kind) {
    case 'clock':
      return { kind: 'clock', atMs: Date.parse(cue.at) + shiftMs };
    case 'segment':
      return { kind: 'segment', segment: cue.segment, edge: cue.edge, offsetMs: cue.offsetSec * 1000 };
    case 'hand':
      return { kind: 'hand' };
  }
}

function kindOf(post: SamplePost): PostKind {
  if (post.fill.includes('winner')) return 'result';
  if (post.fill.includes('citation')) return 'quote';
  if (post.id.endsWith('-intro') || post.id.endsWith('-debut')) return 'intro';
  if (post.id === 'merci' || post.id === 'en-bref' || post.id === 'recap') return 'closing';
  return post.media.some(({ required }) => required) ? 'photo' : 'logistics';
}
