import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { CARD, SCREEN, withBrowser } from './browser.ts';
import { type Figure, type Measure, median } from './figure.ts';
import { startPhone } from './phone.ts';
import { startServer } from './server.ts';

const POSTS = 30;
/** The first ones warm everything up, and are not counted. */
const WARMING = 5;
const QUIET_MS = 400;

/** From a phone's press to the room: both on this computer, with nothing else to do. */
export const wallMeasure: Measure = {
  name: 'wall',
  async take() {
    const server = await startServer();
    try {
      const phone = await startPhone(server);
      return await withBrowser(async (browser) => {
        const page = await (await browser.newContext(SCREEN)).newPage();
        await page.addInitScript(NOTE_POSTS);
        await page.goto(server.wallLink);
        await page.waitForFunction(() => (window as unknown as BenchWindow).bench.isJoined);
        const heard: number[] = [];
        const painted: number[] = [];
        for (let n = 0; n < WARMING + POSTS; n += 1) {
          const post = await phone.ready(`Banc ${n} : une abeille sur cent connaît la route, et la danse. #MT180`);
          await setTimeout(QUIET_MS);
          const firedMs = epochMs();
          await post.fire();
          const seen = await seenBy(page, n);
          // A card has its reading time before the next comes: withdrawn, it leaves the wall idle.
          await post.withdraw();
          if (n < WARMING) continue;
          heard.push(seen.heardMs - firedMs);
          painted.push(seen.paintedMs - firedMs);
        }
        phone.close();
        return [figureOf('socket message', heard, 10), figureOf('paint', painted, 50)];
      });
    } finally {
      await server.close();
    }
  },
};

function figureOf(what: string, times: readonly number[], limit: number): Figure {
  return {
    measure: `post fired → on the wall, to the ${what}`,
    figure: median(times),
    unit: 'ms',
    limit,
    how: `p50 of ${times.length} posts, idle, loopback; from ${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)} ms`,
  };
}

interface Seen {
  readonly heardMs: number;
  readonly paintedMs: number;
}

interface Bench {
  readonly isJoined: boolean;
  readonly heard: Readonly<Record<number, number>>;
  readonly painted: Readonly<Record<number, number>>;
}
type BenchWindow = Window & { readonly bench: Bench };

async function seenBy(page: Page, n: number): Promise<Seen> {
  const seen = await page.waitForFunction(
    (n) => {
      const { heard, painted } = (window as unknown as BenchWindow).bench;
      return painted[n] && { heardMs: heard[n] ?? Number.NaN, paintedMs: painted[n] };
    },
    n,
    { polling: 100 },
  );
  return (await seen.jsonValue()) as Seen;
}

/** The same clock in every process of this computer, finer than its milliseconds. */
const epochMs = (): number => performance.timeOrigin + performance.now();

/** In the page: when a numbered post came over the socket, and when the frame that shows it was painted. */
const NOTE_POSTS = `{
  const bench = window.bench = { isJoined: false, heard: {}, painted: {} };
  const epochMs = () => performance.timeOrigin + performance.now();
  const numberIn = (text) => /Banc (\\d+) /.exec(text)?.[1];
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (String(data).startsWith('40/wall')) bench.isJoined = true;
        const n = numberIn(String(data));
        if (n && String(data).startsWith('42/wall')) bench.heard[n] ??= epochMs();
      });
    }
  };
  new MutationObserver(() => {
    const n = numberIn(document.querySelector(${JSON.stringify(CARD)})?.textContent ?? '');
    if (!n || bench.painted[n] !== undefined) return;
    bench.painted[n] = 0;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { bench.painted[n] = epochMs(); };
      port2.postMessage(0);
    });
  }).observe(document, { childList: true, subtree: true, characterData: true });
}`;
