import { clock, hour } from '../../../shared/text/hours.ts';
import type { Wall, WallSegment } from '../../../shared/wall.ts';
import type { WallCard } from '../../../shared/wall-cards.ts';
import type { WallFull } from '../../../shared/wall-full.ts';
import { wallWords } from '../../wall/words.ts';
import { Photo } from '../parts/Photo.tsx';
import { Qr } from '../parts/Qr.tsx';
import { type Preview as Drawn, previewOf } from './preview-of.ts';
import { words } from './words.ts';

/**
 * The wall in miniature, in the wall's own colours and language. It is drawn from this phone's rows at the server's time
 * as the wall draws itself, so that it is the wall's next picture even before the server has answered.
 */
export function Preview({ wall, atMs }: { readonly wall: Wall; readonly atMs: number }) {
  const drawn = previewOf(wall, atMs);
  return (
    <div class="wall-preview" role="img" aria-label={`${words().preview}. ${saidOf(drawn)}`}>
      {wall.rehearsal && <p class="wall-rehearsal">{wallWords(wall.language).rehearsal}</p>}
      <div class="wall-scene" aria-hidden="true">
        <Scene wall={wall} drawn={drawn} atMs={atMs} />
      </div>
      {drawn.room && <Foot wall={wall} drawn={drawn} atMs={atMs} />}
    </div>
  );
}

function Scene({ wall, drawn, atMs }: { readonly wall: Wall; readonly drawn: Drawn; readonly atMs: number }) {
  const t = wallWords(wall.language);
  const { shown } = drawn;
  switch (shown.kind) {
    case 'card':
      return <Card wall={wall} card={shown.card} />;
    case 'photo':
      return <Picture card={shown.card} photo={shown.photo} />;
    case 'full':
      return <Full full={shown.full} wall={wall} />;
    case 'safe':
      return <Lines lines={shown.lines} />;
    case 'title':
      return <Lines lines={[wall.name, `${t.empty} ${wall.hashtag}`]} />;
    case 'stage': {
      const [first] = shown.segment.people;
      return (
        <>
          <div class="wall-who">
            <div class="grow">
              <p class="wall-air">{shown.segment.kind === 'talk' ? t.onStage : t.live}</p>
              <p class="wall-name">{namesOf(shown.segment)}</p>
              {first?.thesis && <p class="wall-thesis">{first.thesis}</p>}
              {first?.from && <p class="wall-soft">{first.from}</p>}
            </div>
            <p class="wall-left">{clock(leftMs(shown.segment, atMs))}</p>
          </div>
          {shown.card && <Card wall={wall} card={shown.card} />}
        </>
      );
    }
  }
}

function Card({ wall, card }: { readonly wall: Wall; readonly card: WallCard }) {
  const [photo] = card.photos;
  return (
    <div class="wall-card">
      <div class="grow">
        <p class="wall-by">{card.author ?? wall.account}</p>
        <p
          class="wall-words"
          dir="auto"
          data-long={card.words.length > 140}
          {...(card.language && { lang: card.language })}
        >
          {card.words}
        </p>
      </div>
      {photo && <Photo photo={{ ...photo, received: true }} />}
    </div>
  );
}

function Picture({ card, photo }: { readonly card: WallCard; readonly photo: WallCard['photos'][number] }) {
  return (
    <div class="wall-picture">
      <Photo photo={{ ...photo, received: true }} />
      {card.words && <p class="wall-caption">{card.words}</p>}
    </div>
  );
}

function Full({ full, wall }: { readonly full: WallFull; readonly wall: Wall }) {
  const t = wallWords(wall.language);
  switch (full.kind) {
    case 'announcement':
      return <Lines lines={[full.words]} />;
    case 'post':
      return <Card wall={wall} card={full.card} />;
    case 'prize':
      return <Lines lines={[full.name, full.winner?.name ?? t.prizeToCome]} />;
    case 'recap':
      return (
        <ul class="wall-figures">
          {(['posts', 'photos', 'talks', 'messages'] as const).map((each) => (
            <li key={each}>
              <strong>{full.figures[each]}</strong> {t[each](full.figures[each])}
            </li>
          ))}
        </ul>
      );
    case 'qr':
      return (
        <div class="wall-card">
          <div class="grow">
            <p class="wall-words">{full.words}</p>
            <p class="wall-soft wall-url">{full.url}</p>
          </div>
          {full.qr ? <Qr qr={full.qr} says={full.url} /> : <div class="wall-qr">QR</div>}
        </div>
      );
  }
}

function Lines({ lines: [first = '', ...rest] }: { readonly lines: readonly string[] }) {
  return (
    <div class="wall-lines">
      <p class="wall-name">{first}</p>
      <i class="wall-rule" />
      {rest.map((line) => (
        <p key={line} class="wall-soft">
          {line}
        </p>
      ))}
    </div>
  );
}

function Foot({
  wall,
  drawn: { room, scene },
  atMs,
}: {
  readonly wall: Wall;
  readonly drawn: Drawn;
  readonly atMs: number;
}) {
  const t = wallWords(wall.language);
  const now = scene === 'on-stage' ? undefined : room?.now;
  const next = room?.next;
  return (
    <div class="wall-foot" aria-hidden="true">
      {now && (
        <p class="wall-foot-one">
          <span class="wall-air">{now.kind === 'talk' ? t.onStage : t.now}</span>
          {namesOf(now)}
        </p>
      )}
      {next && (
        <p class="wall-foot-one wall-soft">
          <span class="wall-label">
            {t.next} · {hour(Math.max(next.atMs, atMs), wall.zone, wall.language)}
          </span>
          {namesOf(next)}
        </p>
      )}
      <p class="wall-left">{now?.kind === 'talk' ? clock(leftMs(now, atMs)) : hour(atMs, wall.zone, wall.language)}</p>
    </div>
  );
}

const namesOf = ({ kind, people, title }: WallSegment): string =>
  kind === 'talk' && people.length > 0 ? people.map(({ name }) => name).join(', ') : title;

const leftMs = ({ atMs, durationMs }: WallSegment, nowMs: number): number => Math.max(0, atMs + durationMs - nowMs);

/** What a screen reader hears of the picture. */
function saidOf({ shown }: Drawn): string {
  switch (shown.kind) {
    case 'card':
    case 'photo':
      return shown.card.words;
    case 'stage':
      return [namesOf(shown.segment), shown.card?.words].filter(Boolean).join('. ');
    case 'safe':
      return shown.lines.join(' ');
    case 'title':
      return '';
    case 'full':
      return shown.full.kind === 'announcement' || shown.full.kind === 'qr'
        ? shown.full.words
        : shown.full.kind === 'post'
          ? shown.full.card.words
          : shown.full.kind === 'prize'
            ? shown.full.name
            : words().full.recap;
  }
}
