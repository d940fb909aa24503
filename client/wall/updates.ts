/** A new build of the wall, which waits until no one is looking: the safe scene, or the operator's word. */
export interface Updates {
  ready(): boolean;
  /** Takes it, if there is one: the page starts anew, on the wall it has kept. */
  take(): void;
}

/** A server that was restarted may have another build; asked at most this often. */
const LOOK_EVERY_MS = 5 * 60_000;
/** Keeping the page fetches its files again: on a thin network, once the first card and its picture have passed. */
const KEEP_AFTER_MS = 1_500;

export function openUpdates(changed: () => void): Updates {
  let waiting: ServiceWorker | undefined;
  const wait = (registration: ServiceWorkerRegistration): void => {
    // The first worker of all waits for nobody: this page is its build.
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting = registration.waiting;
    changed();
  };
  const register = async (): Promise<void> => {
    const registration = await navigator.serviceWorker.register('/wall/worker.js');
    const watch = (): void => registration.installing?.addEventListener('statechange', () => wait(registration));
    registration.addEventListener('updatefound', watch);
    watch();
    wait(registration);
    setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
  };
  // None over plain HTTP from another machine, nor in development: the page then needs its server to reload.
  if ('serviceWorker' in navigator) {
    addEventListener('load', () => setTimeout(() => void register().catch(() => undefined), KEEP_AFTER_MS));
  }
  return {
    ready: () => waiting !== undefined,
    take() {
      if (!waiting) return;
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('take');
      waiting = undefined;
    },
  };
}
