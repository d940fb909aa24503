import { addTo } from '../simulation/processors.ts';
import { type Fault, percentile, type Told } from './fault.ts';
import { KilledShow } from './killed-show.ts';

/** Kills of one show. Of more, most of the time goes into loading what all the kills before have left. */
const KILLS_A_SHOW = 100;
const CHECK_EVERY = 25;

/** The server is killed as by the system, at random moments, while phones push, photos arrive and posts go out. */
export const f7: Fault = {
  id: 'F7',
  what: 'server killed with pushes, photos and publications under way',
  rounds: 1000,
  unit: 'kills',
  async run({ rounds, from, progress }): Promise<Told> {
    const violations: string[] = [];
    const readyMs: number[] = [];
    const counted: Record<string, number> = {};
    for (let first = from; first < from + rounds; first += KILLS_A_SHOW) {
      const beyond = Math.min(first + KILLS_A_SHOW, from + rounds);
      const show = await KilledShow.open();
      for (let round = first; round < beyond; round += 1) {
        readyMs.push(await show.kill(round));
        if ((round - first + 1) % CHECK_EVERY === 0) violations.push(...(await show.check(`round ${round}`)));
        progress?.(readyMs.length, violations);
      }
      violations.push(...(await show.end(`rounds ${first} to ${beyond - 1}`)));
      addTo(counted, show.counted);
    }
    return {
      rounds,
      violations,
      figures: [
        { what: 'ready p95', value: percentile(readyMs, 0.95) / 1000, unit: 's', atMost: 3 },
        { what: 'ready at worst', value: Math.max(...readyMs) / 1000, unit: 's', atMost: 3 },
      ],
      counted,
    };
  },
};
