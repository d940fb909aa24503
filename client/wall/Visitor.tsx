import { Component, createRef } from 'preact';
import { clock, hour } from '../../shared/text/hours.ts';
import type { WallCard, WallPhoto } from '../../shared/wall-cards.ts';
import { Byline, Photo } from './Card.tsx';
import { type Frame, leftMs, namesOf, roomOf, tick } from './frame.ts';
import { plainOf, Rich } from './Rich.tsx';

interface Props {
  readonly frame: Frame;
  readonly safe: boolean;
  /** A card's picture has come near: fetch it. */
  readonly near: (hashes: readonly string[]) => void;
}

/** The same feed on a visitor's phone: large type, newest first, to scroll. */
export function Visitor({ frame, safe, near }: Props) {
  const { wall, t } = frame;
  const room = roomOf(frame);
  const [newest] = frame.cards;
  const left = room?.now?.kind === 'talk' ? leftMs(room.now, frame.nowMs) : undefined;
  if (left !== undefined) tick(frame, left);
  return (
    <div class="visitor">
      <header>
        {wall.rehearsal && <p class="rehearsal">{t.rehearsal}</p>}
        <h1>
          {wall.hashtag === `#${wall.shortName}` ? '' : `${wall.shortName || wall.name} `}
          {wall.hashtag && <b>{wall.hashtag}</b>}
        </h1>
        {room?.now && (
          <p class="now">
            {left !== undefined && <i class="air" />}
            {namesOf(room.now)}
            {left !== undefined && <span class="left">{clock(left)}</span>}
          </p>
        )}
        {room?.next && (
          <p class="soft">
            {t.next} · {room.next.atMs < frame.nowMs ? t.soon : hour(room.next.atMs, wall.zone, wall.language)} ·{' '}
            {namesOf(room.next)}
          </p>
        )}
      </header>
      <main>
        {wall.full?.kind === 'announcement' && (
          <p class="announcement">
            <Rich words={wall.full.words} />
          </p>
        )}
        {safe ? (
          <p class="announcement">
            <Rich words={wall.safeWords || wall.name} />
          </p>
        ) : (
          frame.cards.map((card) => <Item key={card.id} frame={frame} card={card} near={near} />)
        )}
        {!safe && frame.cards.length === 0 && <p class="announcement">{t.empty}</p>}
      </main>
      <p class="unseen" aria-live="polite">
        {!safe && newest ? plainOf(newest.words) : ''}
      </p>
    </div>
  );
}

interface ItemProps {
  readonly frame: Frame;
  readonly card: WallCard;
  readonly near: (hashes: readonly string[]) => void;
}

/** Pictures are fetched when one scrolls near them: the hall's network is everyone's. */
class Item extends Component<ItemProps> {
  readonly #article = createRef<HTMLElement>();
  #eye: IntersectionObserver | undefined;

  override componentDidMount(): void {
    const article = this.#article.current;
    if (!article || this.props.card.photos.length === 0) return;
    this.#eye = new IntersectionObserver(
      (seen) => {
        if (seen.some((one) => one.isIntersecting)) this.props.near(this.props.card.photos.map(({ hash }) => hash));
      },
      { rootMargin: '600px' },
    );
    this.#eye.observe(article);
  }
  override componentWillUnmount(): void {
    this.#eye?.disconnect();
  }

  override render() {
    const { frame, card } = this.props;
    const here = (photo: WallPhoto): boolean => frame.photoUrl(photo.hash) !== undefined;
    return (
      <article ref={this.#article}>
        <Byline frame={frame} card={card} />
        <p class="words" lang={card.language} dir="auto">
          <Rich words={plainOf(card.words)} />
        </p>
        {card.photos.filter(here).map((photo) => (
          <Photo key={photo.hash} frame={frame} photo={photo} />
        ))}
      </article>
    );
  }
}
