/** Keeps the projecting computer's screen on, anew each time the page comes back to the front. */
export function keepAwake(): void {
  const ask = (): void => {
    // Refused on a low battery, absent over plain HTTP: the operator's own settings then decide.
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}
