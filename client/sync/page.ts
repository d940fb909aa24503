/** What the page tells of itself, so that nothing else here listens to the browser. */
export interface Page {
  listen(on: PageEvents): () => void;
}

export interface PageEvents {
  /** It may be the last thing heard of it: phones kill hidden pages without a word. */
  hidden(): void;
  visible(): void;
  /** A network came back, as far as the browser knows. */
  online(): void;
}

export const browserPage: Page = {
  listen(on) {
    const visibility = (): void => (document.visibilityState === 'hidden' ? on.hidden() : on.visible());
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('visibilitychange', visibility, { signal });
    // Safari does not always say that it hides before it unloads.
    addEventListener('pagehide', () => on.hidden(), { signal });
    addEventListener('pageshow', (event) => event.persisted && on.visible(), { signal });
    addEventListener('online', () => on.online(), { signal });
    if (document.visibilityState === 'hidden') on.hidden();
    return () => stop.abort();
  },
};
