import { addTo, onEveryProcessor } from '../simulation/processors.ts';
import type { Told } from './fault.ts';

/** What one seed came to. */
export interface Outcome {
  readonly violations: readonly string[];
  readonly counted: Readonly<Record<string, number>>;
}

/**
 * Plays seeds in as many processes as there are processors, each by `answerSeeds` of that file: what broke, with the seed
 * that replays it, and the sums of what was counted. `take`: for what is more than a sum.
 */
export async function everySeed<O extends Outcome = Outcome>({
  file,
  rounds,
  from,
  take,
}: {
  readonly file: string;
  readonly rounds: number;
  readonly from: number;
  readonly take?: (outcome: O) => void;
}): Promise<Told> {
  const violations: string[] = [];
  const counted: Record<string, number> = {};
  await onEveryProcessor<O>({
    file,
    from,
    seeds: rounds,
    take(seed, outcome) {
      addTo(counted, outcome.counted);
      violations.push(...outcome.violations.map((words) => `seed ${seed}: ${words}`));
      take?.(outcome);
    },
  });
  return { rounds, violations, figures: [], counted };
}
