import type { Shrunk } from '../photos/redraw.ts';
import { databaseName, IndexedDbStore } from '../sync/indexeddb-store.ts';
import { loadShow } from '../sync/load.ts';
import { browserPage } from '../sync/page.ts';
import { photoSocketLink } from '../sync/photo-link.ts';
import { browserPocket } from '../sync/pocket.ts';
import { sessionHttp } from '../sync/session-http.ts';
import { socketLink } from '../sync/socket-link.ts';
import { browserTabs } from '../sync/tabs.ts';
import { realTimers } from '../sync/timers.ts';
import { uuidMaker } from '../sync/uuid.ts';
import { openSession } from './open-session.ts';
import { openShow } from './open-show.ts';
import type { SessionModel } from './session.ts';

/**
 * The session of this browser, with everything in it real: the one place where the sync loop meets the browser. `build`:
 * which app this is, so that the server can say that it serves a newer one.
 */
export function browserSession(build: string): SessionModel {
  const fetchPhone = () => import('./start-phone.ts');
  const newId = uuidMaker(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const openStore = ({ show, staff }: { readonly show: string; readonly staff: string }) =>
    new IndexedDbStore(databaseName(show, staff), newId());
  const session = openSession({
    pocket: browserPocket(),
    http: sessionHttp,
    newId,
    wallMs: Date.now,
    openStore,
    openShow: ({ show, staff, device }) => {
      askToPersist();
      return openShow({
        show,
        staff,
        device,
        build,
        openStore: () => openStore({ show, staff }),
        link: socketLink(),
        load: loadShow,
        wallMs: Date.now,
        timers: realTimers,
        random: Math.random,
        newId,
        tabs: browserTabs,
        page: browserPage,
        photos: { link: photoSocketLink(), shrink },
        secure: isSecureContext,
        fetchPhone,
      });
    },
  });
  void session.refresh();
  // Beside the screen that is being fetched: the first tap finds it there. A failure is asked anew when it is needed.
  if (session.state.value === 'signed-in') fetchPhone().catch(() => undefined);
  return session;
}

/** Fetched with the first photo: most openings of the app take none. */
async function shrink(file: Blob): Promise<Shrunk> {
  const { shrinkPhoto } = await import('../photos/shrink.ts');
  return shrinkPhoto(file);
}

/** Asks the browser not to throw away what is kept when it wants room. It may refuse: then it is kept as long as it likes. */
function askToPersist(): void {
  navigator.storage?.persist?.().catch(() => {
    // Refused by some private windows with an error.
  });
}
