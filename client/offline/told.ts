import type { PushPayload } from '../../shared/push.ts';

declare const self: ServiceWorkerGlobalScope;

/** Shows what the server pushed, opens it when tapped, and tells the server when the browser changes its address. */
export function tellPushes(): void {
  self.addEventListener('push', (event) => {
    const told = payloadOf(event.data);
    if (told) event.waitUntil(show(told));
  });
  self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(open(String(event.notification.data)));
  });
  self.addEventListener('pushsubscriptionchange', (event) => {
    event.waitUntil(renew(event as Event & { readonly oldSubscription?: PushSubscription }));
  });
}

function payloadOf(data: PushMessageData | null): PushPayload | undefined {
  try {
    return data?.json() as PushPayload;
  } catch {
    // Not one of ours: no server of ours sends what is no JSON.
    return undefined;
  }
}

const show = ({ title, body, tag, path, quiet }: PushPayload): Promise<void> =>
  self.registration.showNotification(title, {
    body,
    tag,
    data: path,
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    silent: quiet,
  });

/** In the app that is open, where there is one: what is being typed there stays. */
async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: false });
  const [here] = windows.filter(({ url }) => /^\/(s\/|$)/.test(new URL(url).pathname));
  if (!here) {
    await self.clients.openWindow(path);
    return;
  }
  here.postMessage({ type: 'open', path });
  await here.focus();
}

/** The old address is given up by the browser; the new one is told with the wish that the server keeps. */
async function renew({ oldSubscription }: { readonly oldSubscription?: PushSubscription }): Promise<void> {
  const about = (await (await fetch('/push', { cache: 'no-store' })).json()) as {
    readonly ok: boolean;
    readonly publicKey: string;
    readonly wish: object | null;
  };
  if (!about.ok || !about.wish) return;
  const options = oldSubscription?.options ?? { userVisibleOnly: true, applicationServerKey: about.publicKey };
  const { endpoint, keys } = (await self.registration.pushManager.subscribe(options)).toJSON();
  const body = JSON.stringify({ endpoint, keys, ...about.wish });
  await fetch('/push', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
}
