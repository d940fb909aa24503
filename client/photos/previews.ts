/**
 * Object URLs of the photos kept on this phone, for `<img>`. A photo shown in several places has one URL; it is
 * revoked when the last place lets go, since each holds a whole photo in memory.
 */
export class Previews {
  readonly #shown = new Map<string, { readonly url: string; count: number }>();

  /** The URL of this photo. Each `take` is answered by one `release`. */
  take(hash: string, bytes: ArrayBuffer): string {
    let shown = this.#shown.get(hash);
    if (!shown) {
      shown = { url: URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })), count: 0 };
      this.#shown.set(hash, shown);
    }
    shown.count++;
    return shown.url;
  }

  release(hash: string): void {
    const shown = this.#shown.get(hash);
    if (!shown || --shown.count > 0) return;
    this.#shown.delete(hash);
    URL.revokeObjectURL(shown.url);
  }
}
