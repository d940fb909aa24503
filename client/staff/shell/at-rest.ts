import { idle } from './idle.ts';

/** A hand that has just tapped or typed is about to tap again. */
export const REST_MS = 1_000;

let touchedMs = Number.NEGATIVE_INFINITY;
for (const type of ['pointerdown', 'keydown', 'input']) {
  const touched = () => {
    touchedMs = performance.now();
  };
  addEventListener(type, touched, { capture: true, passive: true });
}

/** When nothing else is done and the hand is at rest: the browser prepares a piece in one go, which a tap would wait for. */
export async function atRest(): Promise<void> {
  for (;;) {
    await idle();
    const leftMs = touchedMs + REST_MS - performance.now();
    if (leftMs <= 0) return;
    await new Promise((rested) => setTimeout(rested, leftMs));
  }
}
