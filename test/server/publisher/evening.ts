import type { Channel, RemoveResult } from '../../../server/channels/channel.ts';
import { RehearsalNetwork } from '../../../server/channels/rehearsal.ts';
import { openDatabase } from '../../../server/database.ts';
import { openLedger } from '../../../server/ledger/sqlite.ts';
import { silentLog } from '../../../server/log.ts';
import { createPublisher } from '../../../server/publisher/publisher.ts';
import { createScheduler } from '../../../server/scheduler.ts';
import type { ArgsOf, MutationName } from '../../../shared/apply/apply.ts';
import { seenOf } from '../../../shared/post-status.ts';
import type { RowName, RowOf } from '../../../shared/rows/row.ts';
import { FakeTime } from '../../fixtures/fake-time.ts';
import { START_MS, Stage } from '../../shared/stage.ts';

/** The stage's show in a real ledger, with the scheduler, the publisher and rehearsal channels, on a time that tests turn. */
export class Evening {
  readonly time = new FakeTime(START_MS);
  readonly database = opened();
  readonly network = new RehearsalNetwork({ database: this.database, clock: this.time, after: this.time.after });
  /** Channels whose account nobody has connected. */
  readonly unconnected = new Set<string>();
  /** What the network answers to the next calls that take something back, in order; then it obeys. */
  readonly refusals: RemoveResult[] = [];
  removals = 0;
  /** Accounts that let nobody look at what they show, and why. */
  readonly unseen = new Map<string, string>();
  relayLooks = 0;
  /** When an account was last seen to answer. */
  mendedMs: number | undefined;
  /** Channels whose network shows nothing of what it took, and proves no absence. */
  readonly blind = new Set<string>();
  looks = 0;
  ledger = this.#openLedger();
  publisher = this.#openPublisher();
  readonly scheduler = createScheduler({ ledger: this.ledger, clock: this.time, machine: this.time.machine });
  #n = 0;

  constructor() {
    this.push('show.create', { rows: [...new Stage().rows.own()] }, 'engine:import');
  }

  push<N extends MutationName>(name: N, args: ArgsOf<N>, by: string): void {
    const id = by.startsWith('engine:') ? `${name}/${++this.#n}` : uuid(++this.#n);
    const mutation = { id, show: 'final', name, args, madeAtMs: this.time.nowMs(), epoch: this.ledger.epoch };
    const [answer] = this.ledger.push([mutation], { by, device: 'phone' });
    if (answer?.kind !== 'applied') throw new Error(`${name}: ${JSON.stringify(answer)}`);
    this.publisher.wake();
  }

  /** A draft of Loane's, approved by Naïma. */
  approved(post: string, cue: RowOf<'post'>['cue'] = { kind: 'hand' }, words = `Bonsoir de ${post}.`): string {
    const fields = { kind: 'free', cue, freshForMs: 600_000, language: 'fr', needsTwo: false } as const;
    this.push(
      'post.create',
      { post, fields: { ...fields, channels: ['bsky', 'masto', 'wall'], slots: [] }, words },
      'loane',
    );
    this.push('post.approve', { post, seen: seenOf(this.rows, this.get('post', post)) }, 'naima');
    return this.get('post', post).approval ?? '';
  }

  fire(post: string): void {
    this.push('post.fire', { post, approval: this.approved(post) }, 'loane');
  }

  /** Naïma corrects it: the words, and her word for them. */
  correct(
    post: string,
    words: string,
    ways: ArgsOf<'post.correct'>['ways'] = { bsky: 'replace', masto: 'edit' },
  ): void {
    const parents = [seenOf(this.rows, this.get('post', post)).texts.all ?? ''];
    this.push('post.write', { post, variant: 'all', parents, words }, 'naima');
    this.push('post.correct', { post, seen: seenOf(this.rows, this.get('post', post)), ways }, 'naima');
  }

  /** What stands on a channel. */
  standing(channel: string): readonly string[] {
    return this.sent(channel).flatMap(({ removed, words }) => (removed ? [] : [words]));
  }

  /** The server is killed and started again on the same database: calls under way never come back. */
  restart(): void {
    this.ledger.close();
    this.ledger = this.#openLedger();
    this.publisher = this.#openPublisher();
  }

  get rows() {
    const rows = this.ledger.rows('final');
    if (!rows) throw new Error('no show');
    return rows;
  }

  get<N extends RowName>(row: N, id: string): RowOf<N> {
    const found = this.rows.get(row, id);
    if (!found) throw new Error(`no ${row} ${id}`);
    return found;
  }

  /** Seconds pass, with the server's tick in each. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      this.scheduler.tick();
      this.publisher.wake();
      await this.time.pass(1000);
    }
  }

  /** In which half minutes of as many hours the count grew. */
  async halfMinutes(hours: number, count: () => number): Promise<readonly number[]> {
    const at: number[] = [];
    for (let half = 1; half <= hours * 120; half++) {
      const before = count();
      await this.time.pass(30_000);
      this.publisher.wake();
      await this.time.pass(0);
      if (count() > before) at.push(half);
    }
    return at;
  }

  sent(channel: string) {
    return this.network.posts('final').filter((post) => post.channel === channel);
  }

  #refusing(id: string, channel: Channel): Channel {
    const { relay, reRead } = channel;
    const told = () => {
      this.removals += 1;
      return this.refusals.shift();
    };
    return {
      ...channel,
      lookUp: async (parcel, signal) => {
        this.looks += 1;
        const later = this.unseen.get(id);
        if (later !== undefined) return { later };
        return this.blind.has(id) ? { absent: 'unproved' } : channel.lookUp(parcel, signal);
      },
      remove: async (parcel, remote, signal) => told() ?? channel.remove(parcel, remote, signal),
      ...(reRead && {
        reRead: async (parcel, remote, signal) => {
          this.looks += 1;
          const later = this.unseen.get(id);
          return later === undefined ? reRead(parcel, remote, signal) : { later };
        },
      }),
      ...(relay && {
        relay: {
          ...relay,
          lookUp: async (of, signal) => {
            this.relayLooks += 1;
            const later = this.unseen.get(id);
            return later === undefined ? relay.lookUp(of, signal) : { later };
          },
          remove: async (of, remote, signal) => told() ?? relay.remove(of, remote, signal),
        },
      }),
    };
  }

  #openLedger() {
    let mark = 0;
    const random = () => `mark-${this.time.nowMs()}-${++mark}`;
    return openLedger({ database: this.database, clock: this.time, random });
  }

  #openPublisher() {
    return createPublisher({
      ledger: this.ledger,
      channelOf: (show, id) => {
        const channel = this.unconnected.has(id) ? undefined : this.rows.get('channel', id);
        return channel && this.#refusing(id, this.network.channel(show, id, channel.network));
      },
      mendedMs: () => this.mendedMs,
      clock: this.time,
      after: this.time.after,
      log: silentLog,
    });
  }
}

/** The minutes between each half minute and the one before. */
export const minutesBetween = (halves: readonly number[]): readonly number[] =>
  halves.slice(1).map((half, n) => (half - (halves[n] ?? 0)) / 2);

function opened() {
  const found = openDatabase(':memory:');
  if (!found.ok) throw new Error(found.fault.detail);
  return found.database;
}

const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
