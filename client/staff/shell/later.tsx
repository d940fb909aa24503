import { signal } from '@preact/signals';
import { type ComponentType, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { wordsReady } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Progress } from '../parts/Progress.tsx';

/** Before this a screen that is on its way shows nothing: precached, it is there first. */
const QUIET_MS = 200;
/** What nobody waits for is asked for again by itself after this. */
const RETRY_MS = 10_000;

/**
 * A component in a chunk of its own, fetched when first drawn. When it cannot be fetched (a dead server and a cache that
 * lacks it) it says so and can be tried again, instead of an empty page. `quiet`: nobody waits for it, and nothing stands in
 * its place until it comes.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { quiet = false }: { readonly quiet?: boolean } = {},
): Later<P> {
  // A signal: it may come, fetched ahead, between the first drawing and the effect that would have waited for it.
  const loaded = signal<{ readonly component: ComponentType<P> } | undefined>(undefined);
  const fetch = async (): Promise<void> => {
    const component = await load();
    // Its words come with it, or a reader of English would see French go by.
    await wordsReady();
    loaded.value ??= { component };
  };
  return Object.assign(LaterComponent, { fetch });

  function LaterComponent(props: P) {
    const [state, setState] = useState<'quiet' | 'slow' | 'failed'>('quiet');
    const failed = state === 'failed';
    const here = loaded.value !== undefined;
    useEffect(() => {
      if (here || (failed && !quiet)) return;
      let drawn = true;
      const timer = setTimeout(() => setState(failed ? 'quiet' : 'slow'), failed ? RETRY_MS : QUIET_MS);
      if (failed) return () => clearTimeout(timer);
      fetch().catch(() => drawn && setState('failed'));
      return () => {
        drawn = false;
        clearTimeout(timer);
      };
    }, [here, failed]);
    if (loaded.value) return h(loaded.value.component, props);
    if (quiet) return null;
    if (failed) return <Broken onRetry={() => setState('quiet')} />;
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
