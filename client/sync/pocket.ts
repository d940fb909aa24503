/** A few facts kept apart from any show: who is signed in, which installation this is. */
export interface Pocket {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** The browser's localStorage: read at once, so that the first paint knows who is signed in. */
export function browserPocket(): Pocket {
  const memory = new Map<string, string>();
  return {
    get(key) {
      try {
        return localStorage.getItem(key) ?? memory.get(key);
      } catch {
        return memory.get(key);
      }
    },
    set(key, value) {
      memory.set(key, value);
      try {
        localStorage.setItem(key, value);
      } catch {
        // Refused or full: it lasts as long as the page, and a new installation id only costs a repeat of what is known.
      }
    },
    remove(key) {
      memory.delete(key);
      try {
        localStorage.removeItem(key);
      } catch {
        // There was nothing.
      }
    },
  };
}
