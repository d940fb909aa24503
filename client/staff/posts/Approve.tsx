import check from 'lucide-static/icons/check.svg?raw';
import { useState } from 'preact/hooks';
import { headsOf, seenOf } from '../../../shared/post-status.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { ALL_CHANNELS } from '../../../shared/rows/variant.ts';
import type { ActRefusal } from '../../sync/store.ts';
import { common } from '../../words/common.ts';
import { cueTerms, cueWords } from '../../words/cues.ts';
import { refusalWordsSoon } from '../../words/refusal-soon.ts';
import { shortTitle } from '../../words/segments.ts';
import { Concerned } from '../compose/Concerned.tsx';
import { actOnPost } from '../compose/do-act.ts';
import { Edited } from '../compose/Edited.tsx';
import { livePreviews } from '../compose/live.ts';
import { Previews } from '../compose/Previews.tsx';
import { Problems } from '../compose/Problems.tsx';
import type { PostAct } from '../compose/post-acts.ts';
import { problemsOf } from '../compose/problems.ts';
import { Reason } from '../compose/Reason.tsx';
import { words as composeWords } from '../compose/words.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { matches } from '../parts/fold.ts';
import { toast } from '../parts/toasts.ts';
import { pathTo } from '../shell/address.ts';
import { useAfterPaint } from '../shell/after-paint.ts';
import { useShow } from '../shell/show-context.ts';
import { saidIn } from './find.ts';
import { oldestMs, toApprove, type Waiting } from './to-approve.ts';
import { words } from './words.ts';

const EVERY_MS = 10_000;

/** What waits for a person's word, each as it will stand on each network, to be approved, corrected or sent back. */
export function Approve({ query }: { readonly query: string }) {
  const show = useShow();
  const rows = show.rows.value;
  // The others stand below it: nothing moves when they come.
  const painted = useAfterPaint();
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const all = toApprove(rows, atMs);
  const waiting = all.filter(({ post }) => query.trim() === '' || matches(query.trim(), saidIn(rows, post)));
  const t = words().approve;
  const oldest = oldestMs(all);
  if (waiting.length === 0) {
    return (
      <Empty drawing={check} title={t.none}>
        <p class="soft">{t.noneWhy}</p>
      </Empty>
    );
  }
  return (
    <section class="posts-approve" aria-label={t.label}>
      {oldest !== undefined && (
        <p class="small soft" role="status">
          {t.oldest(waiting.length, cueTerms().span(atMs - oldest))}
        </p>
      )}
      {(painted ? waiting : waiting.slice(0, 1)).map((each) => (
        <Card key={each.post.id} waiting={each} atMs={atMs} />
      ))}
    </section>
  );
}

function Card({ waiting: { post, atMs: goesMs }, atMs }: { readonly waiting: Waiting; readonly atMs: number }) {
  const show = useShow();
  const rows = show.rows.value;
  const [returning, setReturning] = useState(false);
  const [refused, setRefused] = useState<ActRefusal>();
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  const zone = showOf(rows)?.zone ?? 'UTC';
  const previews = livePreviews(rows, { post, editing: undefined, atMs });
  const said = headsOf(rows, post.id)[ALL_CHANNELS]?.[0]?.words ?? '';
  const problems = problemsOf(rows, { post, words: said, previews });
  const approves = show.me.value?.hats.includes('approve') ?? false;
  const away = goesMs === undefined ? undefined : goesMs - atMs;
  const span = away === undefined ? '' : cueTerms().span(away);
  const t = words().approve;
  const run = async (act: PostAct, reason?: string) => {
    setRefused(undefined);
    const done = await actOnPost(show, post.id, { act, ...(reason !== undefined && { reason }) });
    if (!done.ok) return setRefused(done.refusal);
    toast(composeWords().acts.done[act]);
  };
  const why =
    refused ?? (approves ? show.check('post.approve', { post: post.id, seen: seenOf(rows, post) }) : undefined);
  return (
    <article class="panel posts-waiting">
      <header>
        <h2>{segment ? shortTitle(rows, segment) : (post.title ?? common().kinds[post.kind])}</h2>
        <p class="small soft">
          {[
            (segment ?? post.title) && common().kinds[post.kind],
            cueWords(post.cue, zone),
            away !== undefined && (away >= 0 ? cueTerms().inSpan(span) : cueTerms().ago(span)),
            t.by(rows.get('staff', post.madeBy)?.name ?? common().app),
            post.needsTwo && t.needsTwo,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      <Edited rows={rows} post={post} />
      <Concerned rows={rows} post={post} />
      <Previews post={post} previews={previews} photos />
      <Problems problems={problems} />
      {why && (
        <p class="posts-why" role="alert">
          {refusalWordsSoon(why)}
        </p>
      )}
      {approves &&
        (returning ? (
          <Reason
            act="return"
            onClose={() => setReturning(false)}
            onGive={(reason) => {
              setReturning(false);
              void run('return', reason);
            }}
          />
        ) : (
          <div class="posts-waiting-acts">
            <Button tone="act" large disabled={why !== undefined} onClick={() => void run('approve')}>
              {t.approve}
            </Button>
            <a class="button button-quiet" href={pathTo(show.id, 'posts', post.id)}>
              {t.correct}
            </a>
            <Button onClick={() => setReturning(true)}>{t.return}</Button>
          </div>
        ))}
    </article>
  );
}
