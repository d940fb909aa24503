import { existsSync, globSync } from 'node:fs';
import { install, mayInstall } from '../debian.ts';

/** What drives WebKit, and the smallest browser around it: Debian's `webkit2gtk-driver` brings both. */
export const DRIVER = '/usr/bin/WebKitWebDriver';
const BROWSERS = '/usr/lib/*/webkit2gtk-4.*/MiniBrowser';
/** A screen that nobody sees. */
export const SCREEN = '/usr/bin/Xvfb';
const PACKAGES = ['webkit2gtk-driver', 'xvfb', 'fonts-liberation'];

export const miniBrowser = (): string | undefined => globSync(BROWSERS).at(-1);

/** Whether there is a WebKit to test with: an existing one, else Debian's, where we may install it; else it is said what to do. */
export function findWebKit(): boolean {
  const isThere = () => [DRIVER, SCREEN].every(existsSync) && miniBrowser() !== undefined;
  if (isThere()) return true;
  if (!mayInstall()) {
    console.error(`No WebKit found to drive. Debian: apt-get install ${PACKAGES.join(' ')}`);
    return false;
  }
  console.log('Installing WebKit…');
  install(...PACKAGES);
  return isThere();
}
