import type { BrowserContext, Page } from 'playwright-core';
import { type After, type MachineClock, machineAfter } from '../../server/clock.ts';

/** How many times faster than the world a rehearsal runs between two moments; it leaps from one to the next. */
const REHEARSAL_SPEED = 10;
/** Ahead enough for every page to be told of a leap before it comes. */
const TOLD_AHEAD_MS = 200;

interface Leap {
  /** By this computer's clock. */
  readonly atMs: number;
  readonly byMs: number;
}

/**
 * A clock that a server and its pages share: so many times as fast as this computer's, and able to leap. All work it out
 * from the same numbers, so that none is ever ahead of another: a leap is told before its moment.
 */
export class FastClock implements MachineClock {
  readonly #fromMs: number;
  readonly #startMs: number;
  readonly #speed: number;
  readonly #leaps: Leap[] = [];
  readonly #contexts = new Set<BrowserContext>();

  constructor(startMs: number, { speed = REHEARSAL_SPEED }: { readonly speed?: number } = {}) {
    this.#fromMs = Date.now();
    this.#startMs = startMs;
    this.#speed = speed;
  }

  wallMs = (): number => this.#at(Date.now());

  monotonicMs = (): number => this.wallMs() - this.#startMs;

  /** Timers of the server: they leap with nobody, and go as fast as all else. */
  after: After = (ms, fn) => machineAfter(ms / this.#speed, fn);

  /** Pages opened in this context from now on go by this clock. */
  async wear(context: BrowserContext): Promise<void> {
    this.#contexts.add(context);
    context.on('close', () => this.#contexts.delete(context));
    await context.addInitScript(wearClock, this.#told());
  }

  /** Timers too go as fast as all else in this context: a wall turns its cards by them, and no finger waits on it. */
  async hurry(context: BrowserContext): Promise<void> {
    await context.addInitScript((speed) => {
      const after = globalThis.setTimeout;
      const sooner = (fn: TimerHandler, ms = 0, ...args: unknown[]) => after(fn, ms / speed, ...args);
      globalThis.setTimeout = sooner as typeof setTimeout;
    }, this.#speed);
  }

  /** Lets the show go on at once to this instant; never back. */
  async leapTo(ms: number): Promise<void> {
    const atMs = Date.now() + TOLD_AHEAD_MS;
    const byMs = ms - this.#at(atMs);
    if (byMs <= 0) return;
    const leap = { atMs, byMs };
    this.#leaps.push(leap);
    for (const context of this.#contexts) {
      await context.addInitScript(wearClock, this.#told());
      await Promise.all(context.pages().map((page: Page) => page.evaluate(wearClock, this.#told())));
    }
    await instant(atMs + 1);
  }

  #at(ms: number): number {
    const leapt = this.#leaps.reduce((sum, { atMs, byMs }) => sum + (ms >= atMs ? byMs : 0), 0);
    return Math.floor(this.#startMs + (ms - this.#fromMs) * this.#speed + leapt);
  }

  #told(): Told {
    return { fromMs: this.#fromMs, startMs: this.#startMs, speed: this.#speed, leaps: [...this.#leaps] };
  }
}

/** Resolves at that instant of this computer's clock; never before it. */
async function instant(atMs: number): Promise<void> {
  while (Date.now() < atMs) await new Promise((resolve) => setTimeout(resolve, atMs - Date.now()));
}

interface Told {
  readonly fromMs: number;
  readonly startMs: number;
  readonly speed: number;
  readonly leaps: readonly Leap[];
}

/** Runs in the page. Told again, it only learns of more leaps. */
function wearClock(told: Told): void {
  const page = globalThis as typeof globalThis & { told?: Told };
  const worn = page.told !== undefined;
  page.told = told;
  if (worn) return;
  const World = Date;
  const sinceMs = performance.now.bind(performance);
  const now = (): number => {
    const { fromMs, startMs, speed, leaps } = page.told ?? told;
    const ms = World.now();
    const leapt = leaps.reduce((sum, { atMs, byMs }) => sum + (ms >= atMs ? byMs : 0), 0);
    return Math.floor(startMs + (ms - fromMs) * speed + leapt);
  };
  const opened = now() - sinceMs();
  page.Date = new Proxy(World, {
    construct: (target, given: unknown[]) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  performance.now = () => now() - opened;
}
