import { knowSteady } from '../../shared/text/hours.ts';
import type { Wall } from '../../shared/wall.ts';
import { applyChange } from '../../shared/wall-changes.ts';
import { NO_SUCH_WALL, type WallHello, type WallStep, type WallWhole } from '../../shared/wall-packets.ts';
import { ServerClock } from '../sync/clock.ts';
import type { Given } from './given.ts';
import { readKept, writeKept } from './kept.ts';
import { openLine } from './line.ts';

/** A projecting computer comes back at once; two thousand phones come back one after another. */
const RETRY_MS = { screen: { least: 250, most: 1_500 }, visitor: { least: 1_000, most: 8_000 } } as const;
const CLOCK_EVERY_MS = { screen: 10_000, visitor: 60_000 } as const;
const KEEP_AFTER_MS = 300;

/** Where the page's wall comes from: what the page was given or had kept, then the server. */
export interface Feed {
  readonly clock: ServerClock;
  wall(): Wall | undefined;
  /** Since when there has been no server, by its clock; undefined: it is there. */
  lostMs(): number | undefined;
  /** The server knows no such wall. */
  refused(): boolean;
  /** Looks now whether the server is there: the page was hidden, or the computer asleep. */
  check(): void;
}

declare global {
  interface Window {
    /** What `early.ts` asked, for the page to take once. */
    regieWall?: { readonly sentMs: number; readonly answer: Promise<Response> };
  }
}

interface Parts extends Pick<WallHello, 'token' | 'view'> {
  readonly given: Given | undefined;
  readonly changed: () => void;
}

export function openFeed({ token, view, given, changed }: Parts): Feed {
  const kept = readKept(token);
  const clock = new ServerClock(() => Date.now(), kept?.offsetMs ?? null);
  let whole = kept?.whole;
  let lostMs: number | undefined = kept?.lostMs ?? clock.nowMs();
  if (kept?.whole.steady) knowSteady(kept.whole.steady);
  let refused = false;
  let keeping = 0;

  const keep = (): void => {
    clearTimeout(keeping);
    if (!whole) return;
    writeKept(token, { whole, offsetMs: clock.offsetMs ?? 0, ...(lostMs === undefined ? {} : { lostMs }) });
  };
  const keepSoon = (): void => {
    clearTimeout(keeping);
    keeping = window.setTimeout(keep, KEEP_AFTER_MS);
  };
  const show = (next: WallWhole): void => {
    whole = next;
    if (next.steady) knowSteady(next.steady);
    keepSoon();
    changed();
  };
  const lost = (): void => {
    lostMs ??= clock.nowMs();
    keep();
    changed();
  };
  const found = (): void => {
    lostMs = undefined;
    refused = false;
    keepSoon();
    changed();
  };

  /** In one round trip, before the line is open; and again and again where a proxy lets no line through. */
  const fetchWhole = async (): Promise<void> => {
    const early = window.regieWall;
    delete window.regieWall;
    const sentMs = early?.sentMs ?? clock.wallMs();
    const have = whole ? `?run=${whole.run}&n=${whole.n}` : '';
    try {
      const headers = { Authorization: `Bearer ${token}` };
      const response = await (early?.answer ?? fetch(`/wall/state${have}`, { headers }));
      if (response.status === 404) refused = true;
      if (!response.ok) return lost();
      found();
      if (response.status === 204) return;
      const next = (await response.json()) as WallWhole;
      clock.measured({ sentMs, serverMs: next.serverMs, receivedMs: clock.wallMs() });
      show(next);
    } catch {
      lost();
    }
  };

  const listen = (): void => {
    const line = openLine({
      origin: location.origin,
      namespace: '/wall',
      hello: (): WallHello => ({ token, view, ...(whole ? { have: { run: whole.run, n: whole.n } } : {}) }),
      retryMs: RETRY_MS[view],
      onJoined() {
        found();
        void measure();
      },
      onEvent(event, data) {
        if (event === 'whole') show(data as WallWhole);
        else step(data as WallStep);
      },
      onLost(reason) {
        refused = reason === NO_SUCH_WALL;
        lost();
        void fetchWhole();
      },
    });
    const step = ({ n, change }: WallStep): void => {
      if (whole && n === whole.n + 1) show({ ...whole, n, wall: applyChange(whole.wall, change) });
      else if (n > (whole?.n ?? -1)) void askWhole();
    };
    const askWhole = async (): Promise<void> => {
      const next = (await line.ask('whole')) as WallWhole | undefined;
      if (next) show(next);
    };
    const measure = async (): Promise<void> => {
      const sentMs = clock.wallMs();
      const serverMs = (await line.ask('clock')) as number | undefined;
      if (serverMs !== undefined) clock.measured({ sentMs, serverMs, receivedMs: clock.wallMs() });
    };
    check = () => void measure();
    setInterval(check, CLOCK_EVERY_MS[view]);
  };
  let check = (): void => undefined;

  // Written by the server a moment ago: what was kept is older, unless it is of the same run and says otherwise.
  if (given && !(whole?.run === given.whole.run && whole.n > given.whole.n)) {
    whole = given.whole;
    if (whole.steady) knowSteady(whole.steady);
    clock.measured({ ...given, serverMs: whole.serverMs });
    lostMs = undefined;
    keepSoon();
  }
  addEventListener('pagehide', keep);
  if (whole) listen();
  else void fetchWhole().then(listen);
  return {
    clock,
    wall: () => whole?.wall,
    lostMs: () => lostMs,
    refused: () => refused,
    check: () => check(),
  };
}
