import type { ScreenName } from './address.ts';
import { type Later, later } from './later.tsx';

/** What every screen of a show is given: the id after its name in the address, if any. */
export interface ScreenProps {
  readonly id?: string;
}

/** A chunk a screen, fetched when first opened; the service worker keeps them all. */
export const screens: Readonly<Partial<Record<ScreenName, Later<ScreenProps>>>> = {
  direct: later(() => import('../direct/Direct.tsx').then((found) => found.Direct)),
  conducteur: later(() => import('../conducteur/Conducteur.tsx').then((found) => found.Conducteur)),
};
