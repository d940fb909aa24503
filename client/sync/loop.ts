import type { Bye, Here, Patch } from '../../shared/protocol.ts';
import { Backoff } from './backoff.ts';
import type { ServerClock } from './clock.ts';
import { Follower } from './follower.ts';
import { type Barred, type Greeted, greet, meaningOf } from './greeting.ts';
import { ANSWER_LIMITS_MS, Line } from './line.ts';
import type { Link } from './link.ts';
import { Pusher } from './pusher.ts';
import type { Replica } from './replica.ts';
import { StaleWatch } from './stale-watch.ts';
import { type Timers, within } from './timers.ts';

export const CONNECT_LIMIT_MS = 10_000;
/** A server that is back is found within three seconds; a team's few phones are no burden to it. */
const LONGEST_AWAY_MS = 2_500;
/** The clock is asked this often while the page is visible; it is also the sign of life. */
export const BEAT_MS = 10_000;
/** On resume a dead connection must be known at once: the person is looking. */
export const RESUME_LIMIT_MS = 3_000;

/**
 * `resting`: stopped, or barred until told otherwise. `following`: greeted, patches come in. `pushing-only`: the server
 * speaks another number; it takes this phone's words and sends no rows.
 */
export type LoopState = 'resting' | 'waiting' | 'connecting' | 'greeting' | 'following' | 'pushing-only';

export interface LoopParts {
  readonly show: string;
  readonly staff: string;
  readonly device: string;
  readonly build: string;
  readonly replica: Replica;
  readonly link: Link;
  /** The whole show over HTTP. Undefined: it could not be had now. */
  readonly load: (show: string) => Promise<Patch | undefined>;
  readonly clock: ServerClock;
  readonly timers: Timers;
  /** From 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly on: {
    /** State, strength, bar, update or clock changed. */
    changed(): void;
    here(people: readonly Here[]): void;
  };
}

/**
 * Brings the outbox to the server and the server's rows here, over a link that may fail at any point.
 *
 *            start, wake            connected             welcome
 *   resting ───────────▶ connecting ─────────▶ greeting ─────────▶ following, pushing-only
 *      ▲                   ▲     │                 │                   │
 *      │ barred, stop      │     └───── failed, closed, silent, bye ───┤
 *      └───────────────────┴── waiting (capped backoff, or woken) ◀────┘
 *
 * What belongs to one connection (a line, its pusher) is thrown away with it, so that nothing late is mistaken for an
 * answer of the next.
 */
export class Loop {
  readonly #parts: LoopParts;
  readonly #backoff: Backoff;
  readonly #follower: Follower;
  readonly #stale: StaleWatch;
  #state: LoopState = 'resting';
  #barred: Barred | undefined;
  #update = false;
  #slow = false;
  #visible = true;
  /** Rises with each attempt: what was begun by an earlier one is void. */
  #attempt = 0;
  #line: Line | undefined;
  #early: Patch[] = [];
  #pusher: Pusher | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelBeat: (() => void) | undefined;

