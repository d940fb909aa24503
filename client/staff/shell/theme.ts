import { type ReadonlySignal, signal } from '@preact/signals';

/** Dark unless told otherwise: a hall is dark, and most phones say "light" without anyone having chosen it. */
export const THEMES = ['dark', 'light', 'device'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'regie.theme';
const chosen = signal<Theme>(kept());
export const theme: ReadonlySignal<Theme> = chosen;

export function chooseTheme(next: Theme): void {
  chosen.value = next;
  wear();
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/** Puts the theme on the page; the first thing the app does, so that nothing flashes. */
export function wear(): void {
  const root = document.documentElement;
  root.dataset.theme = chosen.value;
  const ground = getComputedStyle(root).getPropertyValue('background-color');
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground);
}

function kept(): Theme {
  try {
    const found = localStorage.getItem(KEY);
    return THEMES.find((each) => each === found) ?? 'dark';
  } catch {
    return 'dark';
  }
}
