import { signal } from '@preact/signals';
import { RowMap, type Rows } from '../../shared/rows/rows.ts';
import { ServerClock } from '../sync/clock.ts';
import type { Store } from '../sync/store.ts';
import { lockName, type Tabs } from '../sync/tabs.ts';
import type { HereParts, StartHere } from './start-phone.ts';

/** A show whose words cannot be brought within this is left for the next start. */
export const DRAIN_LIMIT_MS = 120_000;

export interface DrainParts extends Pick<HereParts, 'show' | 'staff' | 'device' | 'wallMs' | 'timers' | 'newId'> {
  readonly openStore: () => Store;
  readonly tabs: Tabs;
  readonly fetchPhone: () => Promise<StartHere>;
}

/**
 * Sends what was done on a show that is not open now and never left this phone: nobody should have to open it again for
 * that. A show that some tab has open is left to it, and one that is opened meanwhile is let go.
 */
export async function drain(parts: DrainParts): Promise<'nothing' | 'drained' | 'left'> {
  const { show, staff, tabs, timers } = parts;
  let isOver = false;
  let over = (): void => {};
  const ended = new Promise<void>((resolve) => {
    over = () => {
      isOver = true;
      resolve();
    };
  });
  const release = await tabs.takeIfFree(lockName(show, staff), over);
  if (!release) return 'left';
  const store = parts.openStore();
  try {
    const kept = await store.read();
    if (typeof kept === 'string') return 'left';
    if (kept.outbox.length === 0) return 'nothing';
    const startHere = await parts.fetchPhone().catch(() => undefined);
    if (!startHere || isOver) return 'left';
    const rows = signal<Rows>(new RowMap());
    const started = startHere({
      ...parts,
      store,
      clock: new ServerClock(parts.wallMs),
      rows,
      isPaused: () => isOver,
      on: {
        changed() {
          const { replica, loop } = started.phone;
          if (replica.entries.length === 0 || loop.barred || replica.storage === 'taken') over();
        },
        here: () => {},
      },
    });
    const cancel = timers.after(DRAIN_LIMIT_MS, over);
    started.begin(kept);
    await ended;
    cancel();
    const { entries } = started.phone.replica;
    await started.stop();
    return entries.length === 0 ? 'drained' : 'left';
  } finally {
    store.close();
    release();
  }
}
