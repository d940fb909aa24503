import type { Signal } from '@preact/signals';
import dots from 'lucide-static/icons/ellipsis.svg?raw';
import { useEffect, useRef, useState } from 'preact/hooks';
import { approvalOf } from '../../../shared/post-status.ts';
import type { ActRefusal } from '../../sync/store.ts';
import { common } from '../../words/common.ts';
import { refusalWordsSoon } from '../../words/refusal-soon.ts';
import { Button, type Tone } from '../parts/Button.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { mayPublish } from '../shell/first-publication.ts';
import { soonPainted } from '../shell/frames.ts';
import { later } from '../shell/later.tsx';
import { PublishesAs } from '../shell/PublishesAs.tsx';
import { useShow } from '../shell/show-context.ts';
import { outOfTheWay } from './away.ts';
import type { Composer } from './composer.ts';
import { type Does, doPostAct, needsReason } from './do-act.ts';
import { type PostAct, postActs } from './post-acts.ts';
import { Reason } from './Reason.tsx';
import { words } from './words.ts';

const Mending = later(() => import('./Mending.tsx').then((found) => found.Mending));

/** At the thumb: the one act a post needs now; beside it, the others. */
export function Acts({
  composer,
  away,
  mends = false,
  onDone,
  onCorrect,
}: {
  readonly composer: Composer;
  /** The sheet that this is the foot of: out of the way while what ends it is done. */
  readonly away?: Signal<boolean>;
  /** Opened to correct what is out: what it will do on each channel is there as soon as one types. */
  readonly mends?: boolean;
  /** It was done, and there is nothing more to do here. */
  readonly onDone: () => void;
  readonly onCorrect?: (post: string) => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const post = composer.post.value;
  const [more, setMore] = useState(false);
  const [asking, ask] = useState<PostAct>();
  const [refused, setRefused] = useState<ActRefusal>();
  const [busy, setBusy] = useState(false);
  const drawn = useRef(true);
  useEffect(
    () => () => {
      drawn.current = false;
    },
    [],
  );
  useEffect(() => {
    // What is out may be corrected: not fetched ahead, it is fetched by the tap, which says then why it could not be.
    if (post.state === 'fired') Mending.fetch().catch(() => undefined);
  }, [post.state]);
  const typed = composer.state.value !== 'written';
  const acts = postActs(rows, { post, me: show.me.value, atMs: show.second.value, typed });
  const plans = mends && acts.primary === 'mend';
  useEffect(() => {
    if (plans) ask('mend');
  }, [plans]);
  const t = words().acts;
  // A post that is not made yet has nothing to be done to it.
  const others = composer.exists.value ? acts.others.filter((act) => act !== 'correct' || onCorrect !== undefined) : [];

  const run = async (act: PostAct, reason = '') => {
    if (act === 'correct') return onCorrect?.(post.id);
    if (act === 'mend') {
      setRefused(undefined);
      return ask(act);
    }
    if (needsReason(act) && reason === '') return ask(act);
    if (isFire(act) && !(await mayPublish(show, post))) return;
    const ends = act !== 'hold' && act !== 'release';
    setBusy(true);
    setRefused(undefined);
    const work = (): Promise<Does> => doPostAct(show, composer, { act, reason });
    const done = await (ends && away ? outOfTheWay(away, work, ({ ok }) => ok) : work());
    setBusy(false);
    ask(undefined);
    setMore(false);
    // Another sheet may have been opened meanwhile: it is told there.
    if (!done.ok && !drawn.current) return void said(async () => done);
    if (!done.ok) return setRefused(done.refusal);
    toast(act === 'withdraw' && post.state !== 'fired' ? t.done.bin : t.done[act]);
    if (ends) onDone();
  };
  const approval = approvalOf(rows, post);
  const approver = approval && rows.get('staff', approval.by)?.name;
  const why = !acts.primary && acts.why ? t.why[acts.why] : undefined;
  return (
    <div class="compose-acts">
      {refused && (
        <p class="compose-refused" role="alert">
          {refusalWordsSoon(refused)}
        </p>
      )}
      {asking === 'mend' && (
        <Mending
          post={post}
          settle={() => composer.settle()}
          asked={!mends}
          onClose={() => ask(undefined)}
          onDone={async () => {
            toast(t.done.mend);
            // What follows draws another screen: what was done is said before.
            await soonPainted();
            onDone();
          }}
        />
      )}
      {asking && asking !== 'mend' && (
        <Reason act={asking} onClose={() => ask(undefined)} onGive={(reason) => void run(asking, reason)} />
      )}
      {more && !asking && (
        <div class="compose-others">
          {others.map((act) => (
            <Button key={act} tone={toneOf(act)} onClick={() => void run(act)}>
              {act === 'withdraw' && post.state !== 'fired' ? t.bin : t[act]}
            </Button>
          ))}
        </div>
      )}
      {approver && post.state === 'approved' && (
        <p class="small soft">{approval.inAdvance ? t.approvedInAdvance(approver) : t.approvedBy(approver)}</p>
      )}
      {post.needsTwo && <p class="small soft">{t.needsTwo}</p>}
      {((acts.primary && isFire(acts.primary)) || (more && others.some(isFire))) && <PublishesAs post={post} />}
      <div class="row" hidden={asking === 'mend'}>
        {others.length > 0 && (
          <Button drawing={dots} aria-label={t.others} aria-expanded={more} onClick={() => setMore(!more)} />
        )}
        {acts.primary && acts.long && isFire(acts.primary) ? (
          <HoldButton tone="act" wide large disabled={busy} onDone={() => acts.primary && void run(acts.primary)}>
            {t.holdToFire}
          </HoldButton>
        ) : acts.primary ? (
          <Button
            tone="act"
            wide
            large
            disabled={busy || !composer.exists.value}
            onClick={() => acts.primary && void run(acts.primary)}
          >
            {acts.primary === 'approve' && post.state === 'fired' ? t.approveAgain : t[acts.primary]}
          </Button>
        ) : (
          <p class="grow compose-why">{why ?? common().statuses[post.state === 'fired' ? 'published' : 'draft']}</p>
        )}
      </div>
    </div>
  );
}

const isFire = (act: PostAct): boolean => act === 'fire' || act === 'approve-fire';
const toneOf = (act: PostAct): Tone => (act === 'withdraw' ? 'stop' : 'quiet');
