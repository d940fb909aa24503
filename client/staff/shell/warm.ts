import { effect } from '@preact/signals';
import type { SessionModel } from '../../signals/session.ts';
import type { ShowModel } from '../../signals/show.ts';
import { ComposeSheet } from '../direct/compose.ts';
import { atRest } from './at-rest.ts';
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

/** Makes ready, in moments when nothing else is done, what a first tap would otherwise wait for. */
export function warm({ show }: Pick<SessionModel, 'show'>): void {
  if (!('serviceWorker' in navigator)) return;
  void readAhead();
  effect(() => {
    const open = show.value;
    if (open?.loaded.value) void drawComposer(open);
  });
}

/**
 * One piece at a time, and only once the service worker keeps the app: in a full hall nothing may compete with what the
 * first screen needs.
 */
async function readAhead(): Promise<void> {
  await navigator.serviceWorker.ready;
  for (const next of NEXT) {
    await atRest();
    // What cannot be read ahead is read when it is tapped for, and says then why it could not be.
    await next()?.catch(() => undefined);
  }
}

/** Draws the composer once, out of sight, where a first tap would otherwise wait while the browser learns to. */
async function drawComposer(show: ShowModel): Promise<void> {
  await navigator.serviceWorker.ready;
  await atRest();
  const found = await import('../compose/draw-once.ts').catch(() => undefined);
  await atRest();
  found?.drawOnce(show);
}
