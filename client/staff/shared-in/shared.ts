/** Where the service worker keeps what another app shared (`client/offline/share-target.ts`). */
const CACHE = 'regie-shared';

export interface Shared {
  readonly files: readonly File[];
  /** A link or some words, where no picture came. */
  readonly words: string;
}

/** What waits to be taken; undefined: nothing. */
export async function sharedHere(): Promise<Shared | undefined> {
  // Absent over plain HTTP; `has` first, because opening makes it.
  if (!('caches' in window) || !(await caches.has(CACHE))) return undefined;
  const cache = await caches.open(CACHE);
  const files: File[] = [];
  let words = '';
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response) continue;
    if (new URL(request.url).pathname === '/shared/words') words = await response.text();
    else {
      const name = decodeURIComponent(response.headers.get('X-Name') ?? 'photo');
      files.push(new File([await response.blob()], name, { type: response.headers.get('Content-Type') ?? '' }));
    }
  }
  return files.length > 0 || words !== '' ? { files, words } : undefined;
}

/** It was taken, or is not wanted: it is offered no more. */
export async function dropShared(): Promise<void> {
  await caches.delete(CACHE);
}
