import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { expect, onTestFinished, test } from 'vitest';
import { MemoryStore } from '../../../client/sync/memory-store.ts';
import { type PhotoLink, type PhotoPiece, type PhotoReply, photoSocketLink } from '../../../client/sync/photo-link.ts';
import { wantedPhotos } from '../../../client/sync/photo-order.ts';
import {
  CONFIRM_MS,
  DISK_RETRY_MS,
  PHOTO_CONNECT_LIMIT_MS,
  PhotoLoop,
  type PhotoProgress,
  PIECE_ANSWER_LIMIT_MS,
} from '../../../client/sync/photos.ts';
import { silentLog } from '../../../server/log.ts';
import { servePhotos } from '../../../server/sockets/photos.ts';
import { PHOTO_PIECE_BYTES } from '../../../shared/protocol.ts';
import { hashOf, photo, stage } from '../../server/photos/stage.ts';

const PIECE = PHOTO_PIECE_BYTES;

test('PH40 a photo kept on the phone reaches the server, and its row says so', async () => {
  const phone = await openPhone();
  const [row, hash] = await phone.take();
  await phone.until(() => phone.received(row) === true);
  expect(phone.progress.get(hash)).toEqual({ state: 'received' });
  expect(await phone.disk.listPhotos()).toMatchObject([{ hash, received: true }]);
});

test('PH40 what a cut connection had brought is not sent again', async () => {
  const phone = await openPhone();
  phone.cutAfter(2);
  const [row] = await phone.take();
  await phone.until(() => phone.received(row) === true);
  expect(phone.connections).toBe(2);
  // The second piece arrived and its answer was lost; the server said so, and the third was next.
  const arrived = endOf(phone.sent[1]);
  expect(offsets(phone.sent).slice(0, 4)).toEqual([0, endOf(phone.sent[0]), endOf(phone.sent[0]), arrived]);
});

test('PH40 a page that was killed midway goes on from the offset of the server', async () => {
  const first = await openPhone();
  const [row, hash] = await first.take({ until: 2 });
  first.loop.stop();
  const second = await openPhone({ staged: first, disk: first.disk });
  await second.until(() => first.received(row) === true);
  expect(offsets(second.sent).slice(0, 2)).toEqual([0, endOf(first.sent[1])]);
  expect(second.progress.get(hash)).toEqual({ state: 'received' });
});

test('PH41 the photo of the post that is due first goes first, even between two pieces of another', async () => {
  const phone = await openPhone();
  const gate = Promise.withResolvers<void>();
  phone.gate = gate.promise;
  const [slow, slowHash] = await phone.take({ until: 1 });
  const [urgent] = await phone.take({ first: true });
  gate.resolve();
  await phone.until(() => phone.received(slow) === true);
  expect(phone.received(urgent)).toBe(true);
  const order = phone.sent.map(({ hash }) => (hash === slowHash ? 'slow' : 'urgent'));
  const pieces = order.filter((of) => of === 'slow').length;
  expect(order).toEqual(['slow', ...order.filter((of) => of === 'urgent'), ...Array(pieces - 1).fill('slow')]);
});

test('PH41 fired posts come first, then the order they are foreseen to fire in, then by hand; each photo once', async () => {
  const { ledger, push, addPhoto } = await stage();
  const post = (id: string, cue: unknown) =>
    push('final', {
      by: 'loane',
      name: 'post.create',
      args: {
        post: id,
        fields: { kind: 'free', cue, freshForMs: 600_000, channels: [], language: 'fr', needsTwo: false, slots: [] },
      },
    });
  const at = Date.parse('2027-06-10T19:00:00Z');
  post('by-hand', { kind: 'hand' });
  post('later', { kind: 'clock', atMs: at + 600_000 });
  post('sooner', { kind: 'clock', atMs: at });
  const hash = (digit: string) => digit.repeat(64);
  addPhoto(hash('1'), { post: 'by-hand' });
  addPhoto(hash('2'), { post: 'later' });
  addPhoto(hash('3'), { post: 'sooner' });
  addPhoto(hash('2'), { post: 'by-hand' });
  const removed = addPhoto(hash('4'), { post: 'sooner' });
  push('final', { by: 'loane', name: 'photo.remove', args: { photo: removed } });
  const rows = ledger.rows('final');
  expect(rows && wantedPhotos(rows, at).map(([digit]) => digit)).toEqual(['3', '2', '1']);
});

