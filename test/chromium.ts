import { existsSync } from 'node:fs';
import { install, mayInstall } from './debian.ts';

/** Where Chromium is on the systems we know of; `CHROMIUM` in the environment comes first. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium without its calls home: a closed network would refuse them, many at a time. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium to test with: `npm test` and `npm run bench` say where it is. */
export const chromiumPath = (): string => process.env.CHROMIUM ?? PLACES.find(existsSync) ?? '/usr/bin/chromium';

/** An existing Chromium; else Debian's, where we may install it; else undefined, with what to do said on standard error. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named !== undefined) {
    if (existsSync(named)) return named;
    console.error(`CHROMIUM names ${named}, where there is nothing.`);
    return undefined;
  }
  const found = PLACES.find(existsSync);
  if (found !== undefined) return found;
  if (!mayInstall()) {
    console.error(
      'No Chromium found. Install one (Debian: apt-get install chromium), or name yours: CHROMIUM=/path npm test',
    );
    return undefined;
  }
  console.log('Installing Chromium…');
  return install('chromium', 'fonts-liberation') ? PLACES.find(existsSync) : undefined;
}
