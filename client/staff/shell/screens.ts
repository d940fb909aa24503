import { Direct } from '../direct/Direct.tsx';
import type { ScreenName } from './address.ts';
import { type Later, later, ready } from './later.tsx';

/** What every screen of a show is given: the id after its name in the address, if any. */
export interface ScreenProps {
  readonly id?: string;
}

/** A chunk a screen, fetched when first opened; the service worker keeps them all. */
export const screens: Readonly<Partial<Record<ScreenName, Later<ScreenProps>>>> = {
  // Where everyone arrives: it comes with the app, in one piece that compresses better than many.
  direct: ready(Direct),
  conducteur: later(() => import('../conducteur/Conducteur.tsx').then((found) => found.Conducteur)),
  posts: later(() => import('../posts/Posts.tsx').then((found) => found.Posts)),
  tray: later(() => import('../tray/Tray.tsx').then((found) => found.Tray)),
  wall: later(() => import('../wall/Wall.tsx').then((found) => found.Wall)),
  questions: later(() => import('../questions/Questions.tsx').then((found) => found.Questions)),
  recap: later(() => import('../recap/Recap.tsx').then((found) => found.Recap)),
  settings: later(() => import('../settings/Settings.tsx').then((found) => found.Settings)),
  rehearsal: later(() => import('../rehearsal/Rehearsal.tsx').then((found) => found.Rehearsal)),
};
