/**
 * A browser may put a page aside that one leaves for another of ours, to bring it back as it was. In WebKit a page put
 * aside keeps its transactions, and whatever page comes next waits for them, for ever, showing nothing (w3c/IndexedDB
 * issue 381, WebKit bug 315804). So they are taken back, and done anew when the page returns; what they were to write had
 * not been called saved.
 */
const underWay = new Set<{ abort(): void }>();
let back: Promise<void> | undefined;

export const isAside = (): boolean => back !== undefined;

/** Resolves once the page is here. */
export const untilHere = (): Promise<void> => back ?? Promise.resolve();

/** Follows a transaction until it is over. */
export function follow(tx: { readonly done: Promise<unknown>; abort(): void }): void {
  const over = () => void underWay.delete(tx);
  underWay.add(tx);
  tx.done.then(over, over);
}

/** Takes back what a transaction was to write. */
export function takeBack(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It is over, or a failure had aborted it already.
  }
}

addEventListener('pagehide', ({ persisted }) => {
  if (!persisted) return;
  back = new Promise((resolve) => {
    const here = () => {
      back = undefined;
      resolve();
    };
    addEventListener('pageshow', here, { once: true });
  });
  underWay.forEach(takeBack);
});
