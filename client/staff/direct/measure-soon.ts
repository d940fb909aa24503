import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Network } from '../../../shared/rows/channel.ts';
import type { Measure } from '../../../shared/text/length.ts';

type MeasureWords = (network: Network, rendered: string) => Measure;

const loaded = signal<{ readonly measure: MeasureWords } | undefined>(undefined);

/** Measures words for a network. Undefined for a moment at first: what counts is fetched once the words are on the screen. */
export function useMeasure(): MeasureWords | undefined {
  const here = loaded.value !== undefined;
  useEffect(() => {
    if (here) return;
    import('../../../shared/text/length.ts').then(
      ({ measure }) => {
        loaded.value = { measure };
      },
      // A dead server and a cache that lacks it: the words are there without their lengths.
      () => undefined,
    );
  }, [here]);
  return loaded.value?.measure;
}
