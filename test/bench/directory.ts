import { join } from 'node:path';
import { build } from 'vite';
import { SCREEN, slowedPage, withBrowser } from './browser.ts';
import { type Measure, percentile } from './figure.ts';

const PEOPLE = 2_000;
const ROUNDS = 20;
const TYPED = 'Laboratoire é';
const PAGE = join(import.meta.dirname, 'directory-page.ts');

/** What follows each letter typed in the search of people, on a phone's slow thread. */
export const directoryMeasure: Measure = {
  name: 'directory',
  async take() {
    const script = await scriptOf(PAGE);
    const times = await withBrowser(async (browser) => {
      const page = await slowedPage(await browser.newContext(SCREEN));
      await page.addScriptTag({ content: script });
      return page.evaluate(
        (asked) => (globalThis as unknown as { bench: typeof import('./directory-page.ts') }).bench.searchTimes(asked),
        { people: PEOPLE, typed: TYPED, rounds: ROUNDS },
      );
    });
    const [first = Number.NaN] = times;
    return [
      {
        measure: `Search in a directory of ${PEOPLE}, a keystroke`,
        figure: percentile(times, 95),
        unit: 'ms',
        limit: 16,
        how: `CPU 4× slower; 95th of ${times.length} keystrokes in Chromium; the first took ${first.toFixed(1)} ms`,
      },
    ];
  },
};

/** The module as one script, by which a page has it under the name `bench`. */
async function scriptOf(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bench' } },
  });
  const [bundle] = [built].flat();
  if (!bundle || !('output' in bundle)) throw new Error(`${entry} was not built`);
  return bundle.output[0].code;
}
