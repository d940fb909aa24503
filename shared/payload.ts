import { limitsOf } from './networks.ts';
import { isOpen, photosOf } from './post-status.ts';
import type { Seen } from './rows/approval.ts';
import type { ChannelRow } from './rows/channel.ts';
import type { PhotoRow } from './rows/photo.ts';
import type { PostRow } from './rows/post.ts';
import type { Payload } from './rows/publication.ts';
import type { Rows } from './rows/rows.ts';
import { measure } from './text/length.ts';
import { wordsOf } from './wording.ts';

/**
 * What goes out on one channel: the approved words with their tokens resolved now (a corrected name goes out), the
 * approved photos, and what filled the slots that were approved open.
 */
export function payloadOf(
  rows: Rows,
  { post, seen, channel, atMs }: { post: PostRow; seen: Seen; channel: ChannelRow; atMs: number },
): Payload {
  return {
    network: channel.network,
    words: wordsOf(rows, { post, seen, channel, atMs }),
    language: seen.language,
    photos: payloadPhotos(rows, post, seen).map(({ id, hash, width, height, alt, credit }) => ({
      id,
      hash,
      width,
      height,
      alt,
      credit,
    })),
    ...(seen.after === undefined ? {} : { replyTo: `${seen.after}:${channel.id}` }),
    ...(channel.visibility === undefined ? {} : { visibility: channel.visibility }),
  };
}

/** The approved photos, with what filled the photo slots since; erased ones never go out. */
export function payloadPhotos(rows: Rows, post: PostRow, seen: Seen): readonly PhotoRow[] {
  const photos: PhotoRow[] = [];
  for (const { id, alt } of seen.photos) {
    const photo = rows.get('photo', id);
    if (photo && !photo.erased) photos.push({ ...photo, alt });
  }
  const approved = new Set(seen.photos.map((photo) => photo.id));
  for (const photo of photosOf(rows, post.id)) {
    if (!approved.has(photo.id) && photo.slot !== undefined && seen.openSlots.includes(photo.slot)) photos.push(photo);
  }
  return photos.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
}

/** The first channel whose network would not take these words, and by how much. */
export function tooLongFor(
  rows: Rows,
  { post, seen, atMs }: { post: PostRow; seen: Seen; atMs: number },
): { readonly channel: string; readonly length: number; readonly limit: number } | undefined {
  for (const id of seen.channels) {
    const channel = rows.get('channel', id);
    if (!channel) continue;
    const { length, limit, over } = measure(channel.network, wordsOf(rows, { post, seen, channel, atMs }));
    if (over) return { channel: id, length, limit };
  }
  return undefined;
}

/** The first channel that would not take that many photos. */
export function tooManyPhotosFor(rows: Rows, channels: readonly string[], count: number): string | undefined {
  return channels.find((id) => {
    const channel = rows.get('channel', id);
    return channel !== undefined && count > limitsOf(channel.network).photos;
  });
}

/** Every required place is filled as far as the words and photos say. */
export const openRequired = (rows: Rows, post: PostRow): string | undefined =>
  post.slots.find((slot) => slot.required && isOpen(rows, post, slot))?.name;
