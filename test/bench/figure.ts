/** One line of the table. */
export interface Figure {
  readonly measure: string;
  readonly figure: number;
  readonly unit: keyof typeof DIGITS;
  /** `least`: the figure must reach it; else it must not pass it. */
  readonly limit: number;
  readonly least?: true;
  /** How it was taken, and what it is made of. */
  readonly how: string;
}

/** What `npm run bench -- <name>` takes by itself. */
export interface Measure {
  readonly name: string;
  readonly take: () => Promise<readonly Figure[]>;
}

/** As many digits as the figure can bear from one run to the next. */
const DIGITS = { kB: 1, ms: 1, s: 2, '×': 2 } as const;

export const isReached = ({ figure, limit, least }: Figure): boolean => (least ? figure >= limit : figure <= limit);

/** The table, with a line for each figure. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = [
    ['Measure', 'Figure', 'Limit', '', 'How'],
    ...figures.map((one) => [
      one.measure,
      `${one.figure.toFixed(DIGITS[one.unit])} ${one.unit}`,
      `${one.least ? '≥' : '≤'} ${one.limit} ${one.unit}`,
      isReached(one) ? 'ok' : 'OVER',
      one.how,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const text = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [text[0], text[0]?.replace(/./g, '-'), ...text.slice(1)].join('\n');
}

/** The middle one; of an even number, the upper of the two. */
export const median = (values: readonly number[]): number => percentile(values, 50);

/** The smallest value that at least that share of all does not pass. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
