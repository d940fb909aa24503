import { batch, signal } from '@preact/signals';
import type { Here } from '../../shared/protocol.ts';
import { RowMap, type Rows } from '../../shared/rows/rows.ts';
import type { StaffRow } from '../../shared/rows/staff.ts';
import type { KeeperState } from '../sync/keeper.ts';
import type { Phone } from '../sync/phone.ts';
import { isReadable } from '../sync/readable.ts';
import type { DeskRecord, Kept } from '../sync/store.ts';
import { wordsOf } from '../sync/words-of.ts';
import type { LinkState, LocalTrayEntry, OutboxEntry, ShowModel, StorageState } from './show.ts';

/** What a show's screens read, and where it comes from: first the disk, then the phone. */
export type ShowSignals = ReturnType<typeof showSignals>;

/** Whether what is kept outlives the page; `blocked`: not before another tab lets go of the disk. */
export type Lasting = boolean | 'blocked';

/** `secure`: as in `OpenShowParts`. */
export function showSignals(staff: string, secure: boolean) {
  const signals = {
    rows: signal<Rows>(new RowMap()),
    loaded: signal(false),
    me: signal<StaffRow | undefined>(undefined),
    link: signal<LinkState>('offline'),
    barred: signal<ShowModel['barred']['value']>(undefined),
    update: signal(false),
    outbox: signal<readonly OutboxEntry[]>([]),
    tray: signal<readonly LocalTrayEntry[]>([]),
    here: signal<readonly Here[]>([]),
    storage: signal<StorageState>('ok'),
    pausedBy: signal<'other-tab' | undefined>(undefined),
    unfinished: signal<readonly DeskRecord[]>([]),
    offsetMs: signal<number | undefined>(undefined),
  };
  const { rows, me, outbox, tray, storage, unfinished, offsetMs } = signals;
  const storageOf = (keeper: KeeperState, lasts: Lasting, wasEmptied = false): StorageState => {
    if (!secure) return 'insecure';
    if (lasts === 'blocked') return 'blocked';
    if (!lasts || keeper === 'failed') return 'refused';
    if (keeper === 'full') return 'full';
    return wasEmptied ? 'emptied' : 'ok';
  };

  return {
    ...signals,
    /** What is kept, before there is a phone to say more. */
    showKept: (kept: Kept, lasts: Lasting): void =>
      batch(() => {
        signals.loaded.value = isReadable(kept);
        if (isReadable(kept)) rows.value = new RowMap(kept.rows);
        me.value = rows.value.get('staff', staff);
        tray.value = kept.tray.map(trayEntryOf);
        unfinished.value = kept.desk;
        storage.value = storageOf('ok', lasts);
      }),
    showPhone: (phone: Phone, lasts: Lasting): void =>
      batch(() => {
        const { replica, loop, clock } = phone;
        rows.value = replica.rows;
        signals.loaded.value = replica.cursor !== undefined;
        me.value = replica.rows.get('staff', staff);
        signals.link.value = loop.strength;
        signals.barred.value = loop.barred;
        signals.update.value = loop.update;
        outbox.value = unlessSame(outbox.value, replica.entries.map(entryOf));
        tray.value = unlessSame(tray.value, replica.tray.map(trayEntryOf));
        storage.value = storageOf(replica.storage, lasts, replica.wasEmptied);
        if (replica.storage === 'taken') signals.pausedBy.value = 'other-tab';
        unfinished.value = unlessSame(
          unfinished.value,
          replica.desk.filter(({ post, variant }) => !phone.isOpen(post, variant)),
        );
        offsetMs.value = clock.offsetMs ?? undefined;
      }),
  };
}

const entryOf = ({ record: { mutation }, state, impossible }: Phone['replica']['entries'][number]): OutboxEntry => ({
  id: mutation.id,
  mutation,
  state,
  impossible,
});

const trayEntryOf = ({ mutation, refusal, atMs }: Kept['tray'][number]): LocalTrayEntry => ({
  id: mutation.id,
  mutation,
  refusal,
  atMs,
  words: wordsOf(mutation),
});

/** The list as it was when nothing in it changed: what is drawn from it is then not drawn again. */
function unlessSame<T extends object>(before: readonly T[], now: readonly T[]): readonly T[] {
  const same = before.length === now.length && now.every((item, index) => shallowSame(item, before[index]));
  return same ? before : now;
}

function shallowSame<T extends object>(a: T, b: T | undefined): boolean {
  if (b === undefined) return false;
  return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
}
