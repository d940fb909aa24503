import { onTestFinished } from 'vitest';
import { openShow } from '../../../client/signals/open-show.ts';
import { startPhone } from '../../../client/signals/start-phone.ts';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import { uuidMaker } from '../../../client/sync/uuid.ts';
import { HallLink, openHall, SHOW } from '../sync/hall.ts';

/** A show open on Naïma's phone, over the real ledger; only the network's pace and the clock are the test's. */
export async function openModel() {
  const hall = openHall();
  const link = new HallLink(hall, 'naima', 'device-naima');
  const disk = new MemoryDisk();
  const model = await openShow({
    show: SHOW,
    staff: 'naima',
    device: 'device-naima',
    openStore: () => new MemoryStore(disk),
    wallMs: hall.time.nowMs,
    timers: hall.time,
    newId: uuidMaker(hall.time.nowMs, (bytes) => crypto.getRandomValues(bytes)),
    tabs: { take: async () => () => {}, takeIfFree: async () => () => {} },
    page: { listen: () => () => {} },
    secure: true,
    fetchPhone: async () => (here) =>
      startPhone({
        ...here,
        build: 'app-1',
        link,
        load: async (show) => structuredClone(hall.ledger.load(show, 'device-naima')),
        random: () => 0.5,
        photos: {
          link: { connect: async () => 'unreachable' },
          shrink: async () => ({ ok: false, code: 'unreadable' }),
        },
      }),
  });
  onTestFinished(() => model.close());
  await hall.time.pass(0);
  return { hall, link, model };
}
