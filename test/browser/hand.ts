import type { FileChooser, Locator, Page } from 'playwright-core';

/** How long a press is held before it counts: that is not waited for by anyone. */
const HELD_MS = 800;

/**
 * What counts as an answer before the result is there: the very thing tapped says that what it names has begun. A button or
 * a name followed by "…", a tab or a tool that stands out as the one to come. What only looks pressed is no answer.
 */
const BEGUN = ':is(.button:not(button.button-plain), .questions-person, .compose-person-main, .tab)[data-taken]';

/** A finger on a page: it counts its taps, and how long the page takes to show an answer to each. */
export interface Hand {
  readonly page: Page;
  /** Taps; `result` is what must be on the screen for what was asked to have been done, or to have opened. */
  tap(target: Locator, result: string): Promise<void>;
  /** Holds until the result is there: one gesture, one tap. */
  hold(target: Locator, result: string): Promise<void>;
  /** Taps what opens the phone's camera, then its shutter: two taps, the second answered by the page. */
  shoot(target: Locator, file: Parameters<FileChooser['setFiles']>[0], result: string): Promise<void>;
  readonly taps: number;
  /** The tap whose answer took the longest; none, where nothing was tapped. */
  readonly slowest: Answered | undefined;
  /** The tap whose result took the longest. */
  readonly longest: Answered | undefined;
}

/** A tap that the page has answered. */
export interface Answered {
  /** What was tapped. */
  readonly tap: string;
  /** From the finger to the painted answer: that it has begun (`BEGUN`), or its result. */
  readonly tookMs: number;
  /** From the finger to the painted result. */
  readonly shownMs: number;
}

export const slowestOf = (answered: readonly Answered[]): Answered | undefined =>
  answered.reduce<Answered | undefined>((a, b) => (a && a.tookMs >= b.tookMs ? a : b), undefined);
export const longestOf = (answered: readonly Answered[]): Answered | undefined =>
  answered.reduce<Answered | undefined>((a, b) => (a && a.shownMs >= b.shownMs ? a : b), undefined);

export function handOn(page: Page): Hand {
  let taps = 0;
  const answered: Answered[] = [];
  const arm = (result: string, on: 'click' | 'pointerdown' | 'change') =>
    page.evaluate(watchAnswer, { result, begun: BEGUN, on });
  const settle = async (target: Locator, heldMs = 0) => {
    const found = await page.waitForFunction(
      () => {
        const { answeredMs, shownMs } = globalThis as Watched;
        return answeredMs !== undefined && shownMs !== undefined && { answeredMs, shownMs };
      },
      undefined,
      { polling: 50 },
    );
    const { answeredMs = Number.NaN, shownMs = Number.NaN } = (await found.jsonValue()) || {};
    answered.push({ tap: `${target}`, tookMs: answeredMs - heldMs, shownMs: shownMs - heldMs });
  };
  return {
    page,
    get taps() {
      return taps;
    },
    async tap(target, result) {
      const at = await placeOf(target);
      await arm(result, 'click');
      taps += 1;
      await page.mouse.click(at.x, at.y);
      await settle(target);
    },
    async hold(target, result) {
      await target.hover();
      await arm(result, 'pointerdown');
      taps += 1;
      await page.mouse.down();
      await page.locator(result).first().waitFor();
      await page.mouse.up();
      await settle(target, HELD_MS);
    },
    async shoot(target, file, result) {
      const opening = page.waitForEvent('filechooser');
      taps += 1;
      await target.click();
      const camera = await opening;
      await arm(result, 'change');
      taps += 1;
      await camera.setFiles(file);
      await settle(target);
    },
    get slowest() {
      return slowestOf(answered);
    },
    get longest() {
      return longestOf(answered);
    },
  };
}

/** Where a finger comes down on it, once it can be pressed: the tool's own click would make the page work for it meanwhile. */
async function placeOf(target: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await target.click({ trial: true });
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} is nowhere on the page`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What the page was last seen to paint, in milliseconds from the finger. */
interface Watched {
  answeredMs?: number | undefined;
  shownMs?: number | undefined;
}

/** Runs in the page: from the event to the frames that show the answer and the result. */
function watchAnswer({ result, begun, on }: Readonly<Record<'result' | 'begun' | 'on', string>>): void {
  const page = globalThis as Watched;
  page.answeredMs = undefined;
  page.shownMs = undefined;
  document.addEventListener(
    on,
    ({ timeStamp, target }) => {
      const tapped = target instanceof Element ? target.closest('a, button') : null;
      const watcher = new MutationObserver(look);
      let isAnswered = false;
      function look(): void {
        const isShown = document.querySelector(result) !== null;
        if (!isAnswered && (isShown || tapped?.matches(begun))) {
          isAnswered = true;
          painted((ms) => {
            page.answeredMs = ms - timeStamp;
          });
        }
        if (!isShown) return;
        watcher.disconnect();
        painted((ms) => {
          page.shownMs = ms - timeStamp;
        });
      }
      // A task posted from a frame's callback runs once that frame is painted; an urgent one, before the page's own timers.
      function painted(then: (ms: number) => void): void {
        requestAnimationFrame(() => {
          void scheduler.postTask(() => then(performance.now()), { priority: 'user-blocking' });
        });
      }
      watcher.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
      look();
    },
    { once: true, capture: true },
  );
}
