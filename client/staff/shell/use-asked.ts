import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../sync/session-http.ts';
import type { HttpFailure } from '../../words/http-refusals.ts';

export interface Asked<T> {
  /** The last answer, kept while the next one is on its way or cannot come. */
  readonly reply: T | undefined;
  /** Why there is no newer one. */
  readonly failed: HttpFailure | undefined;
  again(): void;
}

/**
 * What the server answers to `GET path`: asked when first drawn, whenever `when` changes, and every `everyMs` while the
 * page is visible. For what is the server's and is no row: who watches the wall, devices, the rehearsal's networks.
 */
export function useAsked<T extends object>(
  path: string,
  { everyMs, when }: { readonly everyMs?: number; readonly when?: unknown } = {},
): Asked<T> {
  const [reply, setReply] = useState<T>();
  const [failed, setFailed] = useState<HttpFailure>();
  // The last question alone counts: an answer that comes late must not undo a newer one.
  const asking = useRef(0);
  const again = useCallback(() => {
    const mine = ++asking.current;
    void ask<T>(path, { cache: 'no-store' }).then((answered) => {
      if (asking.current !== mine) return;
      if (answered.ok) setReply(answered);
      setFailed(answered.ok ? undefined : answered.code);
    });
  }, [path]);
  useEffect(() => {
    again();
    return () => {
      asking.current++;
    };
  }, [again, when]);
  useEffect(() => {
    if (everyMs === undefined) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), everyMs);
    return () => clearInterval(timer);
  }, [again, everyMs]);
  return { reply, failed, again };
}