test('PH42 a server that does not answer is left for another connection, waited for longer each time', async () => {
  const phone = await openPhone();
  phone.deaf = true;
  const [row] = await phone.take();
  await phone.until(() => phone.waits.length >= 12);
  const pauses = phone.waits.filter((ms) => ms !== PIECE_ANSWER_LIMIT_MS && ms !== PHOTO_CONNECT_LIMIT_MS);
  expect(pauses.slice(0, 4)).toEqual([250, 500, 1000, 2000]);
  phone.deaf = false;
  await phone.until(() => phone.received(row) === true);
});

test('PH42 a person or a network that is back is not made to wait', async () => {
  const phone = await openPhone();
  phone.unreachable = true;
  const [row] = await phone.take({ until: 0 });
  await phone.settle();
  phone.unreachable = false;
  phone.loop.wake();
  await phone.settle();
  expect(phone.received(row)).toBe(true);
});

test('PH43 a full disk over there is said, and tried again after a minute', async () => {
  const phone = await openPhone();
  phone.answerWith = { ok: false, code: 'disk' };
  const [row, hash] = await phone.take();
  await phone.until(() => phone.progress.get(hash)?.state === 'waiting');
  expect(phone.progress.get(hash)).toEqual({ state: 'waiting', why: 'disk' });
  expect(phone.waits.at(-1)).toBe(DISK_RETRY_MS);
  phone.answerWith = undefined;
  await phone.until(() => phone.received(row) === true);
});

test('PH43 a photo that the server refuses is told and left, and the next one goes', async () => {
  const phone = await openPhone();
  const bad = await phone.keep(new Uint8Array(Buffer.from('<svg/>')), { first: true });
  const [row] = await phone.take();
  await phone.until(() => phone.received(row) === true);
  expect(phone.progress.get(bad)).toEqual({ state: 'refused', code: 'bad-photo' });
  expect(phone.sent.filter(({ hash }) => hash === bad)).toHaveLength(1);
  expect(await phone.disk.getPhoto(bad)).toBeDefined();
});

test('PH44 bytes spoilt on the way are sent again; bytes spoilt on this phone are given up', async () => {
  const phone = await openPhone();
  phone.spoilOnce = true;
  const [row, hash] = await phone.take();
  await phone.until(() => phone.received(row) === true);
  expect(phone.sent.filter(({ offset }) => offset === 0)).toHaveLength(2);
  expect(phone.progress.get(hash)).toEqual({ state: 'received' });

  const whole = await photo({ width: 640 });
  const torn = whole.slice();
  torn.fill(0, 400, 500);
  const name = await phone.keep(torn, { hash: hashOf(whole) });
  await phone.until(() => phone.progress.get(name)?.state === 'refused');
  expect(phone.progress.get(name)).toEqual({ state: 'refused', code: 'bad-hash' });
});

test('PH45 a photo that the server took and whose row never says so is offered again', async () => {
  const phone = await openPhone();
  phone.hideReceived = true;
  const [, hash] = await phone.take();
  await phone.until(() => phone.progress.get(hash)?.state === 'received');
  const before = phone.sent.length;
  await phone.settle();
  expect(phone.sent).toHaveLength(before);
  expect(phone.waits.at(-1)).toBe(CONFIRM_MS);
  await phone.until(() => phone.sent.length > before);
  expect(phone.sent.at(-1)).toMatchObject({ hash, offset: 0 });
});

