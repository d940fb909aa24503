import { useEffect } from 'preact/hooks';

/** Keeps the screen on while this is drawn: in the hall a phone that sleeps misses its moment. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let here = true;
    const take = async () => {
      // The browser lets go of it whenever the page hides, and refuses it when the battery is low.
      if (!here || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        const taken = await navigator.wakeLock.request('screen');
        if (here) lock = taken;
        else await taken.release();
      } catch {
        lock = undefined;
      }
    };
    const retake = () => void take();
    retake();
    document.addEventListener('visibilitychange', retake);
    return () => {
      here = false;
      document.removeEventListener('visibilitychange', retake);
      lock?.release().catch(() => undefined);
    };
  }, []);
}
