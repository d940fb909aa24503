import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { isBuilt, rememberBuild } from '../../server/built.ts';
import { findChromium } from '../chromium.ts';
import { coldMeasure } from './cold.ts';
import { deadMeasure } from './dead.ts';
import { directoryMeasure } from './directory.ts';
import { fanOutMeasure } from './fan-out.ts';
import { type Figure, type Measure, tableOf } from './figure.ts';
import { importMeasure } from './import.ts';
import { jobsMeasure } from './jobs.ts';
import { loadMeasure } from './load.ts';
import { paintMeasure } from './paint.ts';
import { photoMeasure } from './photo.ts';
import { savedMeasure } from './saved.ts';
import { wallMeasure } from './wall.ts';
import { writeMeasure } from './write.ts';

/**
 * `npm run bench`: every figure that the project is held to, in one table; `npm run bench -- wall write` only those. It
 * ends well whatever the figures are: only a measure that could not be taken is a failure.
 */
const MEASURES: readonly Measure[] = [
  loadMeasure,
  paintMeasure,
  deadMeasure,
  wallMeasure,
  savedMeasure,
  coldMeasure,
  writeMeasure,
  fanOutMeasure,
  directoryMeasure,
  importMeasure,
  photoMeasure,
  jobsMeasure,
];
/** Work waiting for each processor before the bench began. */
const busy = (loadavg()[0] ?? 0) / cpus().length;
const IDLE = 0.5;
const BUSY =
  'This computer was busy (load % a processor when the bench began): the times above are longer than they are.';

const root = join(import.meta.dirname, '../..');
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !MEASURES.some((measure) => measure.name === name));
if (unknown.length > 0) {
  console.error(`No measure ${unknown.join(', ')}; there are: ${MEASURES.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
if (findChromium() === undefined || !build()) process.exit(1);

const figures: Figure[] = [];
for (const { name, take } of MEASURES) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stderr.write(`${name}… `);
  try {
    figures.push(...(await take()));
    process.stderr.write('taken\n');
  } catch (error) {
    process.stderr.write(`not taken: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  }
}
console.log(tableOf(figures));
if (busy > IDLE) console.log(`\n${BUSY.replace('%', busy.toFixed(1))}`);

/** The pages as they are now: a figure of an older build would say nothing. */
function build(): boolean {
  if (isBuilt(root)) return true;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const words = [vite, 'build', '--configLoader', 'native', '--logLevel', 'warn'];
  if (spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status !== 0) return false;
  rememberBuild(root);
  return true;
}
