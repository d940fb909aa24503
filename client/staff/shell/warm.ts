import type { ShowModel } from '../../signals/show.ts';
import { ComposeSheet } from '../direct/compose.ts';
import { idle } from './idle.ts';
import { screens } from './screens.ts';

/** What the next tap is likely to need, the likeliest first. */
const NEXT: readonly (() => Promise<unknown> | undefined)[] = [
  () => ComposeSheet.fetch(),
  () => import('../compose/take-here.ts'),
  () => import('../direct/HoldSheet.tsx'),
  () => import('../direct/Journeys.tsx'),
  () => import('../direct/Release.tsx'),
  () => import('../conducteur/asks.tsx'),
  () => screens.conducteur?.fetch(),
  () => screens.wall?.fetch(),
  () => screens.posts?.fetch(),
  () => import('../posts/pages.ts').then(({ Approve }) => Approve.fetch()),
  () => import('../posts/pages.ts').then(({ PostPage }) => PostPage.fetch()),
  () => screens.tray?.fetch(),
  () => screens.recap?.fetch(),
  () => import('../recap/Files.tsx'),
];

/** A hand that has just tapped or typed is about to tap again. */
const REST_MS = 1_000;

let touchedMs = Number.NEGATIVE_INFINITY;
for (const type of ['pointerdown', 'keydown', 'input']) {
  const touched = () => {
    touchedMs = performance.now();
  };
  addEventListener(type, touched, { capture: true, passive: true });
}

/** When nothing else is done and the hand is at rest: the browser prepares a piece in one go, which a tap would wait for. */
async function atRest(): Promise<void> {
  for (;;) {
    await idle();
    const leftMs = touchedMs + REST_MS - performance.now();
    if (leftMs <= 0) return;
    await new Promise((rested) => setTimeout(rested, leftMs));
  }
}

/**
 * Reads ahead, one piece at a time in moments when nothing else is done, what a first tap would otherwise wait for. Only
 * once the service worker keeps the app: in a full hall nothing may compete with what the first screen needs.
 */
export async function warm(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.ready;
  for (const next of NEXT) {
    await atRest();
    // What cannot be read ahead is read when it is tapped for, and says then why it could not be.
    await next()?.catch(() => undefined);
  }
}

/** Draws the composer once, out of sight, where a first tap would otherwise wait while the browser learns to. */
export async function warmComposer(show: ShowModel): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.ready;
  await atRest();
  const found = await import('../compose/draw-once.ts').catch(() => undefined);
  await atRest();
  found?.drawOnce(show);
}
