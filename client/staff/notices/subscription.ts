import { NOTICE_KINDS } from '../../../shared/notices.ts';
import type { PushAbout, PushWish } from '../../../shared/push.ts';
import { type Answered, ask } from '../../sync/session-http.ts';
import { language } from '../../words/words.ts';

/** What this browser can do about notices. `install`: iOS gives them to the installed app only. */
export type PushAbility = 'ready' | 'denied' | 'install' | 'insecure' | 'unsupported';

/** Kept so that a browser that was given another address, or a person another language, is told to the server at the next start. */
const KEY = 'regie.push';

export function pushAbility(): PushAbility {
  if (!isSecureContext) return 'insecure';
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  if ('PushManager' in window && 'Notification' in window)
    return Notification.permission === 'denied' ? 'denied' : 'ready';
  const isApple =
    /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.maxTouchPoints > 1 && /Mac/.test(navigator.platform));
  return isApple && !isInstalled ? 'install' : 'unsupported';
}

export const firstWish = (): PushWish => ({ kinds: [...NOTICE_KINDS], language: language.peek(), quiet: true });

/** `unanswered`: the browser's question was closed, and may be asked again. */
export type TurnedOn = 'on' | 'denied' | 'unanswered' | 'failed' | 'offline';

/** Asks the person, then the browser, then the server. Called from a tap: browsers ask for nothing otherwise. */
export async function turnOn(wish: PushWish): Promise<TurnedOn> {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'unanswered';
  const about = await ask<PushAbout>('/push', { cache: 'no-store' });
  if (!about.ok) return 'offline';
  const subscription = await subscribed(about.publicKey);
  return subscription ? tell(subscription, wish) : 'failed';
}

/** The server is told what is wished from here on. */
export async function changeWish(wish: PushWish): Promise<TurnedOn> {
  const subscription = await current();
  return subscription ? tell(subscription, wish) : 'failed';
}

export async function turnOff(): Promise<boolean> {
  const answered = await ask('/push', { method: 'DELETE' });
  if (!answered.ok) return false;
  localStorage.removeItem(KEY);
  await (await current())?.unsubscribe();
  return true;
}

export const test = (): Promise<Answered<object>> => ask('/push/test', { method: 'POST' });

/** At each start: an address that the browser renewed, a language that changed since. */
export async function keepSubscription(): Promise<void> {
  const kept = read();
  if (!kept || pushAbility() !== 'ready' || Notification.permission !== 'granted') return;
  const subscription = await current();
  if (!subscription || (subscription.endpoint === kept.endpoint && kept.wish.language === language.peek())) return;
  await tell(subscription, { ...kept.wish, language: language.peek() });
}

async function tell(subscription: PushSubscription, wish: PushWish): Promise<TurnedOn> {
  const { endpoint, keys } = subscription.toJSON();
  const body = JSON.stringify({ endpoint, keys, ...wish });
  const answered = await ask('/push', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  if (!answered.ok) return answered.code === 'offline' ? 'offline' : 'failed';
  localStorage.setItem(KEY, JSON.stringify({ endpoint, wish }));
  return 'on';
}

/** Undefined: the browser's push service did not answer. */
async function subscribed(publicKey: string): Promise<PushSubscription | undefined> {
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    const before = await pushManager.getSubscription();
    // Made for the keys of another server, or of this one before it lost them.
    if (before && keyOf(before) !== publicKey) await before.unsubscribe();
    return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  } catch {
    return undefined;
  }
}

async function current(): Promise<PushSubscription | undefined> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? undefined;
}

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function read(): { readonly endpoint: string; readonly wish: PushWish } | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
