import type { Server as HttpServer } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import type { Express, RequestHandler } from 'express';
import type { DrawWall } from '../shared/wall-packets.ts';
import { createAccess } from './access/access.ts';
import { createRefusalLog } from './access/refusal-log.ts';
import { accessRoutes } from './access/routes.ts';
import { sealing } from './access/sealing.ts';
import { createApp } from './app.ts';
import { openApplications } from './channels/applications.ts';
import { channelsOf } from './channels/channel-of.ts';
import { connectedChannels } from './channels/connected.ts';
import { connectionRoutes } from './channels/connection-routes.ts';
import { openConnections } from './channels/connections.ts';
import type { Fetch } from './channels/http.ts';
import { latestRoutes } from './channels/latest-routes.ts';
import { RehearsalNetwork } from './channels/rehearsal.ts';
import { rehearsalRoutes } from './channels/rehearsal-routes.ts';
import { safeFetch } from './channels/safe-fetch.ts';
import { signInRoutes } from './channels/sign-in-routes.ts';
import { type After, type Clock, every, type MachineClock, machineAfter } from './clock.ts';
import type { Config } from './config.ts';
import { startEngines } from './engines.ts';
import { healthOf } from './health.ts';
import { openFirstShow } from './import/first-show.ts';
import { importRoutes } from './import/routes.ts';
import { keepBackups } from './ledger/keeping.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Log } from './log.ts';
import { calendarIds, openOutLinks } from './out/links.ts';
import { outRoutes } from './out/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { createPhotoEngine } from './photos/engine.ts';
import { createReceiver } from './photos/receive.ts';
import { renditions } from './photos/renditions.ts';
import { photoRoutes, staffMayRead } from './photos/routes.ts';
import { PhotoStore } from './photos/store.ts';
import { SWEEP_EVERY_MS } from './photos/sweep.ts';
import { createPushEngine, LOOK_EVERY_MS } from './push/engine.ts';
import { pushRoutes } from './push/routes.ts';
import { pushSender } from './push/sender.ts';
import { openSubscriptions } from './push/subscriptions.ts';
import { openVapidKeys } from './push/vapid.ts';
import { questionRoutes } from './questions/routes.ts';
import { questionTokens } from './questions/tokens.ts';
import { photosIn } from './recap/photo-file.ts';
import { recapRoutes, staffReadRecaps } from './recap/routes.ts';
import { createRetention, RETENTION_EVERY_MS } from './retention.ts';
import type { RevokedList } from './revoked.ts';
import { showsRoutes } from './shows-routes.ts';
import { servePhotos } from './sockets/photos.ts';
import { createSocketServer } from './sockets/server.ts';
import { createStaffSockets } from './sockets/staff.ts';
import { wallSockets } from './sockets/wall.ts';
import { createWallBoard } from './wall/board.ts';
import { wallRoutes } from './wall/routes.ts';
import { staffWallRoutes, wallUrl } from './wall/staff-routes.ts';
import { wallTokens } from './wall/tokens.ts';

const TICK_MS = 1_000;

export interface ServerParts {
  readonly config: Config;
  /** Listening or not; its requests go to `app`, its upgrades to the sockets. */
  readonly http: HttpServer;
  readonly database: DatabaseSync;
  readonly ledger: Ledger;
  readonly key: Buffer;
  /** What was taken back, whatever a restored database says. */
  readonly revoked: RevokedList;
  readonly clock: Clock;
  readonly machine: MachineClock;
  /** How its time passes; absent: as this computer's. */
  readonly after?: After;
  readonly log: Log;
  readonly pages: RequestHandler;
  /** Draws a wall's first card into its page; absent: the page comes empty. */
  readonly drawWall?: DrawWall | undefined;
  readonly isDev: boolean;
  /** Which staff app is served. */
  readonly build: string;
  readonly version: string;
  /** How networks are reached; absent: over HTTPS, and nowhere inside. */
  readonly reach?: Fetch;
}

export interface ComposedServer {
  readonly app: Express;
  /** A new one-time link for an administrator. */
  staffLink(): string;
  wallLinks(): readonly string[];
  /** Tells phones, lets what is under way end, and lets go of everything. The database stays open. */
  drain(): Promise<void>;
}

