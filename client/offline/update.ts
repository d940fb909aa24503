import { Workbox } from 'workbox-window';

/** `current`: nothing newer is here. `offered`: a newer build waits on this phone. `replaced`: another tab took it. */
export type UpdateState = 'current' | 'offered' | 'replaced';

export interface Updates {
  readonly state: UpdateState;
  /**
   * Takes the newer build: the page starts anew on it. `busy`: not now, something would be interrupted; nothing was
   * done. `none`: there is nothing to take.
   */
  take(): 'taken' | 'busy' | 'none';
  /** Asks the server whether there is a newer build (it said so, say). */
  look(): Promise<void>;
}

interface Parts {
  readonly on: {
    changed(state: UpdateState): void;
    /** The app is whole on this phone: it opens with no network from here on. Said once a build, at its first visit. */
    kept?(): void;
  };
  /** False while a photo is on its way or words are not yet on the disk. */
  readonly mayReload: () => boolean;
  readonly reload?: () => void;
}

/**
 * Keeps the app on this phone and watches for newer builds, which are offered and never forced: a page that reloads under
 * someone's thumbs loses what they were about to say. Undefined where the browser keeps nothing (plain HTTP).
 */
export function watchUpdates({ on, mayReload, reload = () => location.reload() }: Parts): Updates | undefined {
  if (!('serviceWorker' in navigator)) return undefined;
  const worker = new Workbox('/service-worker.js', { updateViaCache: 'none' });
  let state: UpdateState = 'current';
  let taking = false;
  let hadWorker = navigator.serviceWorker.controller !== null;

  const turn = (next: UpdateState) => {
    if (state === 'replaced' || next === state) return;
    state = next;
    on.changed(state);
  };
  worker.addEventListener('installed', () => {
    if (!hadWorker) on.kept?.();
  });
  worker.addEventListener('waiting', () => turn('offered'));
  worker.addEventListener('controlling', () => {
    if (taking) reload();
    // The first worker takes over the page that brought it: that is no update.
    else if (hadWorker) turn('replaced');
    hadWorker = true;
  });
  // A full disk, or a server that went away: the app goes on without, and tries again when it is next opened.
  const registering = worker.register({ immediate: true }).catch(() => undefined);

  return {
    get state() {
      return state;
    },
    take() {
      if (state === 'current') return 'none';
      if (!mayReload()) return 'busy';
      if (state === 'replaced') reload();
      else {
        taking = true;
        void registering.then((registration) => (registration?.waiting ? worker.messageSkipWaiting() : reload()));
      }
      return 'taken';
    },
    async look() {
      await registering.then(() => worker.update()).catch(() => undefined);
    },
  };
}
