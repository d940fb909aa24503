import { effect } from '@preact/signals';
import type { SessionModel } from '../../signals/session.ts';

/** A show that cannot be loaded is waited for no longer than this. */
const LIMIT_MS = 15_000;
/** What acts starts first: a tap may come at once, a newer version can wait. */
const SETTLED_MS = 1_000;

/** Resolves a moment after the show of the address is drawn, or when it will not be soon. */
export async function firstDrawn({ show, state }: Pick<SessionModel, 'show' | 'state'>): Promise<void> {
  let stop = (): void => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS);
    stop = effect(() => {
      if (show.value?.loaded.value || state.value === 'signed-out') setTimeout(resolve, SETTLED_MS);
    });
  });
  clearTimeout(timer);
  stop();
}
