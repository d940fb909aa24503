import { databaseName, IndexedDbStore } from '../sync/indexeddb-store.ts';
import { browserPage } from '../sync/page.ts';
import { browserPocket } from '../sync/pocket.ts';
import { sessionHttp } from '../sync/session-http.ts';
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
  const fetchPhone = async () => {
    await painted();
    return (await import('./browser-phone.ts')).browserPhone(build);
  };
  const newId = uuidMaker(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const openStore = ({ show, staff }: Whose) => {
    const store = new IndexedDbStore(databaseName(show, staff), newId());
    store.open();
    return store;
  };
  const partsOf = (of: Whose & { readonly device: string }) => ({
    ...of,
    openStore: () => openStore(of),
    wallMs: Date.now,
    timers: realTimers,
    newId,
    tabs: browserTabs,
    fetchPhone,
  });
  return openSession({
    pocket: browserPocket(),
    http: sessionHttp,
    newId,
    wallMs: Date.now,
    openStore,
    openShow: (of) => {
      askToPersist();
      return openShow({ ...partsOf(of), page: browserPage, secure: isSecureContext });
    },
    async drain(of) {
      if (!(await isKept(of))) return;
      const { drain } = await import('./drain.ts');
      await drain(partsOf(of));
    },
  });
}

/**
 * After the next frame, however long it takes: half of the app, read and started, would otherwise stand before what is
 * kept is seen. A page that is not seen has no frames.
 */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve();
    document.addEventListener('visibilitychange', () => resolve(), { once: true });
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

interface Whose {
  readonly show: string;
  readonly staff: string;
}

/** Whether this phone has anything of that show: a look would otherwise make an empty database for each. */
async function isKept({ show, staff }: Whose): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === databaseName(show, staff));
  } catch {
    // Refused, or a browser that cannot tell: what is left there is sent when the show is opened.
    return false;
  }
}

/** Asks the browser not to throw away what is kept when it wants room. It may refuse: then it is kept as long as it likes. */
function askToPersist(): void {
  navigator.storage?.persist?.().catch(() => {
    // Refused by some private windows with an error.
  });
}
