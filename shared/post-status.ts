import { dueMs } from './cue.ts';
import type { ApprovalRow, Seen } from './rows/approval.ts';
import type { PhotoRow } from './rows/photo.ts';
import type { PostRow, Slot } from './rows/post.ts';
import type { PublicationRow } from './rows/publication.ts';
import type { Rows } from './rows/rows.ts';
import type { TextRow } from './rows/text.ts';
import { same } from './same.ts';

/** The heads of each variant: texts that no other text names as parent. Two heads of one variant are two versions. */
export function headsOf(rows: Rows, post: string): Readonly<Record<string, readonly TextRow[]>> {
  const texts = rows.ofPost('text', post);
  const named = new Set(texts.flatMap((text) => text.parents));
  const heads: Record<string, TextRow[]> = {};
  for (const text of texts) {
    if (named.has(text.id)) continue;
    const of = heads[text.variant];
    if (of) of.push(text);
    else heads[text.variant] = [text];
  }
  // The order of arrival differs between phones; ids do not.
  for (const of of Object.values(heads)) of.sort((a, b) => (a.id < b.id ? -1 : 1));
  return heads;
}

export const hasTwoVersions = (rows: Rows, post: string): boolean =>
  Object.values(headsOf(rows, post)).some((heads) => heads.length > 1);

/** The photos on a post, in their order; removed and erased ones left out. */
export function photosOf(rows: Rows, post: string): readonly PhotoRow[] {
  return rows
    .ofPost('photo', post)
    .filter((photo) => !photo.removed && !photo.erased)
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
}

/** Nothing is in this slot yet. */
export function isOpen(rows: Rows, post: PostRow, slot: Slot): boolean {
  if (slot.kind !== 'photo') return slot.fill === undefined || slot.fill.trim() === '';
  return !photosOf(rows, post.id).some((photo) => photo.slot === slot.name);
}

/** What a person sees of the post now: what an approval names. With two versions the first head stands for its variant. */
export function seenOf(rows: Rows, post: PostRow): Seen {
  const texts: Record<string, string> = {};
  for (const [variant, [head]] of Object.entries(headsOf(rows, post.id))) if (head) texts[variant] = head.id;
  const fills: Record<string, string> = {};
  const openSlots: string[] = [];
  for (const slot of post.slots) {
    if (isOpen(rows, post, slot)) openSlots.push(slot.name);
    else if (slot.kind !== 'photo' && slot.fill !== undefined) fills[slot.name] = slot.fill;
  }
  return {
    texts,
    photos: photosOf(rows, post.id).map(({ id, alt }) => ({ id, alt })),
    channels: post.channels,
    cue: post.cue,
    language: post.language,
    freshForMs: post.freshForMs,
    ...(post.after === undefined ? {} : { after: post.after }),
    fills,
    openSlots,
  };
}

/** The approval in force. */
export const approvalOf = (rows: Rows, post: PostRow): ApprovalRow | undefined =>
  post.approval === undefined ? undefined : rows.get('approval', post.approval);

/** The word by which a publication goes out. */
export const approvalBehind = (rows: Rows, { approval }: PublicationRow): ApprovalRow | undefined =>
  approval === undefined ? undefined : rows.get('approval', approval);

/** When the post falls due: by the approved cue once approved, else by its own. Undefined when it cannot be known yet. */
export function dueOf(rows: Rows, post: PostRow, atMs: number): number | undefined {
  return dueMs(rows, approvalOf(rows, post)?.cue ?? post.cue, atMs);
}

/** A required slot is empty: it can be approved, never fired. */
export const isIncomplete = (rows: Rows, post: PostRow): boolean =>
  post.slots.some((slot) => slot.required && isOpen(rows, post, slot));

