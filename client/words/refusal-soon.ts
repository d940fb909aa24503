import { signal } from '@preact/signals';
import type { ActRefusal } from '../sync/store.ts';

const loaded = signal<((refusal: ActRefusal) => string) | undefined>(undefined);

/** The words of a refusal that stands on the screen. They are fetched when first needed: most evenings, never. */
export function refusalWordsSoon(refusal: ActRefusal | undefined): string {
  if (!refusal) return '';
  if (loaded.value) return loaded.value(refusal);
  import('./refusals.ts').then(
    ({ refusalWords }) => {
      loaded.value = refusalWords;
    },
    () => undefined,
  );
  return '';
}
