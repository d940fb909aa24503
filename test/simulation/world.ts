import { uuidMaker } from '../../client/sync/uuid.ts';
import type { ArgsOf, MutationName } from '../../shared/apply/apply.ts';
import { isCorrectionMissed } from '../../shared/correcting.ts';
import { isPublicationMissed, seenOf } from '../../shared/post-status.ts';
import { type Row, stamp, type Unstamped } from '../../shared/rows/row.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import { trayOf } from '../../shared/tray.ts';
import { FakeTime } from '../fixtures/fake-time.ts';
import { Chance } from './chance.ts';
import { Networks } from './networks.ts';
import { SimPhone } from './phone.ts';
import { databaseOf, SHOW, SimServer } from './server.ts';
import type { Variant } from './variants.ts';
import { Watch } from './watch.ts';

export const START_MS = Date.UTC(2027, 5, 10, 16);
const STAFF = ['ada', 'bob'] as const;
/** A person looks again every 20 s, and after these has everything behind them. */
const LOOKS_AT_TRAY = 40;

/** Two phones that two people share, the server, its backups, and three networks: everything a step can touch. */
export class World {
  readonly time = new FakeTime(START_MS);
  readonly watch = new Watch();
  readonly chance: Chance;
  readonly networks: Networks;
  readonly variant: Variant;
  readonly phones: readonly SimPhone[];
  server: SimServer | undefined;
  readonly #snapshots: { readonly bytes: Uint8Array; readonly asCopy: boolean; readonly atMs: number }[] = [];
  /** What is on the server's disk while no server runs. */
  #disk: SimServer['database'];
  #isRolledBack = false;
  #marks = 0;
  readonly #newId: () => string;
  readonly #tickMs: number;

