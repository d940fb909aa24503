import { signal } from '@preact/signals';
import { expect, onTestFinished, test } from 'vitest';
import type { Shrunk } from '../../../client/photos/redraw.ts';
import { openPhotos } from '../../../client/signals/photos.ts';
import { MemoryStore } from '../../../client/sync/memory-store.ts';
import type { PhotoLink } from '../../../client/sync/photo-link.ts';
import { realTimers } from '../../../client/sync/timers.ts';
import { RowMap, type Rows } from '../../../shared/rows/rows.ts';
import { hashOf, photo, stage } from '../../server/photos/stage.ts';

test('PH48 a photo is kept once it is on the disk, and goes to the server as soon as a row names it', async () => {
  const { phone, store, server, bytes, hash } = await open();
  expect(await phone.model.keep(new Blob([bytes]))).toEqual({ ok: true, hash, width: 800, height: 600 });
  expect(await store.getPhoto(hash)).toMatchObject({ received: false, type: 'image/jpeg' });
  expect(phone.model.progress.value.get(hash)).toBeUndefined();
  const received = new Promise<void>((resolve) => {
    phone.model.progress.subscribe((progress) => progress.get(hash)?.state === 'received' && resolve());
  });
  const row = server.addPhoto(hash);
  await received;
  expect(server.received(row)).toBe(true);
  expect(phone.model.sending).toBe(false);
});

test('PH48 a file that cannot be shrunk is refused with its reason, and nothing is kept', async () => {
  const { phone, store } = await open({ shrunk: { ok: false, code: 'unreadable-heic' } });
  expect(await phone.model.keep(new Blob(['…']))).toEqual({ ok: false, code: 'unreadable-heic' });
  expect(await store.listPhotos()).toEqual([]);
});

test('PH49 on a full disk, photos that the server has make room; those it lacks never do', async () => {
  const { phone, store, bytes, hash } = await open({ room: 2 });
  const kept = (name: string, received: boolean) =>
    store.putPhoto({ hash: name, bytes: new ArrayBuffer(1), type: 'image/jpeg', atMs: 0, received });
  await kept('waiting', false);
  await kept('received', true);
  expect(await phone.model.keep(new Blob([bytes]))).toMatchObject({ ok: true });
  expect((await store.listPhotos()).map((one) => one.hash).sort()).toEqual([hash, 'waiting'].sort());
  await store.deletePhotos([hash]);
  await kept('also-waiting', false);
  expect(await phone.model.keep(new Blob([bytes]))).toEqual({ ok: false, code: 'full' });
  expect((await store.listPhotos()).map((one) => one.hash).sort()).toEqual(['also-waiting', 'waiting']);
});

/** A memory that holds so many photos. */
class SmallStore extends MemoryStore {
  readonly #room: number;
  constructor(room: number) {
    super();
    this.#room = room;
  }
  override async putPhoto(photo: Parameters<MemoryStore['putPhoto']>[0]) {
    return (await this.listPhotos()).length < this.#room ? super.putPhoto(photo) : ('full' as const);
  }
}

async function open({ room = 100, shrunk }: { room?: number; shrunk?: Shrunk } = {}) {
  const server = await stage();
  const bytes = await photo();
  const hash = hashOf(bytes);
  const store = new SmallStore(room);
  // The ledger's rows are one live object; a phone's are a new one at each change.
  const now = () => new RowMap([], server.ledger.rows('final') as RowMap);
  const rows = signal<Rows>(now());
  server.ledger.onCommit(() => {
    rows.value = now();
  });
  const link: PhotoLink = { connect: async () => ({ send: server.receive, close() {} }) };
  const phone = openPhotos({
    photos: {
      link,
      shrink: async () => shrunk ?? { ok: true, bytes: bytes.slice().buffer, hash, width: 800, height: 600 },
    },
    rows,
    store: () => store,
    isPaused: () => false,
    nowMs: () => 0,
    timers: realTimers,
    random: () => 0,
  });
  onTestFinished(() => phone.close());
  return { phone, store, server, bytes, hash };
}
