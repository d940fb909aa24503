import { clock } from '../../shared/text/hours.ts';
import { turnAt } from '../../shared/wall-turn.ts';
import { Card, Photo } from './Card.tsx';
import { Fit } from './Fit.tsx';
import { everyTurn, type Frame, leftMs, namesOf, stageOf, tick } from './frame.ts';
import { Rich } from './Rich.tsx';

/** From here on type is so large that a stage has room for a card or for all that is said of a talk, not for both. */
const FAR_AWAY = 7.5;
/** A picture of the scene *photos* stays as long as one looks at it. */
const PICTURE_MS = 9_000;

/** One card at a time, large; with none yet, who we are. */
export function Live({ frame }: { readonly frame: Frame }) {
  const turn = turnAt(frame.cards, frame.turnMs);
  if (!turn) return <Title frame={frame} line={frame.t.empty} />;
  leaves(frame, turn.untilMs);
  return (
    <main class="scene live">
      <Card frame={frame} card={turn.card} turn={turn} most={1.8} />
    </main>
  );
}

/** Who is on stage, what about, from where, and how long they still have; beside it, the posts about them. */
export function OnStage({ frame }: { readonly frame: Frame }) {
  const segment = stageOf(frame)?.now;
  if (!segment) return <Live frame={frame} />;
  const about = frame.cards.filter((card) => card.segment === segment.id);
  const turn = turnAt(about, frame.turnMs);
  if (turn) leaves(frame, turn.untilMs);
  const [first] = turn && frame.far >= FAR_AWAY ? [] : segment.people;
  const names = namesOf(segment);
  const left = leftMs(segment, frame.nowMs);
  tick(frame, left);
  return (
    <main class={`scene stage${turn ? ' above' : ''}`}>
      <section class="who">
        <p class="label">
          <i class="air" />
          {segment.kind === 'talk' ? frame.t.onStage : frame.t.live}
        </p>
        <div class="name">
          <Fit
            frame={frame}
            words={names}
            most={turn ? 1.4 : 2.4}
            lines={turn && first ? 1 : 2}
            turn={everyTurn(frame, names)}
          />
        </div>
        {first?.thesis && (
          <div class="thesis">
            <Fit
              frame={frame}
              words={first.thesis}
              most={turn ? 1 : 1.3}
              lines={turn ? 2 : 3}
              turn={everyTurn(frame, first.thesis)}
            />
          </div>
        )}
        {first?.from && <p class="from">{first.from}</p>}
      </section>
      <p class={left > 0 ? 'left' : 'left up'} role="timer" aria-label={frame.t.timeLeft}>
        {clock(left)}
        {left === 0 && <small>{frame.t.timeUp}</small>}
      </p>
      {turn && <Card frame={frame} card={turn.card} turn={turn} most={1.4} />}
    </main>
  );
}

/** The pictures, one at a time, each as large as it goes. */
export function Photos({ frame }: { readonly frame: Frame }) {
  const pictures = frame.cards.flatMap((card) =>
    card.photos
      .filter(({ hash }) => frame.photoUrl(hash) !== undefined)
      .map((photo) => ({
        ...card,
        id: `${card.id}/${photo.hash}`,
        photo,
        readingMs: Math.max(PICTURE_MS, card.readingMs),
      })),
  );
  const turn = turnAt(pictures, frame.turnMs);
  if (!turn) return <Live frame={frame} />;
  leaves(frame, turn.untilMs);
  const { photo, words, language } = turn.card;
  return (
    <main class={`scene photos ${photo.width > photo.height ? 'wide' : 'tall'}`}>
      <Photo key={turn.card.id} frame={frame} photo={photo} />
      {words !== '' && (
        <div class="caption" key={`${turn.card.id}/words`}>
          <Fit frame={frame} words={words} language={language} most={1} turn={turn} />
        </div>
      )}
    </main>
  );
}

/** Nothing that can go wrong: the show's own words. */
export function Safe({ frame }: { readonly frame: Frame }) {
  const [first = frame.wall.name, ...lines] = frame.wall.safeWords.split('\n').filter((line) => line.trim() !== '');
  return (
    <main class="scene safe">
      <div class="name">
        <Fit frame={frame} words={first} most={2.2} lines={3} />
      </div>
      <i class="rule" />
      {lines.map((line) => (
        <p key={line}>
          <Rich words={line} />
        </p>
      ))}
    </main>
  );
}

function Title({ frame, line }: { readonly frame: Frame; readonly line: string }) {
  return (
    <main class="scene safe">
      <div class="name">
        <Fit frame={frame} words={frame.wall.name} most={2.2} lines={3} />
      </div>
      <i class="rule" />
      <p>
        {line} {frame.wall.hashtag && <b>{frame.wall.hashtag}</b>}
      </p>
    </main>
  );
}

function leaves(frame: Frame, untilMs: number): void {
  frame.until(untilMs);
  frame.wake(frame.nowMs + untilMs - frame.turnMs);
}
