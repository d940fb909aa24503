import type { Memory } from '../bench/cpu-probe.ts';
import { addTo } from '../simulation/processors.ts';

/** One thing that was measured, beside what it is held to. */
export interface Held {
  /** `ready p95`, `sent again`. */
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | '%' | 'MB' | '';
  readonly atMost: number;
}

/** What a run of a class of faults came to. */
export interface Told {
  readonly rounds: number;
  /** Each promise that broke, with what replays it: a seed, a round. */
  readonly violations: readonly string[];
  readonly figures: readonly Held[];
  /** What happened often enough to say that the run was not vacuous: `cuts 412, duplicates 88`. */
  readonly counted?: Readonly<Record<string, number>>;
}

/** Which rounds of a class are asked for: they are numbered from `from`, and the same number is the same round again. */
export interface Asked {
  readonly rounds: number;
  readonly from: number;
  /** Told after each round of a class whose whole run takes long: how many are done, and all that broke so far. */
  readonly progress?: ((done: number, violations: readonly string[]) => void) | undefined;
}

/** A named class of faults, and how it is made. */
export interface Fault {
  /** `F7`. */
  readonly id: string;
  readonly what: string;
  /** Rounds of the full run; a round is what `unit` says. */
  readonly rounds: number;
  readonly unit: string;
  run(asked: Asked): Promise<Told>;
}

/** One line: what was run, what broke, what was measured. */
export function lineOf({ id, unit }: Fault, { rounds, violations, figures, counted }: Told, seconds: number): string {
  const parts = [
    `${rounds} ${unit}`,
    `${violations.length} violations`,
    ...figures.map(({ what, value, unit: of, atMost }) => `${what} ${rounded(value)} ${of} (≤ ${atMost})`),
    ...Object.entries(counted ?? {}).map(([name, times]) => `${name} ${times}`),
    `${seconds.toFixed(1)} s`,
  ];
  return `${id}: ${parts.join(' · ')}`;
}

/** Nothing broke, and every figure is within what it is held to. */
export const isHeld = ({ violations, figures }: Told): boolean =>
  violations.length === 0 && figures.every(({ value, atMost }) => value <= atMost);

/** A class that is played again, fewer times, in a real Chromium: both as one. */
export function withBrowser(told: Told, browser: Told): Told {
  const counted: Record<string, number> = { ...told.counted, 'in Chromium': browser.rounds };
  addTo(counted, browser.counted ?? {});
  return {
    rounds: told.rounds,
    violations: [...told.violations, ...browser.violations],
    figures: [...told.figures, ...browser.figures],
    counted,
  };
}

/** The value below which that share of the values lies (nearest rank); 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/**
 * How much more a server's program reaches than once it had warmed up, beyond what the rows written meanwhile need: only
 * that can leak. What the system gave the process goes up and down with its allocator, and is told beside it.
 */
export function growthOf(
  began: Memory,
  ended: Memory,
  rowsBytes = 0,
): { readonly figure: Held; readonly held: Record<string, number> } {
  const grown = ended.keptBytes - began.keptBytes;
  const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;
  return {
    figure: {
      what: 'memory kept beyond its rows, grown',
      value: Math.max(0, (100 * (grown - rowsBytes)) / began.keptBytes),
      unit: '%',
      atMost: 10,
    },
    held: {
      'MB kept': megabytes(ended.keptBytes),
      'of which new': megabytes(grown),
      'new rows': megabytes(rowsBytes),
      'MB resident': megabytes(ended.residentBytes),
      'of which came since': megabytes(ended.residentBytes - began.residentBytes),
    },
  };
}

const rounded = (value: number): number => (value < 10 ? Math.round(value * 100) / 100 : Math.round(value));