test('PH46 nothing is sent without a session, until someone has signed in', async () => {
  const phone = await openPhone();
  phone.signedOut = true;
  const [row] = await phone.take({ until: 0 });
  await phone.settle();
  expect([phone.sent.length, phone.pending()]).toEqual([0, 0]);
  phone.signedOut = false;
  phone.loop.wake();
  await phone.until(() => phone.received(row) === true);
});

test('PH46 a loop at rest holds no connection and reads no disk', async () => {
  const phone = await openPhone();
  const [row] = await phone.take();
  await phone.until(() => phone.received(row) === true);
  await phone.settle();
  const { listed } = phone;
  phone.loop.nudge();
  await phone.settle();
  expect([phone.open, phone.listed, phone.loop.sending]).toEqual([0, listed, false]);
});

test('PH47 over a real socket a photo passes whole, and a server that dies is come back to', async () => {
  const staged = await stage();
  const serve = async (port: number) => {
    const http = createServer();
    const io = new Server(http, { serveClient: false });
    servePhotos({ io, receive: staged.receive, maySend: () => true, log: silentLog });
    http.listen(port);
    await new Promise((resolve) => http.once('listening', resolve));
    return { io, port: (http.address() as AddressInfo).port };
  };
  const first = await serve(0);
  const link = photoSocketLink({ origin: `http://127.0.0.1:${first.port}` });
  const bytes = await photo();
  const hash = hashOf(bytes);
  const piece = (offset: number) => ({ hash, size: bytes.length, offset, bytes: bytes.slice(offset, offset + PIECE) });
  const closed = Promise.withResolvers<void>();
  const connection = await link.connect({ closed: () => closed.resolve() });
  if (typeof connection !== 'object') throw new Error(connection);
  expect(await connection.send(piece(0))).toEqual({ ok: true, offset: PIECE });
  await first.io.close();
  await closed.promise;
  expect(await link.connect({ closed: () => {} })).toBe('unreachable');
  const second = await serve(first.port);
  onTestFinished(async () => void (await second.io.close()));
  const again = await link.connect({ closed: () => {} });
  if (typeof again !== 'object') throw new Error(again);
  let reply: PhotoReply = { ok: true, offset: 0 };
  while (reply.ok && 'offset' in reply) reply = await again.send(piece(reply.offset));
  expect(reply).toEqual({ ok: true, received: true });
  again.close();
});

const offsets = (sent: readonly PhotoPiece[]) => sent.map(({ offset }) => offset);
const endOf = (piece: PhotoPiece | undefined) => (piece ? piece.offset + piece.bytes.length : -1);

type Staged = Awaited<ReturnType<typeof stage>>;

