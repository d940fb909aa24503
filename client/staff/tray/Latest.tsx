import type { LatestReply } from '../../../shared/latest.ts';
import { readReason } from '../../../shared/network-reason.ts';
import type { Remote } from '../../../shared/rows/publication.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { reasonWords } from '../../words/network-reasons.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Progress } from '../parts/Progress.tsx';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { words } from './words.ts';

/** The account's latest posts, to say which one it is. Where they cannot be read it says why, and the link remains. */
export function Latest({
  channel,
  onChoose,
}: {
  readonly channel: string;
  readonly onChoose: (remote: Remote) => void;
}) {
  const show = useShow();
  const { reply, failed, again } = useAsked<LatestReply>(`/shows/${show.id}/channels/${channel}/latest`);
  const zone = showOf(show.rows.value)?.zone ?? 'UTC';
  const t = words().latest;
  if (!reply && !failed) return <Progress label={t.reading} />;
  const why = failed
    ? httpRefusalWords(failed)
    : reply && 'reason' in reply
      ? reasonWords(readReason(reply.reason).code)
      : undefined;
  if (why !== undefined || !reply || 'reason' in reply) {
    return (
      <div class="stack" role="status">
        <p class="tray-why">{why}</p>
        <p class="small soft">{t.paste}</p>
        <Button onClick={again}>{t.again}</Button>
      </div>
    );
  }
  if (reply.posts.length === 0) return <p class="soft">{t.none}</p>;
  return (
    <section aria-label={t.which}>
      <h3 class="field-label">{t.which}</h3>
      <ul class="tray-latest">
        {reply.posts.map(({ remote, words: said, atMs }) => (
          <li key={remote.id}>
            <button type="button" class="tray-latest-post" onClick={() => onChoose(remote)}>
              <span class="small soft">{hour(atMs, zone, language.value)}</span>
              <span class="clip" dir="auto">
                {said || t.noWords}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
