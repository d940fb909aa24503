import { networkEvening, PUBLISHED_ON, type PublishedOn, type Tally } from '../fixtures/network-evening.ts';
import { signUp } from '../fixtures/pds-accounts.ts';
import { startPds } from '../pds/pds.ts';

/** Of a thousand publications, one may be left for a person where the network can be read back. */
const MAY_ASK = 0.001;

/** Publishes that many posts on each network over lines that fail, and prints what became of them; 0 where all is well. */
export async function printNetworks({ count, seed }: { count: number; seed: number }): Promise<number> {
  const pds = await startPds();
  const account = await signUp(pds.url, 'evening');
  const tallies = await networkEvening({ pds: pds.url, account, count, seed });
  console.table(tallies);
  await pds.close();
  const { x } = tallies;
  console.log(
    `x: ${x.parked} parked, ${x.parkedThere} of them there. X keeps no key of ours and proves no absence: what is there is read back, what never arrived asks a person.`,
  );
  return PUBLISHED_ON.every((on) => isWell(on, tallies[on])) ? 0 : 1;
}

/** Nothing doubled, nothing silent; and next to nobody asked, but on X about what is not there. */
function isWell(on: PublishedOn, { doubled, silent, parked, parkedThere, publications }: Tally): boolean {
  const asked = on === 'x' ? parkedThere : parked;
  return doubled === 0 && silent === 0 && asked <= publications * MAY_ASK;
}
