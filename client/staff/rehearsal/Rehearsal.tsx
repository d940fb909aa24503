import refresh from 'lucide-static/icons/refresh-cw.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import type { RehearsalReply } from '../../../shared/rehearsal.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Empty } from '../parts/Empty.tsx';
import { Progress } from '../parts/Progress.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { Faults } from './Faults.tsx';
import { NetworkPost } from './NetworkPost.tsx';
import './rehearsal.css';
import { sentMark, threadsOf } from './threads.ts';
import { words } from './words.ts';

const ALL = '*';

/** What the rehearsal's networks hold: what would have gone out. Asked again whenever a publication changes. */
export function Rehearsal() {
  const show = useShow();
  const rows = show.rows.value;
  const { reply, failed, again } = useAsked<RehearsalReply>(`/shows/${show.id}/rehearsal`, {
    when: `${sentMark([...rows.all('publication'), ...rows.all('relay')])} ${show.link.value}`,
  });
  const [channel, choose] = useState(ALL);
  const t = words();
  useFragment(reply !== undefined);
  if (showOf(rows)?.rehearsal !== true) {
    return (
      <div class="screen">
        <h1>{t.title}</h1>
        <Empty title={t.notRehearsal}>
          <p class="soft">{t.notRehearsalWhy}</p>
          <a class="button button-quiet" href="/">
            {t.shows}
          </a>
        </Empty>
      </div>
    );
  }
  const channels = Object.keys(reply?.faults ?? {});
  const shown = threadsOf(reply?.posts ?? [], channel === ALL ? undefined : channel);
  return (
    <div class="screen screen-two">
      <div class="stack">
        <header class="row">
          <h1 class="grow">{t.title}</h1>
          <Button tone="plain" drawing={refresh} aria-label={t.refresh} onClick={again} />
        </header>
        <p class="soft">{t.why}</p>
        {failed && <p class="field-wrong">{failed === 'offline' && reply ? t.stale : httpRefusalWords(failed)}</p>}
        {!reply && !failed && <Progress label={t.title} />}
        {reply && <Faults faults={reply.faults} onPlanned={again} />}
      </div>
      <div class="stack">
        {channels.length > 1 && (
          <Segmented
            label={t.channel}
            options={[
              { value: ALL, label: t.allChannels },
              ...channels.map((id) => ({ value: id, label: channelName(rows, id) })),
            ]}
            value={channel}
            onChoose={choose}
          />
        )}
        {reply && shown.length === 0 && (
          <Empty title={t.none}>
            <p class="soft">{t.noneWhy}</p>
          </Empty>
        )}
        <ol class="stack">
          {shown.map(({ post, answers }) => (
            <NetworkPost key={`${post.channel}/${post.id}`} post={post} answers={answers} />
          ))}
        </ol>
      </div>
    </div>
  );
}

/** A publication's own address ends in `#<id>`: that post is brought into view once it is there. */
function useFragment(ready: boolean): void {
  useEffect(() => {
    const id = location.hash.slice(1);
    if (ready && id) document.getElementById(id)?.scrollIntoView({ block: 'center' });
  }, [ready]);
}