/** Its moment has passed and it has not fired: only a person may send it now. */
export function isMissed(rows: Rows, post: PostRow, atMs: number): boolean {
  if (post.state !== 'approved') return false;
  const due = dueOf(rows, post, atMs);
  if (due === undefined) return false;
  const freshForMs = approvalOf(rows, post)?.freshForMs ?? post.freshForMs;
  return atMs > due + freshForMs || (post.leftMs !== undefined && post.leftMs >= due);
}

/** Something differs now from what was approved; what goes out is what was approved. */
export function isEditedAfterApproval(rows: Rows, post: PostRow): boolean {
  const approval = approvalOf(rows, post);
  if (!approval || post.state === 'withdrawn') return false;
  return hasTwoVersions(rows, post.id) || differenceSince(approval, seenOf(rows, post)) !== undefined;
}

/** The first thing in which two sights of a post differ; a slot approved open and filled since is no difference. */
export function differenceSince(approved: Seen, now: Seen): keyof Seen | undefined {
  const open = new Set(approved.openSlots);
  const slotPhotos = new Set(approved.photos.map((photo) => photo.id));
  const photos = now.photos.filter((photo) => slotPhotos.has(photo.id));
  if (!same(approved.texts, now.texts)) return 'texts';
  if (!same(approved.photos, photos)) return 'photos';
  for (const field of ['channels', 'cue', 'language', 'freshForMs', 'after'] as const) {
    if (!same(approved[field], now[field])) return field;
  }
  const fills = Object.fromEntries(Object.entries(now.fills).filter(([slot]) => !open.has(slot)));
  return same(approved.fills, fills) ? undefined : 'fills';
}

/** Its photo has not reached the server yet: what is owed waits for it to the end of the window. */
export const isWaitingForPhoto = (rows: Rows, post: PostRow): boolean =>
  photosOf(rows, post.id).some((photo) => !photo.received);

/** Missed: owed past its window, no call made or known to be made. Served by hand, nothing is ever too late. */
export function isPublicationMissed(rows: Rows, publication: PublicationRow, atMs: number): boolean {
  return (
    publication.state === 'owed' &&
    atMs > publication.freshUntilMs &&
    rows.get('channel', publication.channel)?.served === 'server'
  );
}

/** Out somewhere, and not yet or never elsewhere. */
export function isPartlyPublished(rows: Rows, post: PostRow): boolean {
  const publications = rows.ofPost('publication', post.id);
  const out = publications.filter((publication) => publication.state === 'published').length;
  return out > 0 && publications.some(({ state }) => state === 'owed' || state === 'refused' || state === 'unknown');
}

export const POST_STATUSES = [
  'draft',
  'submitted',
  'two-versions',
  'incomplete',
  'ready',
  'held',
  'missed',
  'on-its-way',
  'published',
  'partly-published',
  'refused',
  'unknown',
  'withdrawn',
] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

/** The one word for a post that a person reads, the most urgent first. */
export function statusOf(rows: Rows, post: PostRow, atMs: number): PostStatus {
  if (post.state === 'withdrawn') return 'withdrawn';
  if (post.state === 'fired') return firedStatus(rows, post, atMs);
  if (hasTwoVersions(rows, post.id)) return 'two-versions';
  if (post.state === 'draft' || post.state === 'submitted') return post.state;
  if (post.held) return 'held';
  if (isMissed(rows, post, atMs)) return 'missed';
  return isIncomplete(rows, post) ? 'incomplete' : 'ready';
}

function firedStatus(rows: Rows, post: PostRow, atMs: number): PostStatus {
  const publications = rows.ofPost('publication', post.id);
  if (publications.some(({ state }) => state === 'unknown')) return 'unknown';
  if (publications.some((publication) => isPublicationMissed(rows, publication, atMs))) return 'missed';
  if (publications.some(({ state }) => state === 'refused')) return 'refused';
  if (publications.some(({ state }) => state === 'owed' || state === 'sending')) {
    return isPartlyPublished(rows, post) ? 'partly-published' : 'on-its-way';
  }
  return 'published';
}
