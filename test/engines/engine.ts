import type { Driven, Size } from './driven.ts';
import { openFirefox } from './firefox.ts';
import { openWebKit } from './webkit.ts';

/** A browser other than Chromium, which everything else is tested in. */
interface Engine {
  readonly name: string;
  open(size: Size): Promise<Driven>;
}

const ENGINES: Readonly<Record<string, Engine | undefined>> = {
  webkit: { name: 'WebKit', open: openWebKit },
  firefox: { name: 'Firefox', open: openFirefox },
};

/** The one that was asked for; `npm run engines` names it. */
export function engine(): Engine {
  const found = ENGINES[process.env.ENGINE ?? ''];
  if (!found) throw new Error(`ENGINE is one of ${Object.keys(ENGINES).join(', ')}`);
  return found;
}
