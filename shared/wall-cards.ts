import { readingMs } from './reading.ts';
import type { Network } from './rows/channel.ts';
import type { MessageRow } from './rows/message.ts';
import type { PostRow } from './rows/post.ts';
import type { PublicationRow } from './rows/publication.ts';
import type { Rows } from './rows/rows.ts';

/** Cards on a wall; pinned and starred ones stay, then the newest. */
export const CARDS_LIMIT = 60;
/** Pictures of one card. */
const PHOTOS_LIMIT = 4;

export interface WallPhoto {
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly credit: string;
}
export interface WallCard {
  /** A publication's id, or a message's. */
  readonly id: string;
  readonly kind: 'post' | 'photo' | 'message';
  readonly words: string;
  /** BCP 47; unknown for the audience's. */
  readonly language?: string;
  /** The audience's: who said it, and where. */
  readonly author?: string;
  readonly network?: Network;
  readonly segment?: string;
  readonly saidMs: number;
  /** On the wall since then. */
  readonly sinceMs: number;
  /** Those whose bytes the server has. */
  readonly photos: readonly WallPhoto[];
  readonly starred: boolean;
  readonly pinned: boolean;
  readonly readingMs: number;
}

/** What was published on the wall and not taken back, and the messages a person chose to show; newest first. */
export function wallCards(rows: Rows): readonly WallCard[] {
  const cards: WallCard[] = [];
  for (const publication of rows.all('publication')) {
    const card = postCard(rows, publication);
    if (card) cards.push(card);
  }
  for (const message of rows.all('message')) {
    const card = messageCard(message);
    if (card) cards.push(card);
  }
  return cards
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || Number(b.starred) - Number(a.starred) || newestFirst(a, b))
    .slice(0, CARDS_LIMIT)
    .sort(newestFirst);
}

export const newestFirst = (a: WallCard, b: WallCard): number => b.sinceMs - a.sinceMs || (a.id < b.id ? 1 : -1);

/** A post's card, wherever it stands among the newest; undefined: it is not on the wall. */
export function cardOf(rows: Rows, post: string): WallCard | undefined {
  for (const publication of rows.ofPost('publication', post)) {
    const card = postCard(rows, publication);
    if (card) return card;
  }
  return undefined;
}

function postCard(rows: Rows, publication: PublicationRow): WallCard | undefined {
  const { network, photos } = publication.payload;
  if (network !== 'wall' || publication.state !== 'published') return undefined;
  const from = [rows.get('post', publication.post), ...photos.map(({ id }) => rows.get('photo', id))];
  const last = kept.get(publication);
  if (last && from.every((row, n) => row === last.from[n])) return last.card;
  const card = postCardFrom(rows, publication);
  kept.set(publication, { from, card });
  return card;
}

/**
 * The card last made of a publication. A row never changes, so that it stands while the rows it was made from are the
 * very same: a wall is made anew at each commit, and nearly all of its cards are the ones it had.
 */
const kept = new WeakMap<PublicationRow, { readonly from: readonly unknown[]; readonly card: WallCard | undefined }>();

function postCardFrom(rows: Rows, publication: PublicationRow): WallCard | undefined {
  const post = rows.get('post', publication.post);
  if (!post || !isShown(post, publication)) return undefined;
  const { words, language } = publication.payload;
  const photos = wallPhotos(rows, publication);
  const sinceMs = publication.publishedMs ?? publication.atMs;
  return {
    id: publication.id,
    kind: post.kind === 'photo' ? 'photo' : 'post',
    words,
    language,
    ...(post.segment === undefined ? {} : { segment: post.segment }),
    saidMs: sinceMs,
    sinceMs,
    photos,
    starred: post.starred,
    pinned: post.pinned,
    readingMs: readingMs(words, photos.length),
  };
}

const isShown = (post: PostRow, publication: PublicationRow): boolean =>
  post.state !== 'withdrawn' && !post.erased && !publication.erased && !publication.gone;

/** The frozen payload's photos, less those removed or erased since, and those whose bytes are still on a phone. */
function wallPhotos(rows: Rows, publication: PublicationRow): readonly WallPhoto[] {
  return publication.payload.photos
    .filter(({ id }) => {
      const photo = rows.get('photo', id);
      return photo?.received && !photo.removed && !photo.erased;
    })
    .slice(0, PHOTOS_LIMIT)
    .map(({ hash, width, height, alt, credit }) => ({ hash, width, height, alt, credit }));
}

/** The audience's pictures are never shown: nobody here has checked who is on them. */
function messageCard(message: MessageRow): WallCard | undefined {
  if (message.verdict !== 'shown' || message.erased) return undefined;
  return {
    id: message.id,
    kind: 'message',
    words: message.words,
    author: message.author,
    network: message.network,
    saidMs: message.saidMs,
    sinceMs: message.atMs,
    photos: [],
    starred: false,
    pinned: false,
    readingMs: readingMs(message.words, 0),
  };
}
