import { playMany } from '../simulation/many.ts';
import type { Fault, Told } from './fault.ts';

/** The whole of Régie, on phones whose system crashes and loses what it said was on the disk. */
export const f4: Fault = {
  id: 'F4',
  what: 'phone system crash that loses the last transactions',
  rounds: 10_000,
  unit: 'seeds',
  async run({ rounds, from }): Promise<Told> {
    const { seeds, bad, counted } = await playMany({ from, seeds: rounds, crashes: true });
    const violations = bad.map(({ seed, violations: broken }) => `seed ${seed}: ${broken.join('; ')}`);
    return { rounds: seeds, violations, figures: [], counted };
  },
};
