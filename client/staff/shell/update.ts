import { type ReadonlySignal, signal } from '@preact/signals';

const ready = signal<(() => void) | undefined>(undefined);

/** Takes the new version of the app that waits on this phone; undefined while there is none. */
export const updateReady: ReadonlySignal<(() => void) | undefined> = ready;

export function offerUpdate(take: () => void): void {
  ready.value = take;
}
