/** Credentials of one account as a channel holds them. `put` has them on the disk, sealed, when it returns. */
export interface Kept<T> {
  get(): T;
  put(next: T): void;
}
