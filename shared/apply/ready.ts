import { openRequired, payloadPhotos, tooLongFor, tooManyPhotosFor } from '../payload.ts';
import { differenceSince, hasTwoVersions, seenOf } from '../post-status.ts';
import type { Seen } from '../rows/approval.ts';
import type { PhotoRow } from '../rows/photo.ts';
import type { PostRow } from '../rows/post.ts';
import type { Rows } from '../rows/rows.ts';
import { ALL_CHANNELS } from '../rows/variant.ts';
import { same } from '../same.ts';
import { problemsIn, type TokenProblem } from '../text/token-problems.ts';
import type { Refusal, RefusalCode, RefusalDetail } from './ruling.ts';

/** Why a post cannot be approved as it was seen; undefined: it can. */
export function whyNotApprove(rows: Rows, post: PostRow, seen: Seen, atMs: number): Refusal | undefined {
  if (hasTwoVersions(rows, post.id)) return because('two-versions', { row: 'post', id: post.id });
  const now = seenOf(rows, post);
  const field = sameSight(seen, now);
  if (field) {
    return because('changed', { row: 'post', id: post.id, field, from: seen[field], now: now[field] });
  }
  if (seen.channels.length === 0) return because('no-channel', { row: 'post', id: post.id });
  if (!hasWords(rows, seen)) return because('no-words', { row: 'post', id: post.id });
  return whyNotSend(rows, post, seen, atMs);
}

/** Why what was approved cannot go out now: a slot still empty, words too long once filled, rights refused since. */
export function whyNotFire(rows: Rows, post: PostRow, seen: Seen, atMs: number): Refusal | undefined {
  const slot = openRequired(rows, post);
  if (slot !== undefined) return because('incomplete', { row: 'post', id: post.id, slot });
  return whyNotSend(rows, post, seen, atMs);
}

function whyNotSend(rows: Rows, post: PostRow, seen: Seen, atMs: number): Refusal | undefined {
  const token = strayToken(rows, post, seen);
  if (token !== undefined) return because('unknown-name', { row: 'post', id: post.id, token });
  const long = tooLongFor(rows, { post, seen, atMs });
  if (long) return because('too-long', { row: 'post', id: post.id, ...long });
  const photos = payloadPhotos(rows, post, seen);
  const narrow = tooManyPhotosFor(rows, seen.channels, photos.length);
  if (narrow !== undefined) return because('too-many-photos', { row: 'post', id: post.id, channel: narrow });
  const mute = photos.find((photo) => photo.alt.trim() === '');
  if (mute) return because('no-alt', { row: 'photo', id: mute.id });
  const refused = refusesImage(rows, photos);
  return refused === undefined ? undefined : because('rights', { row: 'post', id: post.id, person: refused });
}

/** The first field in which what a person saw is not what is; slots filled since count: they were seen open. */
function sameSight(seen: Seen, now: Seen): keyof Seen | undefined {
  if (!same(seen.openSlots, now.openSlots)) return 'openSlots';
  if (!same(seen.photos, now.photos)) return 'photos';
  return differenceSince(seen, now);
}

/** Braces that mean nothing of ours may be wanted as they are; a name that stands for nothing never is. */
const NAMES_NOTHING: readonly TokenProblem['code'][] = ['unknown-person', 'unknown-segment', 'unknown-slot'];

/** A token that would go out as it was typed: nobody and nothing of the show has that name. */
function strayToken(rows: Rows, post: PostRow, seen: Seen): string | undefined {
  for (const id of new Set(seen.channels.map((channel) => seen.texts[channel] ?? seen.texts[ALL_CHANNELS]))) {
    const words = id === undefined ? undefined : rows.get('text', id)?.words;
    const stray = problemsIn(words ?? '', rows, post.slots).find(({ code }) => NAMES_NOTHING.includes(code));
    if (stray) return stray.token.raw;
  }
  return undefined;
}

function hasWords(rows: Rows, seen: Seen): boolean {
  if (seen.photos.length > 0) return true;
  return seen.channels.every((channel) => {
    const text = seen.texts[channel] ?? seen.texts[ALL_CHANNELS];
    return text !== undefined && (rows.get('text', text)?.words.trim() ?? '') !== '';
  });
}

function refusesImage(rows: Rows, photos: readonly PhotoRow[]): string | undefined {
  for (const photo of photos) {
    for (const id of photo.people) if (rows.get('person', id)?.imageRights === 'refused') return id;
  }
  return undefined;
}

const because = (code: RefusalCode, detail: RefusalDetail): Refusal => ({ code, detail });
