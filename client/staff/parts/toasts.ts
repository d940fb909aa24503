import { type ReadonlySignal, signal } from '@preact/signals';

/** Time to change one's mind. */
export const UNDO_MS = 10_000;
const SAID_MS = 6_000;

export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly tone: 'plain' | 'wrong';
  readonly undo?: { readonly label: string; readonly run: () => void };
  readonly forMs: number;
}

const shown = signal<readonly Toast[]>([]);
export const toasts: ReadonlySignal<readonly Toast[]> = shown;
let last = 0;

/** Says something in passing. With `undo` it stays ten seconds; what is wrong stays until it is closed. */
export function toast(
  words: string,
  options: { readonly tone?: Toast['tone']; readonly undo?: Toast['undo'] } = {},
): number {
  const id = ++last;
  const tone = options.tone ?? 'plain';
  const forMs = options.undo ? UNDO_MS : tone === 'wrong' ? Number.POSITIVE_INFINITY : SAID_MS;
  const next: Toast = { id, words, tone, forMs, ...(options.undo && { undo: options.undo }) };
  // What was said in passing makes way; the same sentence twice is one toast: a pile would cover the screen.
  const kept = shown.value.filter((other) => other.undo || (other.tone === 'wrong' && other.words !== words));
  shown.value = [...kept, next].slice(-2);
  return id;
}

export function closeToast(id: number): void {
  shown.value = shown.value.filter((other) => other.id !== id);
}
