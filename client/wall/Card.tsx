import { hour } from '../../shared/text/hours.ts';
import type { WallCard, WallPhoto } from '../../shared/wall-cards.ts';
import { Fit } from './Fit.tsx';
import type { Frame } from './frame.ts';
import { NETWORK_NAMES } from './words.ts';

const MINUTE_MS = 60_000;
/** Later than this, the hour says more than a count of minutes. */
const MINUTES_LIMIT = 30;

interface Props {
  readonly frame: Frame;
  readonly card: WallCard;
  readonly turn: { readonly fromMs: number; readonly untilMs: number };
  /** The largest size of its words, counted in the least one. */
  readonly most: number;
}

/** One card at the size of the room: who says it, the words, and its pictures one after another. */
export function Card({ frame, card, turn, most }: Props) {
  const photo = photoAt(frame, card, turn);
  return (
    <article key={card.id} class={`card ${card.kind}${photo ? ' pictured' : ''}`}>
      {card.words !== '' && (
        <div class="said">
          <Byline frame={frame} card={card} />
          <Fit frame={frame} words={card.words} language={card.language} most={most} turn={turn} />
        </div>
      )}
      {photo && <Photo frame={frame} photo={photo} />}
    </article>
  );
}

export function Byline({ frame, card }: { readonly frame: Frame; readonly card: WallCard }) {
  const network = card.network && NETWORK_NAMES[card.network];
  return (
    <header class="byline">
      <b>{card.author ?? frame.wall.account}</b>
      {card.author !== undefined && network && <span> {frame.t.on(network)}</span>}
      <span class="soft"> · {agoOf(frame, card.saidMs)}</span>
    </header>
  );
}

export function Photo({ frame, photo }: { readonly frame: Frame; readonly photo: WallPhoto }) {
  return (
    <figure key={photo.hash} style={{ '--ratio': `${photo.width / photo.height}` }}>
      <img src={frame.photoUrl(photo.hash)} alt={photo.alt} />
      {photo.credit !== '' && <figcaption>{frame.t.photo(photo.credit)}</figcaption>}
    </figure>
  );
}

/** The pictures that are here share the card's turn. */
function photoAt(frame: Frame, card: WallCard, { fromMs, untilMs }: Props['turn']): WallPhoto | undefined {
  const here = card.photos.filter(({ hash }) => frame.photoUrl(hash) !== undefined);
  const shareMs = (untilMs - fromMs) / here.length;
  const at = Math.min(here.length - 1, Math.max(0, Math.floor((frame.turnMs - fromMs) / shareMs)));
  if (here.length > 1) frame.wake(frame.nowMs + fromMs + (at + 1) * shareMs - frame.turnMs);
  return here[at];
}

function agoOf({ t, wall, nowMs, wake }: Frame, saidMs: number): string {
  const minutes = Math.floor((nowMs - saidMs) / MINUTE_MS);
  if (minutes >= MINUTES_LIMIT) return hour(saidMs, wall.zone, wall.language);
  wake(saidMs + (Math.max(0, minutes) + 1) * MINUTE_MS);
  return minutes < 1 ? t.justNow : t.minutesAgo(minutes);
}
