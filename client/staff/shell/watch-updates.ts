import { effect } from '@preact/signals';
import { watchUpdates } from '../../offline/update.ts';
import type { SessionModel } from '../../signals/session.ts';
import { toast } from '../parts/toasts.ts';
import { phoneWords } from './phone-words.ts';
import { offerUpdate } from './update.ts';

/** Watches for newer versions: each is offered, none is forced, and none is taken while something would be interrupted. */
export function watchForUpdates(session: SessionModel): void {
  const mayReload = () =>
    document.querySelector('dialog[open]') === null &&
    session.show.value?.photos.sending !== true &&
    !(session.show.value?.outbox.value ?? []).some(({ state }) => state === 'saving');
  const updates = watchUpdates({
    mayReload,
    on: {
      changed(state) {
        if (state === 'current') return;
        offerUpdate(() => {
          if (updates?.take() === 'busy') toast(phoneWords().update.busy);
        });
      },
      kept: () => toast(phoneWords().update.kept),
    },
  });
  if (!updates) return;
  effect(() => {
    if (session.show.value?.update.value) void updates.look();
  });
}
