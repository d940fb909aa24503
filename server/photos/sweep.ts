import type { PhotoStore } from './store.ts';

/**
 * A photo that no row names is kept this long: an outbox, or what a phone brings back after a restore, may name it for
 * 72 h, and a phone may be off over a weekend.
 */
export const UNNAMED_KEPT_MS = 7 * 24 * 3_600_000;
export const SWEEP_EVERY_MS = 24 * 3_600_000;

/** Marks photos that no row names, and removes those marked for long; how many went. What is still arriving is not touched. */
export async function sweep(
  store: PhotoStore,
  { isNamed, nowMs }: { readonly isNamed: (hash: string) => boolean; readonly nowMs: number },
): Promise<number> {
  let swept = 0;
  for (const hash of await store.hashes()) {
    if (isNamed(hash)) {
      await store.unmark(hash);
      continue;
    }
    const sinceMs = await store.unnamedSince(hash);
    if (sinceMs === undefined) await store.markUnnamed(hash, nowMs);
    // Asked again, since a row may have come while the disk was read.
    else if (nowMs - sinceMs > UNNAMED_KEPT_MS && !isNamed(hash) && store.letGo(hash)) {
      await store.erase(hash);
      await store.unmark(hash);
      swept += 1;
    }
  }
  return swept;
}
