import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { pathTo } from './address.ts';
import { TABS } from './Tabs.tsx';

const KEY = 'regie.keys';
const on = signal(kept());
/** Single keys can be switched off: a person who dictates types them without meaning to. */
export const keysOn: ReadonlySignal<boolean> = on;

export function chooseKeys(next: boolean): void {
  on.value = next;
  try {
    localStorage.setItem(KEY, next ? 'on' : 'off');
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/** Runs `act` on a plain key, never while typing, nor in an open dialog, nor with a modifier. */
export function useKey(act: (key: string) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!on.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const target = event.target instanceof Element ? event.target : undefined;
      if (target?.closest('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open]'))
        return;
      act(event.key.toLowerCase());
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}

/** 1 to 5: the tabs. */
export function useKeys(show: string): void {
  const { route } = useLocation();
  useKey((key) => {
    const tab = TABS[Number(key) - 1];
    if (tab) route(pathTo(show, tab));
  });
}

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}
