import type { DatabaseSync } from 'node:sqlite';
import { DatabaseSync as Database } from 'node:sqlite';
import type { Channel } from '../../server/channels/channel.ts';
import { openDatabase } from '../../server/database.ts';
import type { Ledger } from '../../server/ledger/ledger.ts';
import { openLedger } from '../../server/ledger/sqlite.ts';
import { type Log, silentLog } from '../../server/log.ts';
import { createPublisher } from '../../server/publisher/publisher.ts';
import { createScheduler } from '../../server/scheduler.ts';
import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Answer, Patch } from '../../shared/protocol.ts';
import type { Row } from '../../shared/rows/row.ts';
import type { FakeTime } from '../fixtures/fake-time.ts';
import type { Networks } from './networks.ts';
import { applyOf, channelOf, type Variant } from './variants.ts';
import type { Watch } from './watch.ts';

export const SHOW = 'finale';
const TICK_MS = 1_000;

export interface ServerWorld {
  readonly time: FakeTime;
  readonly networks: Networks;
  readonly variant: Variant;
  readonly watch: Watch;
  readonly mark: () => string;
  /** How often scheduler and publisher look by themselves; each second by default, as the real ones do. */
  readonly tickMs?: number;
}

/**
 * The real ledger, scheduler and publisher in this process, over a database in memory. Killed, it answers nobody and its
 * timers stop; the database stays, as a disk would, for the next one. It can be killed between any two transactions.
 */
export class SimServer {
  readonly database: DatabaseSync;
  readonly ledger: Ledger;
  isAlive = true;
  /** The epoch it was rolled back to, while no phone has shown that there was more. */
  readonly #rolledBackTo: string | undefined;
  readonly #world: ServerWorld;
  readonly #channels = new Map<string, Channel>();
  #double = 0;

  constructor(world: ServerWorld, database: DatabaseSync, { rolledBack = false } = {}) {
    this.#world = world;
    this.database = database;
    const { time, watch, variant, mark } = world;
    this.ledger = openLedger({ database, clock: time, random: mark, apply: applyOf(variant), log: loud(watch) });
    this.#rolledBackTo = rolledBack ? this.ledger.epoch : undefined;
    const after = (ms: number, fn: () => void) => time.after(ms, () => this.isAlive && fn());
    const publisher = createPublisher({
      ledger: this.ledger,
      clock: time,
      after,
      log: loud(watch),
      channelOf: (_show, id) => this.#channel(id),
    });
    const scheduler = createScheduler({ ledger: this.ledger, clock: time, machine: time.machine });
    const { tickMs = TICK_MS } = world;
    const tick = () => {
      scheduler.tick();
      publisher.wake();
      after(tickMs, tick);
    };
    after(tickMs, tick);
    this.ledger.onCommit(({ epoch, to, settled }) => {
      for (const ids of settled.values()) for (const id of ids) watch.applied.set(`${epoch}/${id}`, to);
      after(0, () => publisher.wake());
    });
  }

  static fresh(world: ServerWorld, rows: readonly Row[]): SimServer {
    const opened = openDatabase(':memory:');
    if (!opened.ok) throw new Error(opened.fault.detail);
    const server = new SimServer(world, opened.database);
    const args = { rows };
    const create: Mutation = {
      id: 'import/show',
      show: SHOW,
      name: 'show.create',
      args,
      madeAtMs: world.time.nowMs(),
      epoch: server.ledger.epoch,
    };
    server.ledger.push([create], { by: 'engine:import' });
    return server;
  }

  get isBlind(): boolean {
    return this.ledger.epoch === this.#rolledBackTo;
  }

  kill(): void {
    this.isAlive = false;
    this.ledger.close();
  }

  push(mutations: readonly Mutation[], from: { by: string; device?: string }): readonly Answer[] {
    if (this.#world.variant !== 'no dedupe') return this.ledger.push(mutations, from);
    // Each arrival passes for a new one; the answer goes under the name that the phone knows.
    const renamed = mutations.map((mutation) => ({ ...mutation, id: another(mutation.id, ++this.#double) }));
    return this.ledger.push(renamed, from).map((answer, at) => ({ ...answer, id: mutations[at]?.id ?? '' }));
  }

  load(device: string): Patch | undefined {
    return this.ledger.load(SHOW, device);
  }

  /** The database's bytes now: a backup when marked as a copy, a machine rolled back when not. */
  snapshot(): Uint8Array {
    return this.database.serialize();
  }

  #channel(id: string): Channel | undefined {
    const row = this.ledger.rows(SHOW)?.get('channel', id);
    if (!row) return undefined;
    const known = this.#channels.get(id);
    if (known) return known;
    const { networks, watch, variant } = this.#world;
    const channel = networks.channel(
      row.network,
      { call: (parcel) => watch.call(this, parcel), edit: (parcel) => watch.edit(this, parcel) },
      () => this.isAlive,
    );
    const made = channelOf(variant, channel);
    this.#channels.set(id, made);
    return made;
  }
}

export function databaseOf(bytes: Uint8Array, { asCopy }: { asCopy: boolean }): DatabaseSync {
  const database = new Database(':memory:');
  database.deserialize(bytes);
  if (asCopy) database.exec(`INSERT INTO ledger VALUES ('copy', '1') ON CONFLICT DO NOTHING`);
  return database;
}

const another = (id: string, n: number): string => `${id.slice(0, -6)}${n.toString(16).padStart(6, '0')}`;

/** What the server calls a bug is one. */
const loud = (watch: Watch): Log => ({
  ...silentLog,
  error: (about, words) =>
    watch.broken(`${words}: ${String((about as { err?: unknown }).err ?? JSON.stringify(about))}`),
});
