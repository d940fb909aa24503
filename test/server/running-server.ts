import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { io as connectTo } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { type Access, createAccess } from '../../server/access/access.ts';
import { createRefusalLog } from '../../server/access/refusal-log.ts';
import { accessRoutes } from '../../server/access/routes.ts';
import { createApp } from '../../server/app.ts';
import type { Clock } from '../../server/clock.ts';
import { DATABASE_FILE, openDatabase } from '../../server/database.ts';
import { healthOf } from '../../server/health.ts';
import { importRoutes } from '../../server/import/routes.ts';
import type { Ledger } from '../../server/ledger/ledger.ts';
import { openLedger } from '../../server/ledger/sqlite.ts';
import { type Log, silentLog } from '../../server/log.ts';
import { type RevokedList, revokedInMemory } from '../../server/revoked.ts';
import { showsRoutes } from '../../server/shows-routes.ts';
import { createSocketServer } from '../../server/sockets/server.ts';
import { createStaffSockets, type StaffSockets } from '../../server/sockets/staff.ts';
import type { SessionReply } from '../../shared/access.ts';
import type { Row, Unstamped } from '../../shared/rows/row.ts';
import { mutationsOf, smallShow } from '../contract/small-show.ts';

export const SHOW = 'finale';
export const BUILD = 'build-7';
const PUBLIC_URL = 'https://regie.example.org';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // A body is read as the test expects it, and compared whole.
  // biome-ignore lint/suspicious/noExplicitAny: what comes over the wire has no type
  readonly body: any;
  readonly text: string;
}
interface Asked {
  readonly body?: unknown;
  readonly cookie?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real server on a folder of its own: database, ledger, routes and sockets, and a clock that only the test moves. */
export interface Running {
  readonly url: string;
  readonly ledger: Ledger;
  readonly access: Access;
  readonly staff: StaffSockets;
  readonly make: ReturnType<typeof mutationsOf>;
  nowMs: number;
  /** Pushes through a ledger that tests may break. */
  breakPush: (() => never) | undefined;
  ask(method: string, path: string, asked?: Asked): Promise<Answered>;
  /** Redeems a link and gives the cookie it opened. */
  join(link: string, device: string, cookie?: string): Promise<{ cookie: string; reply: Answered }>;
  /** Signs a device in as this staff member. */
  signIn(staff: string, device: string, show?: string): Promise<string>;
  /** Signs a device in by the link printed at start. */
  signInAdmin(device: string): Promise<string>;
  socket(cookie: string | undefined, headers?: Readonly<Record<string, string>>): ReturnType<typeof connectTo>;
  addShow(id: string, rows?: readonly Row[]): void;
  addStaff(show: string, staff: Extract<Unstamped, { row: 'staff' }>): void;
  /** Every byte of the database and its write-ahead log, as text. */
  bytes(): string;
}

interface ServerOptions {
  readonly isPublic?: boolean;
  /** Silent unless given. */
  readonly log?: Log;
  /** What it serves beside: on the same database, ledger and clock. */
  readonly routes?: (parts: {
    readonly access: Access;
    readonly ledger: Ledger;
    readonly clock: Clock;
    readonly revoked: RevokedList;
  }) => RequestHandler[];
}

export async function startServer({ isPublic = false, log = silentLog, routes }: ServerOptions = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'regie-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.fault.detail);
  const { database } = opened;
  const clock = { nowMs: () => running.nowMs };
  let marks = 0;
  const revoked = revokedInMemory();
  const real = openLedger({ database, clock, random: () => `mark-${++marks}`, revoked });
  const ledger = new Proxy(real, {
    get: (_, name) => {
      if (name === 'push' && running.breakPush) return running.breakPush;
      const value: unknown = Reflect.get(real, name, real);
      return typeof value === 'function' ? value.bind(real) : value;
    },
  });
  const publicUrl = isPublic ? PUBLIC_URL : undefined;
  const http = createServer();
  const running = { nowMs: Date.UTC(2027, 5, 10, 16), breakPush: undefined } as Running;
  const access = createAccess({
    database,
    ledger,
    clock,
    log,
    publicUrl,
    revoked,
  });
  const refusals = createRefusalLog({ log, clock });
  const app = createApp({
    log,
    publicUrl: new URL(publicUrl ?? 'http://localhost'),
    isDev: false,
    health: () => healthOf(ledger, BUILD),
    routes: [
      refusals.routes,
      accessRoutes({ access, ledger, clock, log, build: BUILD, publicUrl }),
      showsRoutes({ access, ledger, clock }),
      ...(routes?.({ access, ledger, clock, revoked }) ?? []),
      importRoutes({ access, ledger, clock }),
    ],
    pages: (_req, res) => void res.type('text/html').send('<title>the app</title>'),
  });
  http.on('request', app);
  const io = createSocketServer(http, access, refusals);
  const staff = createStaffSockets({ io, ledger, access, build: BUILD, clock, log });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    staff.close();
    await io.close();
    real.close();
    database.close();
    rmSync(folder, { recursive: true });
  });

  const linkFor = (show: string, staffRow: string) => access.invitations.make({ show, staff: staffRow }).token;
  const make = mutationsOf(
    () => ledger,
    SHOW,
    () => running.nowMs,
  );
  const push = (name: string, show: string, args: unknown) => {
    const mutation = { ...make.mutation(name, args, `test/${name}/${show}/${ledger.rev(show)}`), show };
    const [answer] = real.push([mutation], { by: 'engine:import' });
    if (answer?.kind !== 'applied') throw new Error(JSON.stringify(answer));
  };
  Object.assign(running, {
    url,
    ledger,
    access,
    staff,
    make,
    ask: (method: string, path: string, asked: Asked = {}) => askOver(url, { method, path, ...asked }),
    async join(link: string, device: string, cookie?: string) {
      const token = link.split('#join=').at(-1);
      const body = { token, device, name: `Phone ${device}` };
      const reply = await running.ask('POST', '/join', { body, cookie });
      return { cookie: cookieFrom(reply) ?? '', reply };
    },
    async signIn(staffRow: string, device: string, show = SHOW) {
      return (await running.join(linkFor(show, staffRow), device)).cookie;
    },
    async signInAdmin(device: string) {
      return (await running.join(access.adminLink(url), device)).cookie;
    },
    socket(cookie: string | undefined, headers: Readonly<Record<string, string>> = {}) {
      const extraHeaders = { ...(cookie === undefined ? {} : { cookie }), ...headers };
      const socket = connectTo(`${url}/staff`, {
        transports: ['websocket'],
        extraHeaders,
        forceNew: true,
        reconnection: false,
      });
      onTestFinished(() => void socket.disconnect());
      return socket;
    },
    addShow: (id: string, rows = smallShow(id)) => push('show.create', id, { rows }),
    addStaff: (show: string, { id, name, hats, revoked }: Extract<Unstamped, { row: 'staff' }>) =>
      push('staff.edit', show, {
        staff: id,
        change: { name: { to: name }, hats: { to: hats }, revoked: { from: false, to: revoked } },
      }),
    bytes: () =>
      readFileSync(join(folder, DATABASE_FILE), 'latin1') +
      readFileSync(join(folder, `${DATABASE_FILE}-wal`), 'latin1'),
  } satisfies Partial<Running>);
  running.addShow(SHOW);
  return running;
}

/** The next thing a socket says by this name. */
// biome-ignore lint/suspicious/noExplicitAny: what comes over the wire has no type
export const heard = (socket: ReturnType<typeof connectTo>, name: string): Promise<any> =>
  new Promise((resolve) => socket.once(name, resolve));

export const cookieFrom = ({ headers }: Answered): string | undefined =>
  [headers['set-cookie']].flat()[0]?.split(';')[0];

export const showsIn = ({ body }: Answered): SessionReply['session']['shows'] => body.session.shows;

/** As `fetch` would, and with any `Host` and `Origin`, as another site or a proxy may send them. */
function askOver(
  url: string,
  { method, path, body, cookie, headers = {} }: Asked & { readonly method: string; readonly path: string },
): Promise<Answered> {
  const sent = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const all: Record<string, string> = {
      ...(method === 'GET' ? {} : { origin: url }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
      ...headers,
    };
    if (all.origin === '') delete all.origin;
    const asking = request(`${url}${path}`, { method, headers: all }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        const isJson = response.headers['content-type']?.includes('json') && !response.headers['content-encoding'];
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: isJson ? JSON.parse(text) : undefined,
        });
      });
    });
    asking.on('error', reject);
    asking.end(sent);
  });
}
