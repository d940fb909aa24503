import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Progress } from '../parts/Progress.tsx';

/** Before this a screen that is on its way shows nothing: precached, it is there first. */
const QUIET_MS = 200;

/**
 * A component in a chunk of its own, fetched when first drawn. When it cannot be fetched (a dead server and a cache that
 * lacks it) it says so and can be tried again, instead of an empty page.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [, redraw] = useState(0);
    const [state, setState] = useState<'quiet' | 'slow' | 'failed'>('quiet');
    useEffect(() => {
      if (loaded || state === 'failed') return;
      let here = true;
      const timer = setTimeout(() => here && setState('slow'), QUIET_MS);
      load().then(
        (component) => {
          loaded = component;
          if (here) redraw((n) => n + 1);
        },
        () => here && setState('failed'),
      );
      return () => {
        here = false;
        clearTimeout(timer);
      };
    }, [state === 'failed']);
    const Loaded = loaded;
    if (Loaded) return <Loaded {...props} />;
    if (state === 'failed') return <Broken onRetry={() => setState('quiet')} />;
    return state === 'slow' ? <Progress label={common().loading} /> : null;
  };
}

/** A screen that could not open. */
export function Broken({ onRetry }: { readonly onRetry: () => void }) {
  const t = common().broken;
  return (
    <Empty title={t.title}>
      <p class="soft">{t.why}</p>
      <Button onClick={onRetry}>{t.act}</Button>
    </Empty>
  );
}
