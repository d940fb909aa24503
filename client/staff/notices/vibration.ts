import { type ReadonlySignal, signal } from '@preact/signals';

const KEY = 'regie.vibration';
/** Long enough to be felt through a pocket, too short to be heard on a table in a silent hall. */
const BUZZ_MS = 120;

const on = signal(kept());
export const vibrationOn: ReadonlySignal<boolean> = on;
export const canVibrate = (): boolean => 'vibrate' in navigator;

export function chooseVibration(next: boolean): void {
  on.value = next;
  try {
    localStorage.setItem(KEY, next ? 'on' : 'off');
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/** Where the phone can, and its owner wants it to. */
export function buzz(): void {
  if (on.peek() && canVibrate()) navigator.vibrate(BUZZ_MS);
}

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}
