import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { fetchFromTheBack } from './from-the-back.ts';
import { takeShares } from './share-target.ts';
import { tellPushes } from './told.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** The files of the staff app's build, written in when it is made. */
  readonly __WB_MANIFEST: readonly PrecacheEntry[];
};

/**
 * Keeps the staff app on the phone: it opens with no network, whole, on the build it had until the person takes the new
 * one. Everything it does not hold goes to the network untouched: shows, photos, sockets. The wall has its own.
 */
takeShares();
tellPushes();
const files = self.__WB_MANIFEST;
precacheAndRoute([...files]);
fetchFromTheBack(files);
cleanupOutdatedCaches();

/** Addresses of the app itself; any other is a page of the server's (a recap, a rehearsal's network, the wall). */
const APP_ADDRESSES = [/^\/(\?|$)/, /^\/(join|connected|accessibility)(\?|$)/, /^\/s\//];
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { allowlist: APP_ADDRESSES }));

// What workbox-window sends when a person takes the update.
self.addEventListener('message', ({ data }: { data?: { type?: unknown } }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
// Without it the page that installed the app is not covered until it is opened a second time.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
