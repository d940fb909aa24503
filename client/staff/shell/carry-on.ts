import type { SessionModel } from '../../signals/session.ts';
import { browserPocket } from '../../sync/pocket.ts';
import { keepZone } from './keep-zone.ts';
import { warm } from './warm.ts';
import { watchForUpdates } from './watch-updates.ts';

/** What the app sees to once its first screen is drawn: nobody waits for it. */
export function carryOn(session: SessionModel): void {
  watchForUpdates(session);
  keepZone(session, browserPocket());
  warm(session);
}
