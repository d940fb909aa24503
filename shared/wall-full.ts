import type { Rows } from './rows/rows.ts';
import type { ShowRow } from './rows/show.ts';
import { render } from './text/tokens.ts';
import { cardOf, type WallCard } from './wall-cards.ts';
import { type WallPerson, wallPeople } from './wall-people.ts';

/** A QR code drawn by the server, as the path of its dark squares on a square of `size` units. */
export interface Qr {
  readonly size: number;
  readonly path: string;
}
export interface WallLink {
  readonly url: string;
  readonly qr?: Qr;
}

/** What fills the screen in the scene *full*. */
export type WallFull =
  | { readonly kind: 'announcement'; readonly words: string }
  | { readonly kind: 'post'; readonly card: WallCard }
  | { readonly kind: 'prize'; readonly name: string; readonly winner?: WallPerson }
  | { readonly kind: 'recap'; readonly figures: WallFigures }
  | ({ readonly kind: 'qr'; readonly words: string } & WallLink);

export interface WallFigures {
  readonly posts: number;
  readonly photos: number;
  readonly talks: number;
  readonly messages: number;
}

/** Undefined: there is nothing to fill the screen with (the post was withdrawn, the prize is gone), so the wall goes on by itself. */
export function wallFull(rows: Rows, show: ShowRow, atMs: number): WallFull | undefined {
  const full = show.full;
  switch (full?.kind) {
    case undefined:
      return undefined;
    case 'announcement':
      return { kind: 'announcement', words: render(full.words, { rows, network: 'wall', atMs, fills: {} }) };
    case 'post': {
      const card = cardOf(rows, full.post);
      return card && { kind: 'post', card };
    }
    case 'prize': {
      const prize = rows.get('prize', full.prize);
      if (!prize) return undefined;
      const [winner] = prize.winner !== undefined && isTold(rows, prize.id) ? wallPeople(rows, [prize.winner]) : [];
      return { kind: 'prize', name: prize.name, ...(winner ? { winner } : {}) };
    }
    case 'recap':
      return { kind: 'recap', figures: figuresOf(rows) };
    case 'qr':
      return { kind: 'qr', url: full.url, words: full.words };
  }
}

/**
 * A winner is named on the wall once a post that announces the prize has been fired. The name is entered before the
 * envelope is opened, and this scene may already be up: without this rule the wall would tell before the stage does.
 */
export function isTold(rows: Rows, prize: string): boolean {
  let announced = false;
  for (const post of rows.all('post')) {
    if (post.state === 'withdrawn' || !post.slots.some((slot) => slot.kind === 'winner' && slot.prize === prize))
      continue;
    if (post.state === 'fired') return true;
    announced = true;
  }
  return !announced;
}

function figuresOf(rows: Rows): WallFigures {
  const posts = new Set<string>();
  const photos = new Set<string>();
  for (const publication of rows.all('publication')) {
    if (publication.state !== 'published' || publication.erased) continue;
    posts.add(publication.post);
    for (const photo of publication.payload.photos) photos.add(photo.hash);
  }
  let talks = 0;
  for (const segment of rows.all('segment')) if (segment.kind === 'talk' && segment.startMs !== undefined) talks++;
  let messages = 0;
  for (const message of rows.all('message')) if (message.verdict === 'shown' && !message.erased) messages++;
  return { posts: posts.size, photos: photos.size, talks, messages };
}
