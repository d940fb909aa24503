import { parseArgs } from 'node:util';
import { type Fault, isHeld, lineOf } from './fault.ts';
import { FAULTS } from './faults.ts';

const usage = `npm run torture -- <F-number>… [--rounds N] [--from N]   a class of faults, one line each; "all" for every one
There are: ${Object.keys(FAULTS).join(', ')}`;

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string' },
    from: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const asked = positionals.includes('all') ? Object.keys(FAULTS) : positionals.map((id) => id.toUpperCase());
const unknown = asked.filter((id) => !Object.hasOwn(FAULTS, id));
if (values.help || asked.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`No class of faults ${unknown.join(', ')}.`);
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

for (const id of asked) {
  const fault = await FAULTS[id]?.();
  if (!fault) continue;
  const beganMs = performance.now();
  const rounds = values.rounds === undefined ? fault.rounds : Number(values.rounds);
  const told = await fault.run({ rounds, from: Number(values.from), progress: progressOf(fault, rounds) });
  for (const violation of told.violations.slice(0, 20)) console.log(`  ${violation}`);
  console.log(lineOf(fault, told, (performance.now() - beganMs) / 1000));
  if (!isHeld(told)) process.exitCode = 1;
}

/** Twice a minute, beside the one line: how far a long run has come, and at once what broke. */
function progressOf({ id, unit }: Fault, rounds: number): (done: number, violations: readonly string[]) => void {
  let saidMs = performance.now();
  let told = 0;
  return (done, violations) => {
    for (const violation of violations.slice(told)) console.error(`  ${violation}`);
    told = violations.length;
    if (performance.now() < saidMs + 30_000) return;
    saidMs = performance.now();
    console.error(`${id}: ${done} of ${rounds} ${unit}, ${told} violations`);
  };
}
