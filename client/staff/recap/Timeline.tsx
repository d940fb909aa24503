import type { Recap, RecapPart, RecapSaid } from '../../../shared/recap-schema.ts';
import { isSameDay } from '../../../shared/zone.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Chip } from '../parts/Chip.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Hour } from '../parts/Hour.tsx';
import { Photo } from '../parts/Photo.tsx';
import { words } from './words.ts';

/** Each segment with what was said in it; those of which nothing was said stand in one line. */
export function Timeline({ recap }: { readonly recap: Recap }) {
  const t = words();
  if (recap.parts.every(({ said }) => said.length === 0)) return <Empty title={t.none} />;
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
    </ol>
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
export function SaidOne({ recap, said }: { readonly recap: Recap; readonly said: RecapSaid }) {
  const { zone } = recap.show;
  const t = words();
  const people = [
    said.writtenBy.length > 0 && t.by(said.writtenBy.join(', ')),
    said.approvedBy !== null && t.approvedBy(said.approvedBy),
  ].filter(Boolean);
  return (
    <article class="recap-said">
      <p class="small soft row">
        <Hour atMs={said.saidMs} />
        {!isSameDay(said.saidMs, recap.show.beganMs ?? recap.madeMs, zone) && <span>{dayOf(said.saidMs, zone)}</span>}
        <span>{common().kinds[said.kind]}</span>
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
                  {common().networks[place.network]}
                </a>
              ) : (
                <span key={place.publication} class="soft">
                  {common().networks[place.network]}
                </span>
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

const dayOf = (atMs: number, zone: string): string =>
  new Intl.DateTimeFormat(language.value, { day: 'numeric', month: 'long', timeZone: zone }).format(atMs);

/** A network's address, or one of ours; never a script. */
const isOpenable = (url: string): boolean => url.startsWith('/s/') || /^https?:\/\//.test(url);