  /** `tickMs`: how often the server looks by itself; over days, each second would be most of the run. */
  constructor(seed: number, variant: Variant, { tickMs = 1_000 } = {}) {
    this.#tickMs = tickMs;
    this.chance = new Chance(seed);
    this.variant = variant;
    this.networks = new Networks(this.time, this.chance);
    this.#newId = uuidMaker(this.time.nowMs, this.chance.bytes);
    this.server = SimServer.fresh(this.#parts(), firstRows());
    this.#disk = this.server.database;
    const world = { time: this.time, chance: this.chance, watch: this.watch, variant, server: () => this.server };
    this.phones = STAFF.map((staff, at) => new SimPhone(world, `device-${at}`, staff));
  }

  /** The show as the server has it. */
  get rows(): Rows {
    const rows = this.server?.ledger.rows(SHOW);
    if (!rows) throw new Error('no server');
    return rows;
  }

  async open(): Promise<void> {
    for (const phone of this.phones) await phone.open();
    await this.time.pass(3_000);
  }

  killServer(): void {
    if (!this.server) return;
    this.watch.counted.kills += 1;
    // A phone that showed it before the kill showed it for good: the renewal is on the disk.
    this.#isRolledBack &&= this.server.isBlind;
    this.server.kill();
    this.server = undefined;
    for (const phone of this.phones) phone.cut();
  }

  startServer(): void {
    if (this.server) return;
    this.server = new SimServer(this.#parts(), this.#disk, { rolledBack: this.#isRolledBack });
  }

  /** A backup is a copy and says so; a machine's own snapshot does not know that it is old. */
  snapshot(asCopy: boolean): void {
    if (this.server) this.#snapshots.push({ bytes: this.server.snapshot(), asCopy, atMs: this.time.nowMs() });
  }

  /** What is there is replaced by the last snapshot of that sort, and time has gone on since. */
  restore(asCopy: boolean): void {
    const found = this.#snapshots.findLast((snapshot) => snapshot.asCopy === asCopy);
    if (!found) return;
    this.killServer();
    this.#isRolledBack = !asCopy;
    this.networks.lost.push({ fromMs: found.atMs, toMs: this.time.nowMs() });
    if (asCopy) this.watch.counted.restores += 1;
    else this.watch.counted.rollbacks += 1;
    this.#disk = databaseOf(found.bytes, found);
    this.startServer();
  }

  /** Someone in the control room, at a desk with a cable, does something. */
  direct<N extends MutationName>(name: N, args: ArgsOf<N>): void {
    const server = this.server;
    if (!server) return;
    const mutation = {
      id: this.#newId(),
      show: SHOW,
      name,
      args,
      madeAtMs: this.time.nowMs(),
      epoch: server.ledger.epoch,
    };
    server.ledger.push([mutation], { by: 'eve', device: 'desk' });
  }

  /** All is mended, everyone comes back, and people look at what asks for them, until nothing moves any more. */
  async quiet(): Promise<void> {
    this.startServer();
    this.networks.coming.length = 0;
    for (const phone of this.phones) {
      phone.network = 'open';
      phone.losesPatches = false;
      phone.doubles = false;
    }
    // Everyone who ever used a phone signs in on it again: what they left there is handed over.
    for (const turn of [...STAFF, undefined]) {
      for (const phone of this.phones) {
        if (turn === undefined && phone.phone) continue;
        phone.kill();
        phone.staff = turn ?? phone.staff;
        await phone.open();
      }
      await this.time.pass(150_000);
    }
    let rounds = 0;
    while (this.#lookAtTray() && ++rounds <= LOOKS_AT_TRAY) await this.time.pass(20_000);
    if (rounds > LOOKS_AT_TRAY) this.watch.broken('never settles');
    await this.time.pass(60_000);
  }

  /** What a person does with what needs their eye; false when there is nothing. */
  #lookAtTray(): boolean {
    const { rows } = this;
    const atMs = this.time.nowMs();
    const held = showOf(rows)?.held;
    if (held) this.direct('show.release', { saw: held.atMs, send: [], drop: [] });
    let busy = held !== undefined;
    for (const post of rows.all('post')) {
      if (post.held) this.direct('post.release', { post: post.id, saw: post.held.atMs });
    }
    for (const publication of [...rows.all('publication')]) {
      const { id, round, state } = publication;
      if (state === 'sending' || state === 'removing' || (state === 'unknown' && !publication.asks)) busy = true;
      const { correction } = publication;
      if (state === 'published' && correction) {
        busy = true;
        const { n } = correction;
        // Told anew, as long as it is there; what is gone is left.
        const isThere = this.networks.landed.some((post) => post.id === publication.remote?.id && !post.removed);
        if (correction.state === 'refused' && !isThere) this.direct('correction.drop', { publication: id, n });
        else if (correction.state === 'refused' || isCorrectionMissed(publication, atMs))
          this.direct('correction.again', { publication: id, n });
      }
      if (state === 'owed' && !isPublicationMissed(rows, publication, atMs)) busy = true;
      if (state === 'unknown' && publication.asks) {
        busy = true;
        const there = this.networks.landed.find((post) => post.publication === id && !post.removed);
        // One that can still land is waited for: whoever looks sees the account, not the future.
        if (there) this.direct('publication.find', { publication: id, round, remote: { id: there.id } });
        else this.direct('publication.drop', { publication: id });
      }
    }
    return busy || trayOf(rows, atMs).some(({ reason }) => reason === 'unknown');
  }

  readonly mark = (): string => `mark-${String(++this.#marks).padStart(5, '0')}`;

  #parts() {
    const { time, networks, variant, watch, mark } = this;
    return { time, networks, variant, watch, mark, tickMs: this.#tickMs };
  }
}

/** What a person sees of a post on a phone, to be approved or fired. */
export const sightOn = (rows: Rows, id: string) => {
  const post = rows.get('post', id);
  return post && { post, seen: seenOf(rows, post) };
};

function firstRows(): readonly Row[] {
  const channel = (id: string, network: 'wall' | 'bluesky' | 'mastodon' | 'x'): Unstamped => ({
    row: 'channel',
    id,
    network,
    account: id,
    rank: 0,
    spacingMs: 0,
    on: true,
    served: 'server',
    default: true,
  });
  const staff = (id: string): Unstamped => ({
    row: 'staff',
    id,
    name: id,
    hats: ['write', 'approve', 'conduct', 'moderate', 'administer'],
    revoked: false,
  });
  const rows: readonly Unstamped[] = [
    {
      row: 'show',
      id: SHOW,
      name: 'Finale',
      shortName: 'Finale',
      zone: 'Europe/Paris',
      language: 'fr',
      hashtags: ['#Finale'],
      changeoverMs: 120_000,
      rehearsal: false,
      scene: 'auto',
      safeWords: 'Finale',
    },
    channel('wall', 'wall'),
    channel('bsky', 'bluesky'),
    channel('masto', 'mastodon'),
    channel('x', 'x'),
    ...[...STAFF, 'eve'].map(staff),
  ];
  return rows.map((row) => stamp(row, { rev: 0, by: 'engine:import', atMs: START_MS }));
}
