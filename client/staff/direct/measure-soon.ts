import { signal } from '@preact/signals';
import type { Network } from '../../../shared/rows/channel.ts';
import type { Measure } from '../../../shared/text/length.ts';

type MeasureWords = (network: Network, rendered: string) => Measure;

const loaded = signal<MeasureWords | undefined>(undefined);
let asked = false;

/** The length of words on a network; undefined for the moment it takes to fetch what counts them, after the words are drawn. */
export function measureSoon(network: Network, rendered: string): Measure | undefined {
  if (loaded.value) return loaded.value(network, rendered);
  if (!asked) {
    asked = true;
    import('../../../shared/text/length.ts').then(
      ({ measure }) => {
        loaded.value = measure;
      },
      () => {
        asked = false;
      },
    );
  }
  return undefined;
}
