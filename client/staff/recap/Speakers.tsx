import type { Recap, RecapSpeaker } from '../../../shared/recap-schema.ts';
import { common } from '../../words/common.ts';
import { SaidOne } from './Timeline.tsx';
import { words } from './words.ts';

/** What was said of each, so that nobody is forgotten: those of whom little was said stand out. */
export function Speakers({ recap }: { readonly recap: Recap }) {
  const t = words();
  if (recap.speakers.length === 0) return <p class="soft">{t.noSpeaker}</p>;
  return (
    <ol class="stack">
      {recap.speakers.map((speaker) => (
        <Speaker key={speaker.id} recap={recap} speaker={speaker} />
      ))}
    </ol>
  );
}

function Speaker({ recap, speaker }: { readonly recap: Recap; readonly speaker: RecapSpeaker }) {
  const t = words();
  const said = recap.parts.flatMap((part) => part.said).filter(({ post }) => speaker.posts.includes(post));
  const counts = [
    common().posts(speaker.posts.length),
    speaker.photos > 0 && t.photos(speaker.photos),
    speaker.quotes > 0 && t.quotes(speaker.quotes),
  ].filter(Boolean);
  return (
    <li class="panel">
      <details>
        <summary class="recap-speaker">
          <span class="strong">{speaker.name}</span>
          <span class="small soft">{counts.join(', ')}</span>
        </summary>
        <div class="stack">
          {(speaker.affiliation ?? speaker.title) && (
            <p class="small">{[speaker.affiliation, speaker.title].filter(Boolean).join(', ')}</p>
          )}
          {said.length === 0 && <p class="soft">{t.nothingSaid}</p>}
          {said.map((one) => (
            <SaidOne key={one.post} recap={recap} said={one} />
          ))}
        </div>
      </details>
    </li>
  );
}

/** Each prize and who was told to have won it. */
export function Prizes({ recap }: { readonly recap: Recap }) {
  const t = words();
  if (recap.prizes.length === 0) return <p class="soft">{t.noPrize}</p>;
  return (
    <dl class="panel stack">
      {recap.prizes.map(({ id, name, winner }) => (
        <div key={id}>
          <dt class="small soft">{name}</dt>
          <dd class={winner ? 'strong' : 'soft'}>
            {winner ? [winner.name, winner.affiliation].filter(Boolean).join(', ') : t.noWinner}
          </dd>
        </div>
      ))}
    </dl>
  );
}
