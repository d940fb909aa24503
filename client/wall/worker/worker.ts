/**
 * Keeps the wall's page on the projecting computer: it opens with no server, and on the build it had until the page asks
 * for the new one. What the wall shows is the page's own to keep.
 */
export {};

declare const self: ServiceWorkerGlobalScope;
/** The build's files, written here when it is made. */
declare const __WALL_FILES__: readonly string[];
/** Changes with any of them. */
declare const __WALL_BUILD__: string;

const PAGE = '/wall/';
const PREFIX = 'regie-wall-app.';
const CACHE = PREFIX + __WALL_BUILD__;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, ...__WALL_FILES__])));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder());
});
self.addEventListener('message', (event) => {
  if (event.data === 'take') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(keptOr(PAGE, request));
  else if (__WALL_FILES__.includes(pathname)) event.respondWith(keptOr(pathname, request));
});

async function keptOr(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

async function dropOlder(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
}
