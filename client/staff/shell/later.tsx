import { type ComponentType, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { wordsReady } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Progress } from '../parts/Progress.tsx';

/** Before this a screen that is on its way shows nothing: precached, it is there first. */
const QUIET_MS = 200;

/**
 * A component in a chunk of its own, fetched when first drawn. When it cannot be fetched (a dead server and a cache that
 * lacks it) it says so and can be tried again, instead of an empty page.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let loaded: ComponentType<P> | undefined;
  const fetch = async (): Promise<void> => {
    const component = await load();
    // Its words come with it, or a reader of English would see French go by.
    await wordsReady();
    loaded = component;
  };
  return Object.assign(LaterComponent, { fetch });

  function LaterComponent(props: P) {
    const [, redraw] = useState(0);
    const [state, setState] = useState<'quiet' | 'slow' | 'failed'>('quiet');
    useEffect(() => {
      if (loaded || state === 'failed') return;
      let here = true;
      const timer = setTimeout(() => here && setState('slow'), QUIET_MS);
      fetch().then(
        () => here && redraw((n) => n + 1),
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
  }
}

/** A component that is on its way. `fetch` brings it before it is drawn. */
export type Later<P> = ComponentType<P> & { fetch(): Promise<void> };

/** A component that came with the app itself. */
export const ready = <P extends object>(component: ComponentType<P>): Later<P> =>
  Object.assign((props: P) => h(component, props), { fetch: async () => {} });

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
