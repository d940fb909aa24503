import type { Wall, WallRoom, WallScene, WallSegment } from '../../../shared/wall.ts';
import type { WallCard, WallPhoto } from '../../../shared/wall-cards.ts';
import type { WallFull } from '../../../shared/wall-full.ts';
import { turnAt } from '../../../shared/wall-turn.ts';

/** What fills the picture: decided as the wall's own page decides it, at an instant of the server's clock. */
export type Shown =
  | { readonly kind: 'card'; readonly card: WallCard }
  | { readonly kind: 'stage'; readonly segment: WallSegment; readonly card: WallCard | undefined }
  | { readonly kind: 'photo'; readonly card: WallCard; readonly photo: WallPhoto }
  | { readonly kind: 'full'; readonly full: WallFull }
  | { readonly kind: 'safe'; readonly lines: readonly string[] }
  /** Nothing has been said yet: who we are. */
  | { readonly kind: 'title' };

export interface Preview {
  readonly scene: WallScene;
  readonly shown: Shown;
  /** The foot: what is on, what comes. Absent on a safe or full screen. */
  readonly room: WallRoom | undefined;
}

/** A picture of the scene *photos* stays as long as one looks at it. */
const PICTURE_MS = 9_000;

/** What a wall of the whole show has on its screen now. */
export function previewOf(wall: Wall, atMs: number): Preview {
  const shown = shownOf(wall, atMs);
  const hasFoot = wall.scene !== 'safe' && wall.scene !== 'full';
  return { scene: wall.scene, shown, room: hasFoot ? roomOf(wall) : undefined };
}

function shownOf(wall: Wall, atMs: number): Shown {
  switch (wall.scene) {
    case 'safe':
      return { kind: 'safe', lines: safeLines(wall) };
    case 'full':
      return wall.full ? { kind: 'full', full: wall.full } : liveOf(wall, atMs);
    case 'on-stage': {
      const room = wall.rooms.find(({ now }) => now?.kind === 'talk') ?? wall.rooms.find(({ now }) => now);
      if (!room?.now) return liveOf(wall, atMs);
      const about = wall.cards.filter(({ segment }) => segment === room.now?.id);
      return { kind: 'stage', segment: room.now, card: turnAt(about, atMs)?.card };
    }
    case 'photos': {
      const pictures = wall.cards.flatMap((card) =>
        card.photos.map((photo) => ({
          ...card,
          id: `${card.id}/${photo.hash}`,
          photo,
          readingMs: Math.max(PICTURE_MS, card.readingMs),
        })),
      );
      const turn = turnAt(pictures, atMs);
      return turn ? { kind: 'photo', card: turn.card, photo: turn.card.photo } : liveOf(wall, atMs);
    }
    case 'live':
      return liveOf(wall, atMs);
  }
}

function liveOf(wall: Wall, atMs: number): Shown {
  const turn = turnAt(wall.cards, atMs);
  return turn ? { kind: 'card', card: turn.card } : { kind: 'title' };
}

function safeLines({ safeWords, name }: Wall): readonly string[] {
  const lines = safeWords.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines : [name];
}

/** The room the foot speaks of: where something is on, else where something comes first. */
function roomOf({ rooms }: Wall): WallRoom | undefined {
  return (
    rooms.find(({ now }) => now) ??
    rooms.filter(({ next }) => next).sort((a, b) => (a.next?.atMs ?? 0) - (b.next?.atMs ?? 0))[0]
  );
}