/** Puts the parts of the server together: the only place that knows them all. */
export async function composeServer(parts: ServerParts): Promise<ComposedServer> {
  const { config, http, database, ledger, key, revoked, clock, machine, log, pages, isDev, build, version } = parts;
  const { after = machineAfter } = parts;
  const publicUrl = config.isPublic ? config.publicUrl.origin : undefined;
  const access = createAccess({ database, ledger, clock, log, publicUrl, revoked });

  const rehearsal = new RehearsalNetwork({ database, clock, after });
  openFirstShow({ ledger, network: rehearsal, clock });

  const store = new PhotoStore(config.dataDir);
  await store.prepare(clock.nowMs());
  const photos = createPhotoEngine({ ledger, store, clock, log });

  const seal = sealing(key);
  const reach = parts.reach ?? safeFetch();
  const connections = openConnections({ database, sealing: seal, clock });
  const channels = connectedChannels({
    connections,
    fetch: reach,
    clock,
    readPhoto: renditions(store),
  });

  const keys = openVapidKeys(database, seal);
  const subscriptions = openSubscriptions(database, { clock, publicKey: keys.publicKey });
  const send = pushSender({ fetch: reach, keys, contact: contactOf(config.publicUrl) });
  const push = createPushEngine({ ledger, access, database, subscriptions, send, clock, after, log });

  const board = createWallBoard({ ledger, clock });
  const tokens = wallTokens(key);

  const refusals = createRefusalLog({ log, clock });
  const io = createSocketServer(http, access, refusals);
  const staff = createStaffSockets({ io, ledger, access, clock, log, build });
  const walls = wallSockets(io, { board, tokens, clock });
  servePhotos({
    io,
    receive: createReceiver({ store, engine: photos, log }),
    maySend: (headers) => access.authenticate(headers) !== undefined,
    log,
  });

  const channelOf = channelsOf({ ledger, rehearsal, connected: channels.channelOf });
  const app = createApp({
    log,
    publicUrl: config.publicUrl,
    isDev,
    health: () => healthOf(ledger, version),
    routes: [
      refusals.routes,
      accessRoutes({ access, ledger, clock, log, build, publicUrl }),
      showsRoutes({ access, ledger, clock }),
      importRoutes({ access, ledger, clock }),
      peopleRoutes({ access, ledger, clock }),
      rehearsalRoutes({ access, ledger, network: rehearsal }),
      latestRoutes({ access, ledger, channelOf, clock }),
      connectionRoutes({ access, ledger, connections, channels, clock, log }),
      pushRoutes({ access, subscriptions, publicKey: keys.publicKey, send, clock }),
      signInRoutes({
        access,
        ledger,
        connections,
        applications: openApplications({ database, sealing: seal }),
        channels,
        clock,
        log,
        fetch: reach,
        origin: config.publicUrl.origin,
      }),
      questionRoutes({ access, ledger, tokens: questionTokens(key, revoked), clock, origin: config.publicUrl.origin }),
      photoRoutes({ store, mayRead: staffMayRead({ access, engine: photos }) }),
      wallRoutes({ board, tokens, store, draw: parts.drawWall, log }),
      staffWallRoutes({ access, tokens, walls, origin: config.publicUrl.origin }),
      recapRoutes({
        refusalOf: staffReadRecaps(access),
        rows: (show) => ledger.rows(show),
        photoFile: photosIn(store),
        clock,
        log,
      }),
      outRoutes({
        access,
        links: openOutLinks(database, { key, clock, revoked }),
        rows: (show) => ledger.rows(show),
        photoFile: photosIn(store),
        idOf: calendarIds(key),
        clock,
        log,
        origin: config.publicUrl.origin,
      }),
    ],
    pages,
  });

  void photos.start();
  const engines = startEngines({
    ledger,
    channelOf,
    mendedMs: (show, channel) => connections.of({ show, channel })?.checkedMs,
    clock,
    machine,
    after,
    log,
  });
  const backups = keepBackups({ ledger, database, dataDir: config.dataDir, clock, log });
  const retention = createRetention({ ledger, clock, log });
  const stills = [
    every(after, RETENTION_EVERY_MS, () => retention.tick()),
    every(after, TICK_MS, () => board.tick()),
    every(after, LOOK_EVERY_MS, () => push.tick()),
    every(after, SWEEP_EVERY_MS, () => void photos.sweep()),
  ];

  return {
    app,
    staffLink: () => access.adminLink(config.publicUrl.origin),
    wallLinks: () =>
      ledger
        .shows()
        .filter(({ endedMs }) => endedMs === undefined)
        .map(({ id }) => wallUrl(config.publicUrl.origin, tokens.tokenOf(id))),
    async drain() {
      for (const still of stills) still();
      push.stop();
      staff.drain();
      await engines.stop();
      await photos.idle();
      photos.stop();
      ledger.close();
      staff.close();
      walls.close();
      board.close();
      await io.close();
      await backups.stop();
    },
  };
}

/** Who a push service may complain to: the address of the installation, or its name where it has no HTTPS one. */
const contactOf = ({ protocol, origin, hostname }: URL): string =>
  protocol === 'https:' ? origin : `mailto:regie@${hostname}`;
