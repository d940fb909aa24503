import { playMany } from '../simulation/many.ts';
import { VARIANTS } from '../simulation/variants.ts';
import type { Fault, Told } from './fault.ts';

/** A broken variant must be seen within so many seeds. */
const CAUGHT_WITHIN = 2000;
/** The time that the whole run may take on two processors. */
const AT_MOST_S = 600;

/** The whole of Régie in one process, with every cut, loss, repeat, crash and restore there is. */
export const f1: Fault = {
  id: 'F1',
  what: 'cut before and after commit, lost answer, duplicate, half-open',
  rounds: 10_000,
  unit: 'seeds',
  async run({ rounds, from }): Promise<Told> {
    const beganMs = performance.now();
    const { seeds, bad, counted } = await playMany({ from, seeds: rounds });
    const tookS = (performance.now() - beganMs) / 1000;
    const violations = bad.map(({ seed, violations: broken }) => `seed ${seed}: ${broken.join('; ')}`);
    for (const variant of VARIANTS) {
      if (variant === 'fixed') continue;
      const caught = await playMany({ from, seeds: CAUGHT_WITHIN, variant, stopAt: 1 });
      if (caught.bad.length === 0) violations.push(`"${variant}" is not caught within ${CAUGHT_WITHIN} seeds`);
    }
    return {
      rounds: seeds,
      violations,
      figures: [{ what: 'time', value: tookS, unit: 's', atMost: (AT_MOST_S * rounds) / 10_000 }],
      counted: { ...counted, 'broken variants caught': VARIANTS.length - 1 },
    };
  },
};
