import { GIVEN_ID, type WallWhole } from '../../shared/wall-packets.ts';

/** The wall that the server wrote into the page, and when the page was asked for and came. */
export interface Given {
  readonly whole: WallWhole;
  readonly sentMs: number;
  readonly receivedMs: number;
}

/** Once: what it says leaves the page, where it would outlive a card that is withdrawn. Undefined: the page came empty. */
export function takeGiven(): Given | undefined {
  const element = document.getElementById(GIVEN_ID);
  if (!element) return undefined;
  element.remove();
  const openedMs = Date.now() - performance.now();
  const [visit] = performance.getEntriesByType('navigation');
  const { requestStart = 0, responseStart = 0 } = visit instanceof PerformanceNavigationTiming ? visit : {};
  return {
    whole: JSON.parse(element.textContent) as WallWhole,
    // A browser that hides its timings has a long round trip: the next measure is believed instead.
    sentMs: openedMs + requestStart,
    receivedMs: responseStart > 0 ? openedMs + responseStart : Date.now(),
  };
}
