import { batch, signal } from '@preact/signals';
import type { SessionReply, SessionShow } from '../../shared/access.ts';
import type { Pocket } from '../sync/pocket.ts';
import type { Answered, SessionHttp } from '../sync/session-http.ts';
import type { Store } from '../sync/store.ts';
import { unsentFile } from '../sync/unsent.ts';
import type { Joined, SessionModel } from './session.ts';
import type { ShowModel } from './show.ts';

const DEVICE_KEY = 'regie.device';
const SESSION_KEY = 'regie.session';
/** The session that the server ended, until someone signs in. */
const LAPSED_KEY = 'regie.lapsed';

type Session = SessionReply['session'];

export interface SessionParts {
  readonly pocket: Pocket;
  readonly http: SessionHttp;
  readonly newId: () => string;
  readonly wallMs: () => number;
  readonly openShow: (of: {
    readonly show: string;
    readonly staff: string;
    readonly device: string;
  }) => Promise<ShowModel>;
  /** Sends what is left of a show that is not open. */
  readonly drain: (of: { readonly show: string; readonly staff: string; readonly device: string }) => Promise<unknown>;
  /** Their store on that show, as it was left. */
  readonly openStore: (of: { readonly show: string; readonly staff: string }) => Store;
}

/** Who is signed in, from what this phone remembers; then from the server, when it can be reached. */
export function openSession(parts: SessionParts): SessionModel {
  const { pocket, http } = parts;
  const remembered = recall(pocket, SESSION_KEY);
  const state = signal<SessionModel['state']['value']>(remembered ? 'signed-in' : 'unknown');
  const shows = signal<readonly SessionShow[]>(remembered?.shows ?? []);
  const admin = signal(remembered?.admin ?? false);
  const device = signal(pocket.get(DEVICE_KEY) ?? '');
  const deviceName = signal(remembered?.name ?? '');
  const show = signal<ShowModel | undefined>(undefined);
  let openStaff: string | undefined;
  let isDraining = false;
  let opening: Promise<unknown> = Promise.resolve();
  /** Until it is open. */
  let wanted: string | undefined;
  if (device.value === '') keepDevice(parts.newId());

  function keepDevice(id: string): void {
    device.value = id;
    pocket.set(DEVICE_KEY, id);
  }

  function signedIn(session: Session): void {
    pocket.set(SESSION_KEY, JSON.stringify(session));
    pocket.remove(LAPSED_KEY);
    batch(() => {
      // A phone whose memory was cleared, and its cookie not, is still the installation that the server knows.
      if (session.device !== '' && session.device !== device.value) keepDevice(session.device);
      state.value = 'signed-in';
      shows.value = session.shows;
      admin.value = session.admin;
      deviceName.value = session.name;
    });
  }

  function signedOut(): void {
    pocket.remove(SESSION_KEY);
    batch(() => {
      state.value = 'signed-out';
      shows.value = [];
      admin.value = false;
    });
  }

  /** The server ended it. What is open stays open: its words can still be exported there. */
  function lapsed(): void {
    const session = pocket.get(SESSION_KEY);
    if (session !== undefined) pocket.set(LAPSED_KEY, session);
    signedOut();
  }

  /** Signing in sends what was left here: one show after the other, beside the one that is open. */
  async function drainOthers(): Promise<void> {
    if (isDraining) return;
    isDraining = true;
    for (const { id, staff } of shows.value) {
      // The show that is being opened sends what is its own; drained too, its store would be taken from under it.
      if (id !== show.value?.id && id !== wanted)
        await parts.drain({ show: id, staff, device: device.value }).catch(() => undefined);
    }
    isDraining = false;
  }

  async function closeShow(): Promise<void> {
    const open = show.value;
    show.value = undefined;
    await open?.close();
  }

  /** Another person on this phone: what is open is not theirs to see. The same one again: the network is tried anew. */
  async function settleOpen(session: Session): Promise<void> {
    const same = session.shows.some(({ id, staff }) => id === show.value?.id && staff === openStaff);
    if (same) show.value?.wake();
    else await closeShow();
  }

  async function openIt(id: string): Promise<ShowModel | undefined> {
    if (show.value?.id === id) return show.value;
    const found = shows.value.find((one) => one.id === id);
    if (!found) return undefined;
    await closeShow();
    openStaff = found.staff;
    const opened = await parts.openShow({ show: id, staff: found.staff, device: device.value });
    show.value = opened;
    return opened;
  }

  async function refresh(): Promise<boolean> {
    const reply = await http.session();
    if (reply.ok) {
      signedIn(reply.session);
      void drainOthers();
    } else if (reply.code === 'no-session') lapsed();
    else if (state.value === 'unknown') signedOut();
    return reply.ok || reply.code !== 'offline';
  }

  return {
    state,
    shows,
    admin,
    device,
    deviceName,
    show,
    async join(given, name) {
      const reply = await http.join({ ...given, device: device.value, name });
      if (!reply.ok) return refusalOf(reply);
      signedIn(reply.session);
      await settleOpen(reply.session);
      void drainOthers();
      return { ok: true, shows: reply.session.shows };
    },
    async leave() {
      // Signed out first: a screen that still stands at the show's address would open it anew.
      signedOut();
      await closeShow();
      await http.leave();
      pocket.remove(LAPSED_KEY);
    },
    refresh,
    async leftBehind() {
      const session = recall(pocket, LAPSED_KEY);
      const files: string[] = [];
      for (const { id, staff } of session?.shows ?? []) {
        // Reading a store takes it from whoever has it: the open show tells by itself.
        if (id === show.value?.id) {
          files.push(show.value.exportUnsent());
          continue;
        }
        const store = parts.openStore({ show: id, staff });
        const kept = await store.read();
        store.close();
        if (typeof kept === 'string' || kept.outbox.length + kept.tray.length + kept.desk.length === 0) continue;
        files.push(unsentFile({ show: id, staff, device: device.value, exportedMs: parts.wallMs() }, kept));
      }
      return files.length === 0 ? undefined : `[${files.join(',')}]\n`;
    },
    open(id) {
      // One after the other: two that overlap would leave one show open behind the other.
      wanted = id;
      const opened = opening.then(() => openIt(id));
      opening = opened
        .catch(() => undefined)
        .finally(() => {
          if (wanted === id) wanted = undefined;
        });
      return opened;
    },
  };
}

function refusalOf(reply: Exclude<Answered<SessionReply>, { ok: true }>): Joined {
  const { code } = reply;
  return code === 'later' ? { ok: false, code, retryMs: reply.retryMs } : { ok: false, code };
}

/** What was kept as a session; undefined: nothing, or not one. */
function recall(pocket: Pocket, key: string): Session | undefined {
  try {
    const kept = JSON.parse(pocket.get(key) ?? 'null') as Session | null;
    return Array.isArray(kept?.shows) ? (kept ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
