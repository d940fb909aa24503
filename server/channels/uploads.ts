/** Media that no post has taken yet is thrown away by networks after a day. */
const KEPT_MS = 12 * 3_600_000;
const LIMIT = 200;

/**
 * What was uploaded for a post that has not gone out yet, so that a post tried again does not upload again: a network
 * counts photos far more narrowly than posts. Lost at a restart, which costs an upload and nothing else.
 */
export class Uploads {
  readonly #ids = new Map<string, { readonly id: string; readonly atMs: number }>();

  get(parcel: string, photo: { readonly hash: string; readonly alt: string }, nowMs: number): string | undefined {
    const found = this.#ids.get(keyOf(parcel, photo));
    return found && nowMs - found.atMs < KEPT_MS ? found.id : undefined;
  }

  put(parcel: string, photo: { readonly hash: string; readonly alt: string }, id: string, nowMs: number): void {
    this.#ids.set(keyOf(parcel, photo), { id, atMs: nowMs });
    const [oldest] = this.#ids.keys();
    if (this.#ids.size > LIMIT && oldest !== undefined) this.#ids.delete(oldest);
  }

  /** The post has taken them, or the network will not have them: they serve no other. */
  forget(parcel: string): void {
    for (const key of this.#ids.keys()) if (key.startsWith(`${parcel}\n`)) this.#ids.delete(key);
  }
}

const keyOf = (parcel: string, { hash, alt }: { readonly hash: string; readonly alt: string }): string =>
  `${parcel}\n${hash}\n${alt}`;
