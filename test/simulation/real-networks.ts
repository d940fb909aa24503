import { networkEvening, PUBLISHED_ON } from '../fixtures/network-evening.ts';
import { signUp } from '../fixtures/pds-accounts.ts';
import { startPds } from '../pds/pds.ts';

/** Publishes that many posts on each network over lines that fail, and prints what became of them; 0 where all is well. */
export async function printNetworks({ count, seed }: { count: number; seed: number }): Promise<number> {
  const pds = await startPds();
  const account = await signUp(pds.url, 'evening');
  const tallies = await networkEvening({ pds: pds.url, account, count, seed });
  console.table(tallies);
  await pds.close();
  return PUBLISHED_ON.every((on) => tallies[on].doubled === 0 && tallies[on].silent === 0) ? 0 : 1;
}
