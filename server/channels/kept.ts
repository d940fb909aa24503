/** Credentials of one account as a channel holds them. `put` has them on the disk, sealed, when it returns. */
export interface Kept<T> {
  get(): T;
  put(next: T): void;
}

/** The same, for a connection that is only being tried. */
export function keptInMemory<T>(first: T): Kept<T> {
  let now = first;
  return {
    get: () => now,
    put(next) {
      now = next;
    },
  };
}
