import webPush from 'web-push';
import type { PushPayload } from '../../shared/push.ts';
import { CallFailed, type Fetch } from '../channels/http.ts';
import type { Subscription } from './subscriptions.ts';
import type { VapidKeys } from './vapid.ts';

/** `gone`: that device is no longer told there. `later`: it was not taken now, and provably not taken at all. */
export type Sent = 'sent' | 'gone' | 'later' | 'failed';
export type Send = (to: Subscription, payload: PushPayload) => Promise<Sent>;

/** Older than this, what happened is seen in the app and no longer worth a notification. */
const KEPT_S = 3600;
const TIMEOUT_MS = 10_000;

/**
 * Sends one notice, encrypted for its device, to the push service that the device's browser named. `fetch` refuses
 * private addresses: an endpoint is an address that a page has typed.
 */
export function pushSender({
  fetch,
  keys,
  contact,
}: {
  readonly fetch: Fetch;
  readonly keys: VapidKeys;
  /** Who a push service may complain to: `https:` or `mailto:`. */
  readonly contact: string;
}): Send {
  return async (to, payload) => {
    const sealed = sealedFor(to, payload, { contact, keys });
    if (!sealed) return 'gone';
    try {
      const { status } = await fetch(to.endpoint, {
        method: 'POST',
        ...sealed,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return outcomeOf(status);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      // A private address is never a push service's.
      if (error.code === 'private-address' || error.code === 'plain-http') return 'gone';
      // What may have left is not sent twice.
      return error.left ? 'failed' : 'later';
    }
  };
}

/** Undefined: what the device gave as its keys are none. */
function sealedFor(
  { endpoint, keys: of }: Subscription,
  payload: PushPayload,
  { contact, keys }: { readonly contact: string; readonly keys: VapidKeys },
): { readonly headers: Record<string, string>; readonly body: Uint8Array<ArrayBuffer> } | undefined {
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: of }, JSON.stringify(payload), {
      vapidDetails: { subject: contact, ...keys },
      TTL: KEPT_S,
      urgency: 'high',
      contentEncoding: 'aes128gcm',
    });
    // The length is the client's own to say.
    const { 'Content-Length': _length, ...sent } = headers as Readonly<Record<string, unknown>>;
    return {
      headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)])),
      body: new Uint8Array(body as Buffer),
    };
  } catch {
    return undefined;
  }
}

function outcomeOf(status: number): Sent {
  if (status >= 200 && status < 300) return 'sent';
  // RFC 8030: 404 and 410 say that the subscription is no more; 401 and 403 that it is not for these keys.
  if (status === 404 || status === 410 || status === 401 || status === 403) return 'gone';
  return status === 429 || status === 503 ? 'later' : 'failed';
}
