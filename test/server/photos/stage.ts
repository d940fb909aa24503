import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../../server/database.ts';
import { openLedger } from '../../../server/ledger/sqlite.ts';
import { silentLog } from '../../../server/log.ts';
import { createPhotoEngine } from '../../../server/photos/engine.ts';
import { createReceiver, type PhotoReply } from '../../../server/photos/receive.ts';
import { type OpenFile, PhotoStore } from '../../../server/photos/store.ts';
import { PHOTO_PIECE_BYTES } from '../../../shared/protocol.ts';
import type { Row } from '../../../shared/rows/row.ts';

/** A data folder with a ledger on which shows are made; photos are received into it for real. */
export async function stage({ shows = ['final'], openFile }: { shows?: readonly string[]; openFile?: OpenFile } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'regie-photos-'));
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.fault.code);
  let nowMs = Date.parse('2027-06-10T18:00:00Z');
  let marks = 0;
  const clock = { nowMs: () => nowMs++ };
  const ledger = openLedger({ database: opened.database, clock, random: () => `mark-${++marks}` });
  const push = (show: string, { by, name, args, id = idOf(++marks) }: Push) =>
    ledger.push([{ id, show, name, args, madeAtMs: nowMs, epoch: ledger.epoch }], { by })[0];
  for (const show of shows) {
    push(show, { by: 'engine:import', name: 'show.create', args: { rows: rowsOf(show) }, id: `import/${show}` });
  }

  /** The parts as a newly started server makes them. */
  const start = async () => {
    const store = new PhotoStore(dataDir, openFile);
    await store.prepare(nowMs);
    const engine = createPhotoEngine({ ledger, store, clock, log: silentLog });
    await engine.start();
    return { store, engine, receive: createReceiver({ store, engine, log: silentLog }) };
  };
  const server = await start();
  onTestFinished(() => {
    server.engine.stop();
    rmSync(dataDir, { recursive: true });
  });

  return {
    ...server,
    dataDir,
    ledger,
    start,
    push,
    /** A writer puts a photo on the show's post; its row's id. */
    addPhoto(hash: string, { show = shows[0] ?? '', post = 'p1' } = {}): string {
      const id = idOf(++marks);
      const args = { post, hash, width: 800, height: 600, people: [], alt: 'La scène', credit: '', rank: 1 };
      const answer = push(show, { by: 'loane', name: 'photo.add', args, id });
      if (answer?.kind !== 'applied') throw new Error(JSON.stringify(answer));
      return id;
    },
    erase: (photo: string, show = shows[0] ?? '') =>
      push(show, { by: 'loane', name: 'row.erase', args: { row: 'photo', id: photo } }),
    received: (photo: string, show = shows[0] ?? '') => ledger.rows(show)?.get('photo', photo)?.received,
    /** Every file of photos, whole or not. */
    files: () =>
      readdirSync(join(dataDir, 'photos'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort(),
    /** Sends all the bytes, as a phone does: from where the server says, until it says something else. */
    async sendAll(bytes: Uint8Array<ArrayBuffer>, hash = hashOf(bytes)): Promise<PhotoReply> {
      let offset = 0;
      for (;;) {
        const reply = await server.receive({
          hash,
          size: bytes.length,
          offset,
          bytes: bytes.subarray(offset, offset + PHOTO_PIECE_BYTES),
        });
        if (!reply.ok || !('offset' in reply)) return reply;
        offset = reply.offset;
      }
    },
  };
}

interface Push {
  readonly by: string;
  readonly name: string;
  readonly args: unknown;
  readonly id?: string;
}

/** A photo as a phone sends it: a bare JPEG with some grain, so that it has several pieces. */
export async function photo({ width = 800, height = 600, grain = 40 } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const noise = { type: 'gaussian', mean: 120, sigma: grain } as const;
  const drawn = await sharp({ create: { width, height, channels: 3, background: '#804020', noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
  return new Uint8Array(drawn);
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A UUIDv7, the only id a phone may use. */
const idOf = (n: number) => randomUUID().replace(/^.{8}-.{4}-./, `${n.toString(16).padStart(8, '0')}-0000-7`);

function rowsOf(show: string): Row[] {
  const stamped = { rev: 0, by: 'engine:import', atMs: 0 };
  return [
    {
      ...stamped,
      row: 'show',
      id: show,
      name: show,
      zone: 'Europe/Paris',
      language: 'fr',
      hashtags: [],
      changeoverMs: 120_000,
      rehearsal: true,
      scene: 'auto',
      safeWords: '',
      shortName: show,
    },
    { ...stamped, row: 'staff', id: 'loane', name: 'Loane', hats: ['write', 'approve'], revoked: false },
    {
      ...stamped,
      row: 'post',
      id: 'p1',
      epoch: 'e1',
      kind: 'photo',
      cue: { kind: 'hand' },
      freshForMs: 600_000,
      channels: [],
      language: 'fr',
      state: 'draft',
      needsTwo: false,
      slots: [],
      madeBy: 'loane',
      starred: false,
      pinned: false,
      erased: false,
    },
  ] as Row[];
}
