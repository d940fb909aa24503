/** No idle moment is waited for longer than this. */
const IDLE_MS = 2_000;
/** What is done at once in one: short enough for a slow phone to answer a tap in between. */
const AT_ONCE = 50;

/** When nothing else is to be done. Safari has no idle callback: a moment later has to do. */
export const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: IDLE_MS });
    else setTimeout(resolve, 200);
  });

/** Does it to each, a few at a time, while nothing else is to be done; stops when it is no longer wanted. */
export async function inIdleMoments<T>(
  items: readonly T[],
  work: (item: T) => void,
  { wait = idle, signal }: { readonly wait?: () => Promise<void>; readonly signal?: AbortSignal } = {},
): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) {
    await wait();
    if (signal?.aborted) return;
    for (const item of items.slice(at, at + AT_ONCE)) work(item);
  }
}
