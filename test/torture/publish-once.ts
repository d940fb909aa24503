import { openDatabase } from '../../server/database.ts';
import { openLedger } from '../../server/ledger/sqlite.ts';
import { silentLog } from '../../server/log.ts';
import { createPublisher } from '../../server/publisher/publisher.ts';
import { createScheduler } from '../../server/scheduler.ts';
import { isPublicationMissed, seenOf } from '../../shared/post-status.ts';
import type { PublicationRow } from '../../shared/rows/publication.ts';
import { type Row, stamp } from '../../shared/rows/row.ts';
import { mutationsOf, smallShow } from '../contract/small-show.ts';
import { FakeTime } from '../fixtures/fake-time.ts';
import { Chance } from '../simulation/chance.ts';
import { FaultNetwork, type Kind } from './fault-network.ts';

const SHOW = 'finale';
const START_MS = Date.UTC(2027, 5, 10, 16);
const TICK_MS = 1_000;
/** Long after every window and every look-up. */
const LIMIT_MS = 20 * 60_000;
const DOWN_MS = [100, 8_000] as const;

export interface Outcome {
  readonly violations: readonly string[];
  /** Nobody could know, and a person is asked. */
  readonly parked: boolean;
  readonly published: boolean;
  readonly counted: Readonly<Record<string, number>>;
}

/** One post on one channel of a kind: the real ledger, scheduler and publisher, killed and started as the seed says. */
export async function publishOnce(kind: Kind, seed: number, { lies = false } = {}): Promise<Outcome> {
  const time = new FakeTime(START_MS);
  const chance = new Chance(seed);
  const database = opened();
  let marks = 0;
  const ledgerOf = () => openLedger({ database, clock: time, random: () => `mark-${++marks}`, log: silentLog });
  let ledger = ledgerOf();
  let stop: (() => void) | undefined;

  const crash = (): void => {
    stop?.();
    stop = undefined;
    ledger.close();
    time.after(chance.between(...DOWN_MS), start);
  };
  const network = new FaultNetwork({ kind, time, chance, crash, lies });
  function start(): void {
    ledger = ledgerOf();
    const alive = { is: true };
    const after = (ms: number, fn: () => void) => time.after(ms, () => alive.is && fn());
    const channel = network.channel(() => alive.is);
    const publisher = createPublisher({
      ledger,
      clock: time,
      after,
      log: silentLog,
      channelOf: (_show, id) => (id === 'net' ? channel : undefined),
    });
    const scheduler = createScheduler({ ledger, clock: time, machine: time.machine });
    const tick = () => {
      scheduler.tick();
      publisher.wake();
      after(TICK_MS, tick);
    };
    tick();
    stop = () => {
      alive.is = false;
    };
  }

  const make = mutationsOf(() => ledger, SHOW, time.nowMs);
  ledger.push([make.mutation('show.create', { rows: [...smallShow(SHOW), net()] }, `import/${SHOW}`)], {
    by: 'engine:import',
  });
  const post = make.post('p1', 'Bonsoir');
  (post.args as { fields: { channels: readonly string[] } }).fields.channels = ['net'];
  ledger.push([post], { by: 'naima' });
  start();
  const rows = ledger.rows(SHOW);
  const row = rows?.get('post', 'p1');
  if (!rows || !row) throw new Error('no post');
  ledger.push([make.mutation('post.fire', { post: 'p1', seen: seenOf(rows, row) })], { by: 'naima' });

  const now = (): PublicationRow | undefined => (stop ? ledger.rows(SHOW)?.get('publication', 'p1:net') : undefined);
  while (time.nowMs() - START_MS < LIMIT_MS && !isOver(now())) await time.pass(2_000);
  // What was late has landed by now.
  await time.pass(60_000);

  const publication = now();
  const state = publication?.state ?? 'gone';
  const violations: string[] = [];
  const there = network.landed.length;
  const asks = publication?.asks === true || state === 'refused' || isMissedNow();
  if (there > 1) violations.push(`${there} posts for one publication`);
  if (state === 'published' && there === 0) violations.push('said to be published, and is not there');
  if (state !== 'published' && there === 1 && !asks) violations.push(`is there, and is ${state} with nobody asked`);
  if (state !== 'published' && !asks) violations.push(`${state}, and nobody is asked`);
  stop?.();
  ledger.close();
  database.close();
  return { violations, parked: publication?.asks === true, published: state === 'published', counted: network.counted };

  function isMissedNow(): boolean {
    const show = ledger.rows(SHOW);
    return publication !== undefined && show !== undefined && isPublicationMissed(show, publication, time.nowMs());
  }
}

const isOver = (publication: PublicationRow | undefined): boolean =>
  publication?.state === 'published' || publication?.state === 'refused' || publication?.asks === true;

const net = (): Row =>
  stamp(
    {
      row: 'channel',
      id: 'net',
      network: 'other',
      account: 'net',
      rank: 2,
      spacingMs: 0,
      on: true,
      served: 'server',
      default: false,
    },
    { rev: 0, by: 'engine:import', atMs: 0 },
  );

function opened() {
  const found = openDatabase(':memory:');
  if (!found.ok) throw new Error(found.fault.detail);
  return found.database;
}
