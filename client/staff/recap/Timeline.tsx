import { saidOf } from '../../../shared/recap-said.ts';
import type { Recap, RecapPart, RecapPlace, RecapSaid } from '../../../shared/recap-schema.ts';
import { isSameDay } from '../../../shared/zone.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Chip } from '../parts/Chip.tsx';
import { nameAmong } from '../parts/channel-name.ts';
import { Empty } from '../parts/Empty.tsx';
import { Hour } from '../parts/Hour.tsx';
import { Photo } from '../parts/Photo.tsx';
import { Switch } from '../parts/Switch.tsx';
import { toast } from '../parts/toasts.ts';
import { said as told } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';
import '../parts/forms.css';

/** Each segment with what was said in it; those of which nothing was said stand in one line. */
export function Timeline({ recap }: { readonly recap: Recap }) {
  const t = words();
  if (recap.parts.every(({ said }) => said.length === 0)) {
    return (
      <>
        <Empty title={t.none} />
        <LeftOut recap={recap} />
      </>
    );
  }
  return (
    <ol class="stack">
      {recap.parts.map((part, place) => (
        <li key={part.segment?.id ?? place} class={part.said.length > 0 ? 'panel stack' : 'recap-quiet'}>
          <PartHead part={part} />
          {part.said.map((said) => (
            <SaidOne key={said.post} recap={recap} said={said} />
          ))}
        </li>
      ))}
      <li>
        <LeftOut recap={recap} />
      </li>
    </ol>
  );
}

/** What a person left out, to be put back: it is out all the same. */
function LeftOut({ recap }: { readonly recap: Recap }) {
  const rows = useShow().rows.value;
  const left = [...rows.all('post')]
    .flatMap((post) => (post.leftOut ? (saidOf(rows, post) ?? []) : []))
    .sort((a, b) => a.saidMs - b.saidMs);
  if (left.length === 0) return null;
  const t = words().leave;
  return (
    <details class="panel stack" open>
      <summary class="unfold">{t.title(left.length)}</summary>
      <p class="small soft">{t.why}</p>
      {left.map((said) => (
        <SaidOne key={said.post} recap={recap} said={said} kept={false} />
      ))}
    </details>
  );
}

function PartHead({ part: { kind, segment, said } }: { readonly part: RecapPart }) {
  const t = words();
  const state = segment ? t.states[segment.state] : '';
  return (
    <div class="recap-head">
      <h2 class="grow">{segment?.title ?? (kind === 'segment' ? '' : t[kind])}</h2>
      {state && <Chip>{state}</Chip>}
      {said.length === 0 && !state && <span class="small soft">{t.nothingSaid}</span>}
      {segment && <Hour atMs={segment.startMs ?? segment.plannedMs} plannedMs={segment.plannedMs} />}
    </div>
  );
}

/** One post, with each of its versions, where they went and who made it. */
export function SaidOne({
  recap,
  said,
  kept = true,
}: {
  readonly recap: Recap;
  readonly said: RecapSaid;
  /** Told in the recap; else left out of it by a person. */
  readonly kept?: boolean;
}) {
  const show = useShow();
  const { zone } = recap.show;
  const t = words();
  const people = [
    said.writtenBy.length > 0 && t.by(said.writtenBy.join(', ')),
    said.approvedBy !== null && t.approvedBy(said.approvedBy),
  ].filter(Boolean);
  return (
    <article class="recap-said">
      <p class="small soft row row-wrap">
        <Hour atMs={said.saidMs} />
        {!isSameDay(said.saidMs, recap.show.beganMs ?? recap.madeMs, zone) && <span>{dayOf(said.saidMs, zone)}</span>}
        <span class="recap-kind">{common().kinds[said.kind]}</span>
        <Switch label={t.keep} on={kept} onChange={(on) => void keep(show, said.post, on)} />
      </p>
      {said.versions.map((version) => (
        <div key={version.words}>
          <p class="recap-words" lang={said.language} dir="auto">
            {version.places[0]?.words ?? version.words}
          </p>
          <p class="row row-wrap small">
            {version.places.map((place) =>
              place.url !== undefined && isOpenable(place.url) ? (
                <a key={place.publication} href={place.url} class="recap-place">
                  {nameOf(place, recap)}
                </a>
              ) : (
                <span key={place.publication} class="soft">
                  {nameOf(place, recap)}
                </span>
              ),
            )}
            {version.places.flatMap(({ publication, relayedBy }) =>
              relayedBy ? (
                <span key={`${publication} relays`} class="soft">
                  {t.relayedBy(relayedBy.join(', '))}
                </span>
              ) : (
                []
              ),
            )}
          </p>
        </div>
      ))}
      {said.photos.length > 0 && (
        <div class="recap-photos">
          {said.photos.map((photo) => (
            <Photo key={photo.id} photo={photo} />
          ))}
        </div>
      )}
      {people.length > 0 && <p class="small soft">{people.join(', ')}</p>}
    </article>
  );
}

/** In or out of the recap, for everyone; it stays where it was published. */
async function keep(show: ShowModel, post: string, on: boolean): Promise<void> {
  const change = on ? { leftOut: { from: true } } : { leftOut: { to: true } };
  if (!(await told(() => show.act('post.star', { post, change }))) || on) return;
  toast(words().leave.done, { undo: { label: common().undo, run: () => void keep(show, post, true) } });
}

const dayOf = (atMs: number, zone: string): string =>
  new Intl.DateTimeFormat(language.value, { day: 'numeric', month: 'long', timeZone: zone }).format(atMs);

/** A network's address, or one of ours; never a script. */
const isOpenable = (url: string): boolean => url.startsWith('/s/') || /^https?:\/\//.test(url);

/** Where it went out: the network, and which of our accounts where several spoke. */
const nameOf = (place: RecapPlace, { channels }: Recap): string =>
  nameAmong(channels.find(({ channel }) => channel === place.channel) ?? place, channels);
