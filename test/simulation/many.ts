import { addTo, answerSeeds, onEveryProcessor } from './processors.ts';
import { play, type Run, scriptOf } from './simulate.ts';
import type { Variant } from './variants.ts';

export interface Many {
  readonly seeds: number;
  readonly bad: readonly { readonly seed: number; readonly violations: readonly string[] }[];
  /** What happened over all runs, summed. */
  readonly counted: Readonly<Record<string, number>>;
}

/** Many seeds on every processor. A seed is the same run wherever it is played; `stopAt`: enough broken ones. */
export async function playMany({
  from,
  seeds,
  variant = 'fixed',
  crashes = false,
  stopAt = Number.POSITIVE_INFINITY,
}: {
  readonly from: number;
  readonly seeds: number;
  readonly variant?: Variant;
  /** Phones' systems crash too. */
  readonly crashes?: boolean;
  readonly stopAt?: number;
}): Promise<Many> {
  const bad: { seed: number; violations: readonly string[] }[] = [];
  const counted: Record<string, number> = {};
  let played = 0;
  await onEveryProcessor<Run>({
    file: import.meta.url,
    given: { variant, crashes },
    from,
    seeds,
    take(seed, { violations, counted: of, saved, steps }) {
      played += 1;
      addTo(counted, { ...of, saved, steps });
      if (violations.length > 0) bad.push({ seed, violations });
    },
    isEnough: () => bad.length >= stopAt,
  });
  return { seeds: played, bad: bad.sort((a, b) => a.seed - b.seed), counted };
}

answerSeeds((seed, { variant, crashes }: { variant: Variant; crashes: boolean }) =>
  play(scriptOf(seed, { crashes }), variant),
);
