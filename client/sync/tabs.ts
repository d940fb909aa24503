/** Which tab has a show. The newest takes it: it is the one the person looks at. */
export interface Tabs {
  /** Resolves once it is this tab's, with what gives it back. `onLost`: a newer tab took it. */
  take(name: string, onLost: () => void): Promise<() => void>;
}

/**
 * Web Locks, where the browser has them (not over plain HTTP). They only tell: that two tabs never write in turns is
 * the store's own doing.
 */
export const browserTabs: Tabs = {
  take(name, onLost) {
    if (!('locks' in navigator)) return Promise.resolve(() => {});
    return new Promise((resolve) => {
      let release: (() => void) | undefined;
      const until = () =>
        new Promise<void>((done) => {
          release = done;
          resolve(done);
        });
      navigator.locks.request(name, { steal: true }, until).catch(() => {
        // Stolen by a newer tab; or never granted by this browser, which is then as one without locks.
        if (release) onLost();
        else resolve(() => {});
      });
    });
  },
};
