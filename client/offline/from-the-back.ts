import { getCacheKeyForURL, type PrecacheEntry, PrecacheStrategy } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope;

/** A browser opens six connections to a server: workbox uses one to install, and one is left to the page. */
const HANDS = 4;

/**
 * Workbox fetches the files of the app one after the other; over the network of a hall, whose every answer takes a sixth
 * of a second, two hundred of them are half a minute in which the app would not open offline. More hands fetch them from
 * the end of the list, each file that nobody has fetched yet, and workbox leaves out what it finds.
 */
export function fetchFromTheBack(files: readonly PrecacheEntry[]): void {
  const left = [...files];
  const keep = async (cache: Cache, { url, revision }: PrecacheEntry): Promise<void> => {
    const key = getCacheKeyForURL(url);
    if (key === undefined || (await cache.match(key))) return;
    // Named by what is in it, a file may come from the browser's own cache; else that may hold an older one.
    const response = await fetch(url, { cache: revision ? 'reload' : 'default', credentials: 'same-origin' });
    if (response.ok && !response.redirected) await cache.put(key, response);
  };
  const hand = async (cache: Cache): Promise<void> => {
    for (let file = left.pop(); file; file = left.pop()) {
      await keep(cache, file).catch(() => {
        // What could not be fetched is workbox's to fetch, and to fail for.
      });
    }
  };
  const work = async (): Promise<void> => {
    const cache = await caches.open(new PrecacheStrategy().cacheName);
    await Promise.all(Array.from({ length: HANDS }, () => hand(cache)));
  };
  self.addEventListener('install', (event) => event.waitUntil(work()));
}
