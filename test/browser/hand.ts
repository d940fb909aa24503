import type { FileChooser, Locator, Page } from 'playwright-core';

/** How long a press is held before it counts: that is not waited for by anyone. */
const HELD_MS = 800;

/** A finger on a page: it counts its taps, and how long the page takes to show an answer to each. */
export interface Hand {
  readonly page: Page;
  /** Taps; `answer` is what must be on the screen for the tap to have been answered. */
  tap(target: Locator, answer: string): Promise<void>;
  /** Holds until the answer is there: one gesture, one tap. */
  hold(target: Locator, answer: string): Promise<void>;
  /** Taps what opens the phone's camera, then its shutter: two taps, the second answered by the page. */
  shoot(target: Locator, file: Parameters<FileChooser['setFiles']>[0], answer: string): Promise<void>;
  readonly taps: number;
  /** The tap whose answer took the longest; none, where nothing was tapped. */
  readonly slowest: Answered | undefined;
}

/** A tap that the page has answered. */
export interface Answered {
  /** What was tapped. */
  readonly tap: string;
  /** From the finger to the painted answer. */
  readonly tookMs: number;
}

export const slowestOf = (answered: readonly Answered[]): Answered | undefined =>
  answered.reduce<Answered | undefined>((a, b) => (a && a.tookMs >= b.tookMs ? a : b), undefined);

export function handOn(page: Page): Hand {
  let taps = 0;
  const answered: Answered[] = [];
  const arm = (answer: string, on: 'click' | 'pointerdown' | 'change') => page.evaluate(watchAnswer, { answer, on });
  const settle = async (target: Locator, heldMs = 0) => {
    const shown = await page.waitForFunction(() => (globalThis as { answeredMs?: number }).answeredMs, undefined, {
      polling: 50,
    });
    answered.push({ tap: `${target}`, tookMs: ((await shown.jsonValue()) ?? Number.NaN) - heldMs });
  };
  return {
    page,
    get taps() {
      return taps;
    },
    async tap(target, answer) {
      const at = await placeOf(target);
      await arm(answer, 'click');
      taps += 1;
      await page.mouse.click(at.x, at.y);
      await settle(target);
    },
    async hold(target, answer) {
      await target.hover();
      await arm(answer, 'pointerdown');
      taps += 1;
      await page.mouse.down();
      await page.locator(answer).first().waitFor();
      await page.mouse.up();
      await settle(target, HELD_MS);
    },
    async shoot(target, file, answer) {
      const opening = page.waitForEvent('filechooser');
      taps += 1;
      await target.click();
      const camera = await opening;
      await arm(answer, 'change');
      taps += 1;
      await camera.setFiles(file);
      await settle(target);
    },
    get slowest() {
      return slowestOf(answered);
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

/** Runs in the page: from the event to the frame that shows the answer. */
function watchAnswer({ answer, on }: { readonly answer: string; readonly on: string }): void {
  const page = globalThis as { answeredMs?: number | undefined };
  page.answeredMs = undefined;
  document.addEventListener(
    on,
    ({ timeStamp }) => {
      const watcher = new MutationObserver(look);
      function look(): void {
        if (!document.querySelector(answer)) return;
        watcher.disconnect();
        // A task posted from a frame's callback runs once that frame is painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            page.answeredMs = performance.now() - timeStamp;
          };
          port2.postMessage(0);
        });
      }
      watcher.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
      look();
    },
    { once: true, capture: true },
  );
}
