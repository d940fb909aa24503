import { addTo, answerSeeds, onEveryProcessor } from '../simulation/processors.ts';
import type { Fault, Told } from './fault.ts';
import { KINDS, type Kind } from './fault-network.ts';
import { type Outcome, publishOnce } from './publish-once.ts';

/** Where an absence can be proved, nothing needs a person. */
const PROVING: readonly Kind[] = ['record', 'key'];

/** Publishing with faults and crashes at every step, on networks of five kinds. */
export const f13: Fault = {
  id: 'F13',
  what: 'timeout before and after effect, 5xx, 429, slow photos, crash at each step',
  rounds: 20_000,
  unit: 'publications on each of five kinds of network',
  async run({ rounds, from }): Promise<Told> {
    const violations: string[] = [];
    const counted: Record<string, number> = {};
    const parked: Record<Kind, number> = { record: 0, key: 0, listed: 0, 'listed-late': 0, blind: 0 };
    for (const kind of KINDS) {
      await onEveryProcessor<Outcome>({
        file: import.meta.url,
        given: kind,
        from,
        seeds: rounds,
        take(seed, outcome) {
          addTo(counted, outcome.counted);
          if (outcome.parked) parked[kind] += 1;
          violations.push(...outcome.violations.map((words) => `${kind}, seed ${seed}: ${words}`));
        },
      });
    }
    const faults = Object.values(counted).reduce((sum, times) => sum + times, 0);
    const share = (kind: Kind) => (100 * parked[kind]) / rounds;
    return {
      rounds,
      violations,
      figures: PROVING.map((kind) => ({
        what: `parked (${kind})`,
        value: share(kind),
        unit: '%' as const,
        atMost: 0.1,
      })),
      counted: {
        faults,
        crashes: Object.entries(counted).reduce((sum, [what, times]) => sum + (what.includes('crash') ? times : 0), 0),
        'asked of a person (listed)': parked.listed,
        'asked (listed-late)': parked['listed-late'],
        'asked (blind)': parked.blind,
      },
    };
  },
};

answerSeeds((seed, kind: Kind) => publishOnce(kind, seed));
