import { isCorrectionMissed } from './correcting.ts';
import { cueBasis } from './cue.ts';
import { approvalOf, dueOf, hasTwoVersions, isIncomplete, isMissed, isPublicationMissed } from './post-status.ts';
import { isRelayMissed } from './relaying.ts';
import type { PostRow } from './rows/post.ts';
import type { PublicationRow } from './rows/publication.ts';
import type { Rows } from './rows/rows.ts';

export const TRAY_REASONS = [
  'unknown',
  'refused',
  'not-removed',
  'not-corrected',
  'correction-unknown',
  'relay-not-removed',
  'relay-unknown',
  'missed',
  'not-relayed',
  'not-connected',
  'two-versions',
  'no-moment',
  'incomplete-due',
  'needs-two',
  'by-hand',
  'retrying',
] as const;
/** What needs a person's eye, and why. */
export interface TrayItem {
  readonly reason: (typeof TRAY_REASONS)[number];
  readonly post: string;
  readonly publication?: string;
  readonly relay?: string;
}

/** How long before its moment an incomplete post asks for what it lacks. */
const ASK_AHEAD_MS = 60_000;

/** Everything of the show that waits for a person, the gravest first. */
export function trayOf(rows: Rows, atMs: number): readonly TrayItem[] {
  const items: TrayItem[] = [];
  for (const post of rows.all('post')) {
    if (post.erased) continue;
    items.push(...publicationItems(rows, post, atMs), ...relayItems(rows, post, atMs));
    if (post.state === 'withdrawn' || post.state === 'fired') continue;
    if (hasTwoVersions(rows, post.id)) items.push({ reason: 'two-versions', post: post.id });
    if (post.state !== 'approved') continue;
    const due = dueOf(rows, post, atMs);
    if (isMissed(rows, post, atMs)) {
      if ((due ?? 0) > (post.unaskedMs ?? Number.NEGATIVE_INFINITY)) items.push({ reason: 'missed', post: post.id });
    } else if (due !== undefined && due - ASK_AHEAD_MS <= atMs && isIncomplete(rows, post)) {
      items.push({ reason: 'incomplete-due', post: post.id });
    } else if (post.needsTwo && due !== undefined && due <= atMs) items.push({ reason: 'needs-two', post: post.id });
    const basis = cueBasis(rows, approvalOf(rows, post)?.cue ?? post.cue, atMs);
    const isLost = basis === 'cancelled' || basis === 'passed';
    if (isLost && post.unaskedMs === undefined) items.push({ reason: 'no-moment', post: post.id });
  }
  return items.sort((a, b) => TRAY_REASONS.indexOf(a.reason) - TRAY_REASONS.indexOf(b.reason));
}

function publicationItems(rows: Rows, post: PostRow, atMs: number): readonly TrayItem[] {
  const items: TrayItem[] = [];
  for (const publication of rows.ofPost('publication', post.id)) {
    const of = { post: post.id, publication: publication.id };
    if (publication.state === 'unknown') items.push({ reason: 'unknown', ...of });
    else if (publication.state === 'refused') items.push({ reason: 'refused', ...of });
    else if (publication.state === 'removing' && publication.trouble) items.push({ reason: 'not-removed', ...of });
    else if (isNotCorrected(publication, atMs) && !isByHand(rows, publication))
      items.push({ reason: 'not-corrected', ...of });
    else if (isCorrectionUnseen(publication)) items.push({ reason: 'correction-unknown', ...of });
    else if (isPublicationMissed(rows, publication, atMs)) items.push({ reason: 'missed', ...of });
    else if (publication.state === 'owed' && publication.trouble) items.push({ reason: 'not-connected', ...of });
    else if (isRetrying(publication, atMs)) items.push({ reason: 'retrying', ...of });
    else if (waitsForHand(rows, publication)) {
      items.push({ reason: 'by-hand', ...of });
    }
  }
  return items;
}

/** Asked of another account and refused or missed, waiting for its connection, not taken back, or not to be looked for there. */
function relayItems(rows: Rows, post: PostRow, atMs: number): readonly TrayItem[] {
  return rows.ofPost('relay', post.id).flatMap((relay): readonly TrayItem[] => {
    const { id, state, trouble } = relay;
    const isNotMade = state === 'refused' || isRelayMissed(relay, atMs) || (state === 'owed' && trouble !== undefined);
    if (isNotMade) return [{ reason: 'not-relayed', post: post.id, relay: id }];
    if (state === 'unknown' && trouble) return [{ reason: 'relay-unknown', post: post.id, relay: id }];
    const stays = state === 'removing' && trouble !== undefined;
    return stays ? [{ reason: 'relay-not-removed', post: post.id, relay: id }] : [];
  });
}

/** A wait that is soon over is no one’s business; a longer one is told, with when it ends. */
const RETRY_TOLD_MS = 30_000;
const CALLS_TOLD = 3;

function isRetrying({ state, tries, round, notBeforeMs }: PublicationRow, atMs: number): boolean {
  if (state !== 'owed') return false;
  const calls = tries.filter((call) => call.round === round);
  const last = calls.at(-1);
  if (last?.outcome !== 'not-sent') return false;
  return (notBeforeMs > atMs && notBeforeMs - last.atMs > RETRY_TOLD_MS) || calls.length >= CALLS_TOLD;
}

/** A correction that the network refused, or that was not made in its time. */
const isNotCorrected = (publication: PublicationRow, atMs: number): boolean =>
  publication.correction?.state === 'refused' || isCorrectionMissed(publication, atMs);

/** Corrected or not: nobody knows, and its account lets nobody look. */
const isCorrectionUnseen = ({ state, correction }: PublicationRow): boolean =>
  state === 'published' && correction?.state === 'unknown' && correction.trouble !== undefined;

/** To be put there, corrected there, or taken down there, by a person. */
function waitsForHand(rows: Rows, publication: PublicationRow): boolean {
  const { state, correction } = publication;
  return (state === 'owed' || state === 'removing' || correction !== undefined) && isByHand(rows, publication);
}

const isByHand = (rows: Rows, { channel }: PublicationRow): boolean => rows.get('channel', channel)?.served === 'hand';
