import { computed, signal } from '@preact/signals';
import { headsOf } from '../../shared/post-status.ts';
import type { Acted } from '../sync/acts.ts';
import { ServerClock } from '../sync/clock.ts';
import { MemoryStore } from '../sync/memory-store.ts';
import type { Page } from '../sync/page.ts';
import type { PhotoProgress } from '../sync/photos.ts';
import type { ActRefusal, Kept, Store } from '../sync/store.ts';
import { lockName, type Tabs } from '../sync/tabs.ts';
import { unsentFile } from '../sync/unsent.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { tickerOf } from './second.ts';
import type { ShowModel } from './show.ts';
import { type Lasting, showSignals } from './show-signals.ts';
import type { HereParts, Started, StartHere } from './start-phone.ts';

export interface OpenShowParts extends Pick<HereParts, 'show' | 'staff' | 'device' | 'wallMs' | 'timers' | 'newId'> {
  /** A fresh store on this person's disk; read, it takes the disk from whoever had it. */
  readonly openStore: () => Store;
  readonly tabs: Tabs;
  readonly page: Page;
  /** False over plain HTTP from another machine: the app cannot start without a network, and must not pretend. */
  readonly secure: boolean;
  /** Fetches what acts and synchronises: half of the app, and not needed to draw what is kept. */
  readonly fetchPhone: () => Promise<StartHere>;
}

/** Opens a show on this phone. Resolves when what is kept of it can be drawn; the network is not waited for. */
export async function openShow(parts: OpenShowParts): Promise<ShowModel> {
  const { show: id, staff, tabs, page } = parts;
  const { showKept, showPhone, ...shown } = showSignals(staff, parts.secure);
  const { rows, here, pausedBy, unfinished } = shown;
  const clock = new ServerClock(parts.wallMs);
  const nowMs = (): number => clock.nowMs();
  const started = signal<Started | undefined>(undefined);
  const desks = new Set<OpenDesk>();
  let store: Store;
  let kept: Kept;
  let starting: Promise<Started | undefined> | undefined;
  let visible = true;
  let isBlocked = false;
  let release = (): void => {};

  const lastsOn = ({ lasting }: Store): Lasting => (isBlocked ? 'blocked' : lasting);

  /** Reads the disk and shows what is there; what acts follows as soon as it is fetched. */
  async function begin(): Promise<void> {
    // It opens meanwhile: nothing of it is read before the show is this tab's.
    const opening = parts.openStore();
    release = await tabs.take(lockName(id, staff), () => {
      pausedBy.value = 'other-tab';
      shown.link.value = 'offline';
      started.peek()?.abandon();
    });
    pausedBy.value = undefined;
    store = opening;
    const read = await store.read();
    isBlocked = read === 'blocked';
    if (typeof read === 'string') {
      const memory = new MemoryStore();
      store = memory;
      kept = await memory.read();
    } else kept = read;
    clock.recall(kept.offsetMs);
    showKept(kept, lastsOn(store));
    const ready = phoneReady();
    // Drawn without what was done here and not yet sent, the screen would seem to have lost it.
    if (kept.outbox.length > 0) await ready;
  }

  /** Undefined: it cannot be fetched now (not in the cache, and no network), or another tab has the show. */
  function phoneReady(): Promise<Started | undefined> {
    const now = started.peek();
    if (now) return Promise.resolve(now);
    starting ??= start(store).finally(() => {
      starting = undefined;
    });
    return starting;
  }

  async function start(on: Store): Promise<Started | undefined> {
    const startHere = await parts.fetchPhone().catch(() => undefined);
    if (!startHere || on !== store || pausedBy.peek()) return undefined;
    const made: Started = startHere({
      ...parts,
      store,
      clock,
      rows,
      isPaused: () => pausedBy.peek() !== undefined,
      on: {
        changed() {
          // What a phone that was taken over still says is of no interest.
          if (started.peek() !== made) return;
          showPhone(made.phone, lastsOn(on));
          for (const desk of desks) desk.refresh();
        },
        here(people) {
          here.value = people;
        },
      },
    });
    started.value = made;
    made.begin(kept);
    if (!visible) made.phone.hide();
    showPhone(made.phone, lastsOn(on));
    for (const desk of desks) desk.moveTo((post, variant, from) => made.phone.openEditor(post, variant, from));
    return made;
  }

  /** At once where there is a phone, else as soon as there is one. */
  function onPhone(act: (now: Started) => Promise<Acted>): Promise<Acted> {
    if (pausedBy.peek()) return Promise.resolve(refused('other-tab'));
    const now = started.peek();
    if (now) return act(now);
    return phoneReady().then((then) => (then ? act(then) : refused(pausedBy.peek() ?? 'not-loaded')));
  }

  await begin();
  const ticker = tickerOf(nowMs, parts.timers);
  ticker.start();
  const wake = (): void => void phoneReady().then((now) => now?.wake());
  const leavePage = page.listen({
    hidden() {
      visible = false;
      ticker.stop();
      started.peek()?.phone.hide();
    },
    visible() {
      visible = true;
      ticker.start();
      const now = started.peek();
      if (now) now.show();
      else wake();
    },
    online: wake,
  });

  return {
    id,
    ...shown,
    async takeOver() {
      started.peek()?.abandon();
      started.value = undefined;
      await begin();
      await phoneReady();
    },
    wake,
    act: (name, args) => onPhone(({ phone }) => phone.acts.act(name, args)),
    check: (name, args) => started.value?.phone.acts.check(name, args),
    newId: parts.newId,
    async dismiss(mutation) {
      await (await phoneReady())?.phone.replica.dropFromTray(mutation);
    },
    retry: (mutation) => onPhone(({ phone }) => phone.acts.retry(mutation)),
    openDesk(post, variant, from) {
      const found = unfinished.peek().find((record) => record.post === post && record.variant === variant);
      const [head] = headsOf(rows.peek(), post)[variant] ?? [];
      const first = found ?? from ?? { words: head?.words ?? '', parents: head ? [head.id] : [] };
      const open = openDesk({ post, variant, from, first, ready: phoneReady, onClosed: () => desks.delete(open) });
      desks.add(open);
      const phone = started.peek()?.phone;
      if (phone) {
        open.moveTo((...of) => phone.openEditor(...of));
        showPhone(phone, lastsOn(store));
      }
      return open.desk;
    },
    nowMs,
    second: ticker.second,
    exportUnsent() {
      const replica = started.peek()?.phone.replica;
      const outbox = replica ? replica.entries.map(({ record }) => record) : kept.outbox;
      const who = { show: id, staff, device: parts.device, exportedMs: nowMs() };
      return unsentFile(who, { outbox, tray: (replica ?? kept).tray, desk: (replica ?? kept).desk });
    },
    photos: {
      progress: computed(() => started.value?.photos.progress.value ?? NO_PROGRESS),
      get sending() {
        return started.peek()?.photos.sending ?? false;
      },
      async keep(file) {
        const now = await phoneReady();
        return now ? now.photos.keep(file) : { ok: false, code: 'failed' };
      },
    },
    get store() {
      return store;
    },
    async close() {
      leavePage();
      ticker.stop();
      await started.peek()?.stop();
      store.close();
      release();
    },
  };
}

const NO_PROGRESS: ReadonlyMap<string, PhotoProgress> = new Map();

const refused = (code: ActRefusal['code']): Acted => ({ ok: false, refusal: { code } });
