import x from 'lucide-static/icons/x.svg?raw';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Notice } from '../../../shared/notices.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { pathTo } from '../shell/address.ts';
import { useIdle } from '../shell/after-paint.ts';
import { keepSubscription } from './subscription.ts';
import { buzz } from './vibration.ts';
import { noticesFor, waitingCount } from './waiting.ts';
import { words } from './words.ts';

/** The whole show is read: not at each tick. */
const EVERY_MS = 5_000;

/**
 * Tells the person with the app open: a banner for what has just come, a buzz, the number on the app's icon. A tap is
 * answered first.
 */
export function Alerts({ show }: { readonly show: ShowModel }) {
  const rows = useIdle(show.rows.value);
  useOpenedByNotice();
  useEffect(() => void keepSubscription(), []);
  return <div role="status">{rows && <News show={show} rows={rows} />}</div>;
}

function News({ show, rows }: { readonly show: ShowModel; readonly rows: Rows }) {
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const me = show.me.value;
  const notices = useMemo(() => noticesFor(rows, me?.id, atMs), [rows, me?.id, atMs]);
  const known = useRef<ReadonlySet<string>>(undefined);
  const [put, setPut] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (me && 'setAppBadge' in navigator) {
      // Refused where the app is not installed: there is no icon to write on.
      navigator.setAppBadge(waitingCount(rows, { me, tray: show.tray.value, atMs })).catch(() => undefined);
    }
  }, [rows, me, show.tray.value, atMs]);
  useEffect(() => {
    // What was there when the app opened is counted on the tabs; it is no news.
    const before = known.current;
    known.current = new Set(notices.map(({ key }) => key));
    if (!before) setPut(known.current);
    else if (notices.some(({ key }) => !before.has(key))) buzz();
  }, [notices.map(({ key }) => key).join(' ')]);

  // A hold has a banner of its own.
  const shown = known.current ? notices.filter(({ key, kind }) => kind !== 'hold' && !put.has(key)) : [];
  const [first] = shown;
  if (!first) return null;
  return (
    <Told
      show={show}
      notice={first}
      more={shown.length - 1}
      onPut={() => setPut(new Set([...put, ...shown.map(({ key }) => key)]))}
    />
  );
}

function Told({
  show,
  notice,
  more,
  onPut,
}: {
  readonly show: ShowModel;
  readonly notice: Notice;
  readonly more: number;
  readonly onPut: () => void;
}) {
  const t = words();
  const rows = show.rows.value;
  const { post, message } = notice;
  const segment = post?.segment === undefined ? undefined : rows.get('segment', post.segment);
  const asked = message === undefined ? undefined : rows.get('message', message)?.words;
  const about = post
    ? [common().kinds[post.kind], segment && shortTitle(rows, segment), notice.reason === 'returned' && post.returned]
        .filter(Boolean)
        .join(', ')
    : asked;
  return (
    <div class="banner banner-told">
      <p class="grow clip">
        <strong>{about ? t.about(t.reasons[notice.reason], about) : t.reasons[notice.reason]}</strong>
        {more > 0 && ` ${t.more(more)}`}
      </p>
      <a class="button button-quiet" href={placeOf(show.id, notice)} onClick={onPut}>
        {t.see}
      </a>
      <Button tone="plain" drawing={x} aria-label={t.close} onClick={onPut} />
    </div>
  );
}

function placeOf(show: string, { kind, reason, post }: Notice): string {
  if (reason === 'returned' && post) return pathTo(show, 'posts', post.id);
  if (kind === 'question') return pathTo(show, 'questions');
  return reason === 'submitted' ? pathTo(show, 'posts', 'approve') : pathTo(show, 'tray');
}

/** A notification that was tapped opens its place in the page that is already there: nothing is loaded anew. */
function useOpenedByNotice(): void {
  const { route } = useLocation();
  useEffect(() => {
    const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
    const open = ({ data }: MessageEvent<{ readonly type?: unknown; readonly path?: unknown }>) => {
      if (data?.type === 'open' && typeof data.path === 'string') route(data.path);
    };
    worker?.addEventListener('message', open);
    return () => worker?.removeEventListener('message', open);
  }, [route]);
}
