import { parseArgs } from 'node:util';
import { playMany } from './many.ts';
import { play, scriptOf, shrunk } from './simulate.ts';
import { VARIANTS, type Variant } from './variants.ts';

const usage = `npm run sim -- [--seeds N] [--from N] [--variant "${VARIANTS.join('" | "')}"]   many seeds, one line
npm run sim -- --seed N [--variant …]                             one seed, its steps and what it breaks, shrunk
npm run sim -- --networks [N]                                     N posts to each network over lines that fail, a table`;

const { values, positionals } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    variant: { type: 'string', default: 'fixed' },
    networks: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const variant = VARIANTS.find((name) => name === values.variant);
if (values.help || !variant) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
if (values.networks) {
  // Apart, for it needs the real Bluesky server, which only the tests install.
  const { printNetworks } = await import('./real-networks.ts');
  process.exit(await printNetworks({ count: Number(positionals[0] ?? 1000), seed: Number(values.from) }));
}
process.exitCode = values.seed === undefined ? await many(variant) : await one(Number(values.seed), variant);

/** Many seeds: each that breaks a promise is named; the last line sums up. */
async function many(variant: Variant): Promise<number> {
  const beganMs = performance.now();
  const { seeds, bad, counted } = await playMany({
    from: Number(values.from),
    seeds: Number(values.seeds),
    variant,
  });
  for (const { seed, violations } of bad) console.log(`seed ${seed}: ${violations.join('; ')}`);
  const seconds = ((performance.now() - beganMs) / 1000).toFixed(1);
  const sums = Object.entries(counted).map(([what, times]) => `${what} ${times}`);
  console.log(`${variant}: ${seeds} seeds, ${bad.length} broke a promise, ${seconds} s (${sums.join(', ')})`);
  return bad.length === 0 ? 0 : 1;
}

/** One seed: what it breaks, and the fewest of its steps that still do. */
async function one(seed: number, variant: Variant): Promise<number> {
  const script = scriptOf(seed);
  const run = await play(script, variant);
  if (run.violations.length === 0) {
    console.log(`seed ${seed}: ${run.steps} steps, every promise kept`);
    return 0;
  }
  const short = await shrunk(script, variant);
  for (const step of short.steps) console.log(JSON.stringify(step));
  const { violations } = await play(short, variant);
  console.log(`seed ${seed}: ${violations.join('; ')} (${short.steps.length} of ${run.steps} steps)`);
  return 1;
}
