import { existsSync } from 'node:fs';
import { install, mayInstall } from '../debian.ts';

/** Where Firefox is on the systems we know of; `FIREFOX` in the environment comes first. */
const PLACES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];
const PACKAGES = ['firefox-esr', 'fonts-liberation'];

export const firefoxPath = (): string | undefined => process.env.FIREFOX ?? PLACES.find(existsSync);

/** Whether there is a Firefox to test with: an existing one, else Debian's, where we may install it; else it is said what to do. */
export function findFirefox(): boolean {
  if (firefoxPath() !== undefined) return true;
  if (!mayInstall()) {
    console.error('No Firefox found to drive. Install one, or name yours: FIREFOX=/path npm run engines -- firefox');
    return false;
  }
  console.log('Installing Firefox…');
  install(...PACKAGES);
  return firefoxPath() !== undefined;
}
