import { batch, type Signal, signal } from '@preact/signals';
import type { Here } from '../../shared/protocol.ts';
import { RowMap, type Rows } from '../../shared/rows/rows.ts';
import type { StaffRow } from '../../shared/rows/staff.ts';
import type { Acted } from '../sync/acts.ts';
import { MemoryStore } from '../sync/memory-store.ts';
import { wordsOf } from '../sync/outbox.ts';
import type { Page } from '../sync/page.ts';
import { Phone, type PhoneParts } from '../sync/phone.ts';
import type { DeskRecord, Store } from '../sync/store.ts';
import type { Tabs } from '../sync/tabs.ts';
import { unsentFile } from '../sync/unsent.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { openPhotos, type PhotosParts } from './photos.ts';
import { tickerOf } from './second.ts';
import type { Desk, LinkState, LocalTrayEntry, OutboxEntry, ShowModel, StorageState } from './show.ts';

export interface OpenShowParts extends Omit<PhoneParts, 'store' | 'on'> {
  /** A fresh store on this person's disk; read, it takes the disk from whoever had it. */
  readonly openStore: () => Store;
  readonly tabs: Tabs;
  readonly page: Page;
  readonly photos: PhotosParts;
  /** False over plain HTTP from another machine: the app cannot start without a network, and must not pretend. */
  readonly secure: boolean;
}

/** Opens a show on this phone. Resolves when what is kept of it can be drawn; the network is not waited for. */
export async function openShow(parts: OpenShowParts): Promise<ShowModel> {
  const { show: id, staff, timers, tabs, page } = parts;
  const rows: Signal<Rows> = signal<Rows>(new RowMap());
  const loaded = signal(false);
  const me = signal<StaffRow | undefined>(undefined);
  const link = signal<LinkState>('offline');
  const barred = signal<ShowModel['barred']['value']>(undefined);
  const update = signal(false);
  const outbox = signal<readonly OutboxEntry[]>([]);
  const tray = signal<readonly LocalTrayEntry[]>([]);
  const here = signal<readonly Here[]>([]);
  const storage = signal<StorageState>('ok');
  const pausedBy = signal<'other-tab' | undefined>(undefined);
  const unfinished = signal<readonly DeskRecord[]>([]);
  const offsetMs = signal<number | undefined>(undefined);
  const desks = new Set<OpenDesk>();
  let store: Store;
  let phone: Phone;
  let release = (): void => {};

  const refresh = (): void =>
    batch(() => {
      const { replica, loop, clock } = phone;
      rows.value = replica.rows;
      loaded.value = replica.cursor !== undefined;
      me.value = replica.rows.get('staff', staff);
      link.value = loop.strength;
      barred.value = loop.barred;
      update.value = loop.update;
      outbox.value = unlessSame(outbox.value, replica.entries.map(entryOf));
      tray.value = unlessSame(tray.value, replica.tray.map(trayEntryOf));
      storage.value = storageOf(phone, store, parts.secure);
      if (replica.storage === 'taken') pausedBy.value = 'other-tab';
      unfinished.value = unlessSame(
        unfinished.value,
        replica.desk.filter(({ post, variant }) => !phone.isOpen(post, variant)),
      );
      offsetMs.value = clock.offsetMs ?? undefined;
      for (const desk of desks) desk.refresh();
    });

  const phoneOn = (on: Store): Phone => {
    const made: Phone = new Phone({
      ...parts,
      store: on,
      on: {
        // What a phone that was taken over still says is of no interest.
        changed: () => made === phone && refresh(),
        here: (people) => {
          if (made === phone) here.value = people;
        },
      },
    });
    return made;
  };

  const begin = async (): Promise<void> => {
    release = await tabs.take(`regie:${id}:${staff}`, () => {
      pausedBy.value = 'other-tab';
      phone.loop.stop();
    });
    pausedBy.value = undefined;
    store = parts.openStore();
    phone = phoneOn(store);
    if ((await phone.start()) === 'failed') {
      store = new MemoryStore();
      phone = phoneOn(store);
      await phone.start();
    }
    refresh();
  };

  await begin();
  const nowMs = (): number => phone.clock.nowMs();
  const ticker = tickerOf(nowMs, timers);
  ticker.start();
  const photos = openPhotos({
    ...parts,
    rows,
    store: () => store,
    isPaused: () => pausedBy.value !== undefined,
    nowMs,
  });
  const leavePage = page.listen({
    hidden() {
      ticker.stop();
      phone.hide();
    },
    visible() {
      ticker.start();
      phone.show();
      photos.wake();
    },
    online() {
      phone.loop.wake();
      photos.wake();
    },
  });
  const paused = (): Promise<Acted> | undefined =>
    pausedBy.value ? Promise.resolve({ ok: false, refusal: { code: pausedBy.value } }) : undefined;

  return {
    id,
    rows,
    loaded,
    me,
    link,
    barred,
    update,
    outbox,
    tray,
    here,
    storage,
    pausedBy,
    async takeOver() {
      const old = phone;
      await begin();
      old.loop.stop();
      photos.wake();
      for (const desk of desks) desk.moveTo((post, variant, from) => phone.openEditor(post, variant, from));
    },
    wake() {
      phone.loop.wake();
      photos.wake();
    },
    act: (name, args) => paused() ?? phone.acts.act(name, args),
    check: (name, args) => phone.acts.check(name, args),
    newId: parts.newId,
    async dismiss(mutation) {
      await phone.replica.dropFromTray(mutation);
    },
    retry: (mutation) => paused() ?? phone.acts.retry(mutation),
    openDesk(post, variant, from): Desk {
      const editor = phone.openEditor(post, variant, from);
      const open = openDesk(editor, () => desks.delete(open));
      desks.add(open);
      refresh();
      return open.desk;
    },
    unfinished,
    nowMs,
    second: ticker.second,
    offsetMs,
    exportUnsent: () =>
      unsentFile(
        { show: id, staff, device: parts.device, exportedMs: nowMs() },
        {
          outbox: phone.replica.entries.map(({ record }) => record),
          tray: phone.replica.tray,
          desk: phone.replica.desk,
        },
      ),
    photos: photos.model,
    get store() {
      return store;
    },
    async close() {
      leavePage();
      ticker.stop();
      photos.close();
      await phone.stop();
      release();
    },
  };
}

const entryOf = ({ record: { mutation }, state, impossible }: Phone['replica']['entries'][number]): OutboxEntry => ({
  id: mutation.id,
  mutation,
  state,
  impossible,
});

const trayEntryOf = ({ mutation, refusal, atMs }: Phone['replica']['tray'][number]): LocalTrayEntry => ({
  id: mutation.id,
  mutation,
  refusal,
  atMs,
  words: wordsOf(mutation),
});

function storageOf({ replica }: Phone, store: Store, secure: boolean): StorageState {
  if (!secure) return 'insecure';
  if (!store.lasting || replica.storage === 'failed') return 'refused';
  return replica.storage === 'full' ? 'full' : 'ok';
}

/** The list as it was when nothing in it changed: what is drawn from it is then not drawn again. */
function unlessSame<T extends object>(before: readonly T[], now: readonly T[]): readonly T[] {
  const same = before.length === now.length && now.every((item, index) => shallowSame(item, before[index]));
  return same ? before : now;
}

function shallowSame<T extends object>(a: T, b: T | undefined): boolean {
  if (b === undefined) return false;
  return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
}