/** A phone with a disk, and a link to the real receiver that can be made to fail in every way. */
async function openPhone({ staged, disk = new MemoryStore() }: { staged?: Staged; disk?: MemoryStore } = {}) {
  const server = staged ?? (await stage());
  const urgent: string[] = [];
  const rowOf = new Map<string, string>();
  const due: { atMs: number; call: () => void }[] = [];
  let nowMs = 0;
  let cut = Number.POSITIVE_INFINITY;

  const phone = {
    ...server,
    disk,
    sent: [] as PhotoPiece[],
    waits: [] as number[],
    progress: new Map<string, PhotoProgress>(),
    connections: 0,
    open: 0,
    listed: 0,
    deaf: false,
    unreachable: false,
    signedOut: false,
    spoilOnce: false,
    hideReceived: false,
    gate: undefined as Promise<void> | undefined,
    answerWith: undefined as PhotoReply | undefined,
    loop: undefined as unknown as PhotoLoop,
    pending: () => due.length,
    /** The answer to this many pieces is lost with its connection. */
    cutAfter: (pieces: number) => {
      cut = pieces;
    },
    /** Puts bytes on the phone's disk and a row on the ledger. */
    async keep(bytes: Uint8Array<ArrayBuffer>, { hash = hashOf(bytes), first = false } = {}) {
      await disk.putPhoto({ hash, bytes: bytes.slice().buffer, type: 'image/jpeg', atMs: 0, received: false });
      rowOf.set(hash, server.addPhoto(hash));
      if (first) urgent.unshift(hash);
      phone.loop.kept(hash);
      return hash;
    },
    /** Takes a photo; resolves once that many pieces are sent, or by default at once. Its row and its hash. */
    async take({ until, first = false }: { until?: number; first?: boolean } = {}) {
      const bytes = await photo({ width: 800 + 8 * rowOf.size });
      const hash = await phone.keep(bytes, { first });
      if (until !== undefined) await phone.until(() => phone.sent.length >= until);
      return [rowOf.get(hash) ?? '', hash] as const;
    },
    /** Lets all that can happen with no time passing happen. */
    async settle() {
      do {
        await Promise.all(atWork);
        for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      } while (atWork.size > 0);
    },
    /** Lets time pass, timer by timer, until this is so. */
    async until(so: () => boolean) {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (so()) return;
        if (atWork.size > 0) {
          await Promise.race(atWork);
          continue;
        }
        await phone.settle();
        if (so()) return;
        due.sort((a, b) => a.atMs - b.atMs);
        const next = due.shift();
        if (!next) throw new Error('nothing is left to happen');
        nowMs = Math.max(nowMs, next.atMs);
        next.call();
      }
    },
  };
  /** Pieces the receiver is working on: real files take real time, during which no timer of the phone runs out. */
  const atWork = new Set<Promise<unknown>>();

  const link: PhotoLink = {
    async connect({ closed }) {
      if (phone.unreachable) return 'unreachable';
      if (phone.signedOut) return 'no-session';
      phone.connections++;
      phone.open++;
      let alive = true;
      const close = () => {
        if (alive) phone.open--;
        alive = false;
      };
      return {
        close,
        async send(piece) {
          phone.sent.push(piece);
          if (phone.deaf) return new Promise(() => {});
          if (phone.answerWith) return phone.answerWith;
          await phone.gate;
          const bytes = piece.bytes.slice();
          if (phone.spoilOnce) bytes.fill(0, 900, 950);
          phone.spoilOnce = false;
          const work = server.receive({ ...piece, bytes });
          atWork.add(work);
          const reply = await work.finally(() => atWork.delete(work));
          if (--cut === 0) {
            close();
            closed();
            return new Promise(() => {});
          }
          return reply;
        },
      };
    },
  };

  phone.loop = new PhotoLoop({
    store: {
      getPhoto: (hash) => disk.getPhoto(hash),
      markReceived: (hash) => disk.markReceived(hash),
      listPhotos: () => {
        phone.listed++;
        return disk.listPhotos();
      },
    },
    link,
    random: () => 0,
    hashOf: async (bytes) => hashOf(new Uint8Array(bytes)),
    wanted: () => {
      const rows = server.ledger.rows('final');
      const wanted = rows ? wantedPhotos(rows, nowMs) : [];
      const lacking = phone.hideReceived ? [...rowOf.keys()] : wanted;
      return [...urgent.filter((hash) => lacking.includes(hash)), ...lacking.filter((hash) => !urgent.includes(hash))];
    },
    timers: {
      after(ms, call) {
        phone.waits.push(ms);
        const timer = { atMs: nowMs + ms, call };
        due.push(timer);
        return () => {
          const at = due.indexOf(timer);
          if (at !== -1) due.splice(at, 1);
        };
      },
    },
    on: { progress: (hash, progress) => phone.progress.set(hash, progress) },
  });
  server.ledger.onCommit(() => phone.loop.nudge());
  onTestFinished(() => phone.loop.stop());
  phone.loop.nudge();
  return phone;
}
