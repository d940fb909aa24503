/** Which tab has a show. The newest takes it: it is the one the person looks at. */
export interface Tabs {
  /** Resolves once it is this tab's, with what gives it back. `onLost`: a newer tab took it. */
  take(name: string, onLost: () => void): Promise<() => void>;
  /** The same, without taking it from anyone: undefined when some tab has it, or when nobody can say. */
  takeIfFree(name: string, onLost: () => void): Promise<(() => void) | undefined>;
}

/** What tabs take to have a show. */
export const lockName = (show: string, staff: string): string => `regie:${show}:${staff}`;

/**
 * Web Locks, where the browser has them (not over plain HTTP). They only tell: that two tabs never write in turns is
 * the store's own doing.
 */
export const browserTabs: Tabs = {
  take: async (name, onLost) => (await lock(name, { steal: true }, onLost)) ?? (() => {}),
  takeIfFree: (name, onLost) => lock(name, { ifAvailable: true }, onLost),
};

/** Undefined: not granted, or a browser without locks. */
function lock(name: string, options: LockOptions, onLost: () => void): Promise<(() => void) | undefined> {
  if (!('locks' in navigator)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    let isGranted = false;
    const until = (granted: Lock | null): Promise<void> | undefined => {
      if (!granted) return undefined;
      isGranted = true;
      return new Promise<void>((done) => resolve(done));
    };
    navigator.locks.request(name, options, until).then(
      () => resolve(undefined),
      () => {
        // Stolen by a newer tab; or refused by this browser, which is then as one without locks.
        if (isGranted) onLost();
        else resolve(undefined);
      },
    );
  });
}
