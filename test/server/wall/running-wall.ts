import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../../server/database.ts';
import { safetyHeaders } from '../../../server/headers.ts';
import { openLedger } from '../../../server/ledger/sqlite.ts';
import { type Log, silentLog } from '../../../server/log.ts';
import { PhotoStore } from '../../../server/photos/store.ts';
import { createSocketServer } from '../../../server/sockets/server.ts';
import { type WallSockets, wallSockets } from '../../../server/sockets/wall.ts';
import { createWallBoard, type WallBoard } from '../../../server/wall/board.ts';
import { wallRoutes } from '../../../server/wall/routes.ts';
import { wallTokens } from '../../../server/wall/tokens.ts';
import type { ArgsOf, MutationName } from '../../../shared/apply/apply.ts';
import { seenOf } from '../../../shared/post-status.ts';
import type { Cue, PostRow } from '../../../shared/rows/post.ts';
import type { DrawWall } from '../../../shared/wall-packets.ts';
import { smallShow } from '../../contract/small-show.ts';

export const SHOW = 'finale';

interface Wish {
  /** Answers with the pages; absent: there are none. */
  readonly pages?: RequestHandler;
  /** Draws the first card; absent: the page comes empty. */
  readonly drawWall?: DrawWall | undefined;
  readonly log?: Log;
  /** The server's clock; absent: one that only the test moves. */
  readonly nowMs?: () => number;
}

/** A wall's server on a ledger of its own; it can be stopped, and started again on the same port. */
export async function startWall({ pages, drawWall, log = silentLog, nowMs }: Wish = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'regie-wall-'));
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.fault.code);
  const time = { nowMs: Date.UTC(2027, 5, 10, 16) };
  const clock = { nowMs: nowMs ?? (() => time.nowMs) };
  let marks = 0;
  const ledger = openLedger({ database: opened.database, clock, random: () => `mark-${++marks}` });
  const tokens = wallTokens(new Uint8Array(32));
  const store = new PhotoStore(dataDir);
  await store.prepare(clock.nowMs());

  const act = <N extends MutationName>(name: N, args: ArgsOf<N>, show = SHOW, by = 'naima'): string => {
    const id = `01990000-0000-7000-8000-${(++marks).toString(16).padStart(12, '0')}`;
    const mutation = { id, show, name, args, madeAtMs: clock.nowMs(), epoch: ledger.epoch };
    const [answer] = ledger.push([mutation], { by });
    if (answer?.kind !== 'applied') throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return id;
  };
  const addShow = (show: string): void =>
    void act('show.create', { rows: [...smallShow(show)] }, show, 'engine:import');
  addShow(SHOW);

  let port = 0;
  let stop = async (): Promise<void> => undefined;
  const parts = {} as { board: WallBoard; walls: WallSockets };
  const start = async (): Promise<void> => {
    const board = createWallBoard({ ledger, clock });
    const app = express();
    app.use(safetyHeaders(new URL(`http://localhost:${port || 1}`), { isDev: false }), compression());
    app.use(wallRoutes({ board, tokens, store, draw: drawWall, log }));
    if (pages) app.use(pages);
    const http = createServer(app);
    const io = createSocketServer(http, { originOf: () => 'same' }, { tell() {} });
    const walls = wallSockets(io, { board, tokens, clock });
    await new Promise<void>((listening) => http.listen(port, '127.0.0.1', listening));
    port = (http.address() as AddressInfo).port;
    Object.assign(parts, { board, walls });
    stop = async () => {
      stop = async () => undefined;
      walls.close();
      board.close();
      await io.close();
    };
  };
  await start();
  onTestFinished(async () => {
    await stop();
    ledger.close();
    opened.database.close();
    rmSync(dataDir, { recursive: true });
  });

  return {
    url: `http://localhost:${port}`,
    link: `http://localhost:${port}/wall/${tokens.tokenOf(SHOW)}`,
    time,
    ledger,
    tokens,
    /** Those of the server that runs now. */
    parts,
    addShow,
    act,
    start,
    stop: () => stop(),
    /** Written, approved and fired: it is on the wall. */
    fire(
      post: string,
      words: string,
      fields: Partial<PostRow> = {},
      photos: readonly { hash: string; width: number; height: number }[] = [],
    ): void {
      const cue: Cue = { kind: 'hand' };
      const { kind = 'free', segment, language = 'fr', slots = [] } = fields;
      const made = { kind, cue, freshForMs: 600_000, channels: ['wall'], language, needsTwo: false, slots };
      act('post.create', { post, fields: { ...made, ...(segment === undefined ? {} : { segment }) }, words });
      for (const [rank, photo] of photos.entries()) {
        act('photo.add', { post, ...photo, people: [], alt: 'Au micro', credit: 'I. Delorme', rank });
        act('photo.receive', { hash: photo.hash }, SHOW, 'engine:photos');
      }
      const rows = ledger.rows(SHOW);
      const row = rows?.get('post', post);
      if (!rows || !row) throw new Error('no post');
      act('post.fire', { post, seen: seenOf(rows, row) });
    },
    scene: (scene: ArgsOf<'show.scene'>['scene'], full?: ArgsOf<'show.scene'>['full']): void =>
      void act('show.scene', { scene, ...(full ? { full } : {}) }),
    /** A photo whose bytes the server has. */
    async photo(colour: string, { width = 800, height = 600 } = {}) {
      const bytes = await sharp({ create: { width, height, channels: 3, background: colour } })
        .jpeg()
        .toBuffer();
      const hash = createHash('sha256').update(bytes).digest('hex');
      for (const size of ['original', 'wall', 'thumb'] as const) {
        const path = store.pathOf(hash, size);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes);
      }
      return { hash, width, height };
    },
  };
}
export type RunningWall = Awaited<ReturnType<typeof startWall>>;