  constructor(parts: LoopParts) {
    this.#parts = parts;
    this.#backoff = new Backoff(parts.random, LONGEST_AWAY_MS);
    this.#stale = new StaleWatch(parts);
    const { show, replica, timers, random, load } = parts;
    this.#follower = new Follower({
      show,
      replica,
      timers,
      random,
      load,
      on: this.#onLine({ taken: () => this.nudge() }),
    });
  }

  get state(): LoopState {
    return this.#state;
  }
  get barred(): Barred | undefined {
    return this.#barred;
  }
  /** The server serves a newer app than this. */
  get update(): boolean {
    return this.#update;
  }
  get strength(): 'online' | 'weak' | 'offline' {
    if (this.#state !== 'following' && this.#state !== 'pushing-only') return 'offline';
    return this.#slow ? 'weak' : 'online';
  }

  /** Begins, or begins again after a bar (someone signed in). */
  start(): void {
    this.#stale.watch();
    if (this.#state !== 'resting' && this.#state !== 'waiting') return;
    this.#barred = undefined;
    this.#backoff.reset();
    this.#connect();
  }

  /** Lets go of the network. Nothing is lost: what is not sent is on disk. */
  stop(): void {
    this.#barred = undefined;
    this.#leave('resting');
    this.#stale.stop();
  }

  /** The person is back, or the network is: is the connection alive? If there is none, connect now. */
  wake(): void {
    if (this.#state === 'waiting' || this.#barred) this.start();
    if (this.#state === 'following') void this.#beat(RESUME_LIMIT_MS);
  }

  /** While hidden the clock is not asked: a phone in a pocket sends nothing it need not. */
  setVisible(visible: boolean): void {
    const back = visible && !this.#visible;
    this.#visible = visible;
    if (back) this.wake();
    else if (!visible) this.#cancelBeat?.();
  }

  /** Something joined the outbox, or may be sent now. */
  nudge(): void {
    this.#stale.watch();
    this.#pusher?.push();
  }

  #connect(): void {
    this.#cancelRetry?.();
    this.#attempt += 1;
    this.#saveOwed();
    this.#turn('connecting');
    void this.#reach(this.#attempt);
  }

  async #reach(attempt: number): Promise<void> {
    const { link, timers, show, on } = this.#parts;
    const mine = (): boolean => attempt === this.#attempt;
    const connected = await within(
      timers,
      CONNECT_LIMIT_MS,
      link.connect({
        patch: (patch) => mine() && this.#heard(patch),
        bye: (bye) => mine() && this.#bye(bye),
        here: (here) => mine() && here.show === show && on.here(here.people),
        closed: () => mine() && this.#drop(),
      }),
      (late) => typeof late === 'object' && late.close(),
    );
    if (!mine()) {
      if (typeof connected === 'object') connected.close();
      return;
    }
    if (connected === 'no-session') return this.#bar('session');
    if (typeof connected !== 'object') return this.#drop();
    this.#early = [];
    this.#line = new Line(connected, timers, (slow) => this.#setSlow(slow));
    this.#turn('greeting');
    await this.#greet(this.#line);
  }

  async #greet(line: Line): Promise<void> {
    const { replica, show } = this.#parts;
    const greeted = await greet(line, this.#parts);
    if (!greeted || line !== this.#line) return;
    if (greeted.is !== 'welcome') {
      this.#turnedAway(greeted, line);
      return;
    }
    const { welcome, patches, load, cursor, sentMs } = greeted;
    this.#update = welcome.update;
    this.#measured(sentMs, welcome.serverMs);
    this.#barred = undefined;
    this.#turn('following');
    this.#follower.follow(line);
    for (const patch of patches) this.#follower.takeAnswer(patch, cursor);
    replica.doubtApplied();
    if (load.includes(show)) this.#follower.load();
    this.#follower.told({ epoch: welcome.epoch });
    for (const patch of this.#early.splice(0)) this.#follower.take(patch);
    this.#scheduleBeat();
    this.#open(line);
  }

  /** One that comes in the same breath as the welcome waits for it: what it follows on is in there. */
  #heard(patch: Patch): void {
    if (this.#state === 'following') this.#follower.take(patch);
    else if (this.#state === 'greeting') this.#early.push(patch);
  }

  /** An old app may be refused reads, never refused to hand over its words. */
  #pushOnly(line: Line): void {
    this.#barred = 'protocol';
    this.#parts.replica.doubtApplied();
    this.#turn('pushing-only');
    this.#open(line);
  }

  #open(line: Line): void {
    const { replica, clock, timers } = this.#parts;
    const isLost = (): boolean => this.#state === 'following' && this.#follower.isLost;
    const on = this.#onLine({ answered: () => this.#backoff.reset() });
    this.#pusher?.stop();
    this.#pusher = new Pusher({ replica, clock, timers, stale: this.#stale, isLost, on }, line);
    this.#pusher.push();
  }

  #bye({ reason, retryMs }: Bye): void {
    switch (reason) {
      case 'protocol':
        // Before the welcome it only announces what the welcome says.
        if (this.#line && this.#state === 'following') this.#pushOnly(this.#line);
        break;
      case 'session':
        this.#bar('session');
        break;
      case 'epoch':
      case 'overload':
      case 'drain':
        this.#drop(retryMs);
    }
  }

  #turnedAway(told: Exclude<Greeted, { is: 'welcome' }>, line: Line): void {
    if (line !== this.#line) return;
    if (told.is === 'later') this.#drop(told.retryMs);
    else if (told.why === 'protocol') this.#pushOnly(line);
    else this.#bar(told.why);
  }

  async #beat(limitMs: number): Promise<void> {
    this.#cancelBeat?.();
    const line = this.#line;
    if (!line) return;
    const { clock, show } = this.#parts;
    const sentMs = clock.wallMs();
    const reply = await line.ask('clock', { t0: sentMs, show }, limitMs);
    if (!line.alive) return;
    if (!reply) return this.#drop();
    if (!reply.ok) return this.#turnedAway(meaningOf(reply), line);
    this.#backoff.reset();
    this.#measured(sentMs, reply.serverMs);
    this.#follower.told(reply);
    this.#saveOwed();
    this.#scheduleBeat();
    this.nudge();
  }

  /** Room may have been made: each beat tries the disk again and, with no network, which is when it counts, each attempt. */
  #saveOwed(): void {
    const { replica } = this.#parts;
    if (replica.storage !== 'ok') void replica.saveAgain();
  }

  #scheduleBeat(): void {
    this.#cancelBeat?.();
    if (!this.#visible) return;
    this.#cancelBeat = this.#parts.timers.after(BEAT_MS, () => void this.#beat(ANSWER_LIMITS_MS.clock));
  }

  #measured(sentMs: number, serverMs: number): void {
    const { clock, replica, on } = this.#parts;
    clock.measured({ sentMs, serverMs, receivedMs: clock.wallMs() });
    if (clock.offsetMs !== null) replica.keepOffset(clock.offsetMs);
    on.changed();
  }

  #setSlow(slow: boolean): void {
    if (slow === this.#slow) return;
    this.#slow = slow;
    this.#parts.on.changed();
  }

  /** The connection is of no more use: another will be tried. */
  #drop(retryMs = 0): void {
    const wait = Math.max(this.#backoff.nextMs(), this.#backoff.asked(retryMs));
    this.#leave('waiting');
    this.#cancelRetry = this.#parts.timers.after(wait, () => this.#connect());
  }

  #bar(why: Barred): void {
    this.#barred = why;
    this.#leave('resting');
  }

  #leave(state: 'resting' | 'waiting'): void {
    this.#attempt += 1;
    this.#cancelRetry?.();
    this.#cancelBeat?.();
    this.#pusher?.stop();
    this.#pusher = undefined;
    this.#follower.follow(undefined);
    this.#line?.end();
    this.#line = undefined;
    this.#slow = false;
    this.#parts.on.here([]);
    this.#parts.replica.resend();
    this.#turn(state);
  }

  #turn(state: LoopState): void {
    this.#state = state;
    this.#parts.on.changed();
  }

  /** What follower and pusher report of a line; of one that is gone, nothing is heard. */
  #onLine<E extends object>(events: E) {
    return {
      ...events,
      silent: (line: Line): void => {
        if (line === this.#line) this.#drop();
      },
      refused: (line: Line, reply: { readonly code: string; readonly retryMs?: number }): void =>
        this.#turnedAway(meaningOf(reply), line),
    };
  }
}
