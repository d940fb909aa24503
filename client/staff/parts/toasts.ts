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
  // The same sentence twice is one toast, renewed: five refusals of one press must not cover the screen.
  shown.value = [...shown.value.filter((other) => other.words !== words || other.undo), next].slice(-3);
  return id;
}

export function closeToast(id: number): void {
  shown.value = shown.value.filter((other) => other.id !== id);
}
