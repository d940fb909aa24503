import { ServerClock } from '../../client/sync/clock.ts';
import type { AnswerTo, Connection, Link, LinkEvents, PacketOf } from '../../client/sync/link.ts';
import { Phone } from '../../client/sync/phone.ts';
import { uuidMaker } from '../../client/sync/uuid.ts';
import type { ArgsOf, MutationName } from '../../shared/apply/apply.ts';
import { type Hello, type Patch, PROTOCOL, type StaffUp } from '../../shared/protocol.ts';
import type { FakeTime } from '../fixtures/fake-time.ts';
import type { Chance } from './chance.ts';
import { SimDisk, SlowStore } from './disk.ts';
import { SHOW, type SimServer } from './server.ts';
import { patchOf, type Variant } from './variants.ts';
import type { Watch } from './watch.ts';

export interface PhoneWorld {
  readonly time: FakeTime;
  readonly chance: Chance;
  readonly watch: Watch;
  readonly variant: Variant;
  /** The server that answers now; undefined while there is none. */
  server(): SimServer | undefined;
}

interface Life {
  readonly phone: Phone;
  readonly link: SimLink;
  /** Shared with what the app started: once false, none of it goes on. */
  readonly alive: { is: boolean };
}

/** One installation in a hand: whoever is signed in runs the real sync loop over a disk and a link that fail as told. */
export class SimPhone {
  readonly device: string;
  readonly #world: PhoneWorld;
  readonly #disks = new Map<string, SimDisk>();
  /** By how much its clock is off. */
  offMs = 0;
  /** Measures of the server's clock taken since the app was opened. */
  measures = 0;
  /** What would have happened had it not been asleep: it happens when it wakes. Undefined: awake. */
  #asleep: (() => void)[] | undefined;
  /** `open`, `cut` (connecting fails), `half-open` (what is sent vanishes and nobody says so). */
  network: 'open' | 'cut' | 'half-open' = 'open';
  losesPatches = false;
  doubles = false;
  staff: string;
  #life: Life | undefined;

  constructor(world: PhoneWorld, device: string, staff: string) {
    this.#world = world;
    this.device = device;
    this.staff = staff;
  }

  get phone(): Phone | undefined {
    return this.#life?.phone;
  }

  /** Opens the app. */
  async open(): Promise<void> {
    if (this.#life) return;
    const { time, chance } = this.#world;
    const alive = { is: true };
    const link = new SimLink(this.#world, this, this.staff, () => alive.is);
    const timers = {
      after: (ms: number, call: () => void) => time.after(ms, () => this.hears(() => alive.is && call())),
    };
    const wallMs = () => time.nowMs() + this.offMs;
    const phone = new Phone({
      show: SHOW,
      staff: this.staff,
      device: this.device,
      build: 'app',
      store: new SlowStore(this.#disk(), { isAlive: () => alive.is, timers, chance }),
      link,
      load: () => link.load(),
      wallMs,
      clock: this.#countedClock(wallMs),
      timers,
      random: chance.next,
      newId: this.#world.variant === 'dedupe by counter' ? this.#counter() : uuidMaker(wallMs, chance.bytes),
      on: { changed: () => this.#lookTwice(), here: () => {} },
    });
    this.#life = { phone, link, alive };
    await phone.start();
  }

  /** The app is gone from one instant to the next: what was not on disk never was. */
  kill(): void {
    this.#asleep = undefined;
    if (!this.#life) return;
    this.#life.alive.is = false;
    this.#life.link.cut();
    this.#life = undefined;
    this.#world.watch.counted.appKills += 1;
  }

  /** The system freezes the app, as in a pocket: it hears and does nothing until it wakes. */
  sleep(): void {
    this.#asleep ??= [];
  }

  wake(): void {
    const missed = this.#asleep ?? [];
    this.#asleep = undefined;
    for (const happen of missed) happen();
    this.#life?.phone.loop.wake();
  }

  /** What the network brings, now or once the phone is awake. */
  hears(happen: () => void): void {
    if (this.#asleep) this.#asleep.push(happen);
    else happen();
  }

  #countedClock(wallMs: () => number): ServerClock {
    this.measures = 0;
    const clock = new ServerClock(wallMs);
    const measured = clock.measured.bind(clock);
    clock.measured = (at) => {
      this.measures += 1;
      measured(at);
    };
    return clock;
  }

  /** The phone's system crashes: what it had not brought to the disk never was, whatever it had said. */
  async crash(): Promise<void> {
    this.kill();
    const { watch, chance } = this.#world;
    watch.counted.crashes += 1;
    for (const disk of this.#disks.values()) for (const id of await disk.lose(chance)) watch.lostTail.add(id);
  }

  /** The network goes, and the phone hears of it. */
  cut(): void {
    this.#life?.link.cut();
  }

  /** What a person does; what the phone says is saved must never be lost. */
  act<N extends MutationName>(name: N, args: ArgsOf<N>): void {
    const phone = this.#life?.phone;
    if (!phone) return;
    const { now, saved } = phone.acts.begin(name, args);
    if (!now.ok) return;
    if (this.#world.watch.made.has(now.id)) this.#world.watch.broken(`id reused: ${name}`);
    this.#world.watch.made.add(now.id);
    const mutation = phone.replica.entries.find(({ record }) => record.mutation.id === now.id)?.record.mutation;
    const by = this.staff;
    void saved.then((acted) => {
      if (acted.ok && mutation) this.#world.watch.saved.set(mutation.id, { mutation, by });
    });
  }

  /** Everyone's tray on this phone: a refused mutation is there with its words. */
  *tray(): Iterable<string> {
    for (const disk of this.#disks.values()) yield* disk.disk.tray.keys();
  }

  /** The words that refused mutations carried, on everyone's tray here. */
  *trayWords(): Iterable<string> {
    for (const { disk } of this.#disks.values())
      for (const { mutation } of disk.tray.values()) yield String((mutation.args as { words?: string }).words ?? '');
  }

  /** Everyone who has used this phone. */
  people(): readonly string[] {
    return [...this.#disks.keys()];
  }

  /** Ids that count what this disk has seen: another disk of the same device counts from 1 again. */
  #counter(): () => string {
    const { disk } = this.#disk();
    let count = Math.max(0, ...disk.outbox.keys(), ...disk.settled.keys());
    const device = this.device.slice(-1).padStart(12, '0');
    return () => `00000000-0000-7${(++count % 0x1000).toString(16).padStart(3, '0')}-8000-${device}`;
  }

  /** What the base already holds must not be replayed on top of it: a person would see their own change twice. */
  #lookTwice(): void {
    const { watch } = this.#world;
    const replica = this.#life?.phone.replica;
    const { cursor } = replica ?? {};
    // A machine rolled back uses its revs again: what they stood for is not known any more.
    if (!replica || !cursor || watch.counted.rollbacks > 0) return;
    for (const { record } of replica.entries) {
      const rev = watch.applied.get(`${cursor.epoch}/${record.mutation.id}`);
      if (rev !== undefined && rev <= cursor.rev) watch.broken(`counted twice: ${record.mutation.name}`);
    }
  }

  #disk(): SimDisk {
    const owner = this.#world.variant === 'one store for two people' ? 'both' : this.staff;
    let disk = this.#disks.get(owner);
    if (!disk) {
      disk = new SimDisk();
      this.#disks.set(owner, disk);
    }
    if (this.#world.variant === 'restore without settled') disk.disk.settled.clear();
    return disk;
  }
}

type Name = keyof StaffUp;

/** One phone's way to whichever server answers: each direction takes its time, and what is cut is gone. */
class SimLink implements Link {
  readonly #world: PhoneWorld;
  readonly #of: SimPhone;
  readonly #staff: string;
  readonly #isAlive: () => boolean;
  #on: LinkEvents | undefined;
  #server: SimServer | undefined;
  #unhear: (() => void) | undefined;

  constructor(world: PhoneWorld, of: SimPhone, staff: string, isAlive: () => boolean) {
    this.#world = world;
    this.#of = of;
    this.#staff = staff;
    this.#isAlive = isAlive;
  }

  async connect(on: LinkEvents): Promise<Connection | 'unreachable'> {
    await this.#travel();
    const server = this.#world.server();
    if (!server || this.#of.network !== 'open') return 'unreachable';
    this.cut();
    this.#on = on;
    this.#server = server;
    return {
      send: (name, packet) => this.#send(on, name, packet),
      close: () => {
        if (this.#on === on) this.#leave();
      },
    };
  }

  async load(): Promise<Patch | undefined> {
    await this.#travel();
    const patch = this.#of.network === 'open' ? this.#world.server()?.load(this.#of.device) : undefined;
    await this.#travel();
    return patch && carried(patchOf(this.#world.variant, patch));
  }

  cut(): void {
    const on = this.#on;
    this.#leave();
    if (!on) return;
    this.#world.watch.counted.cuts += 1;
    on.closed();
  }

  #leave(): void {
    this.#on = undefined;
    this.#server = undefined;
    this.#unhear?.();
    this.#unhear = undefined;
  }

  #send<P extends Name>(on: LinkEvents, name: P, packet: PacketOf<P>): Promise<AnswerTo<P>> {
    const sent = carried(packet);
    return new Promise((resolve) => {
      const deliver = async (isDouble: boolean): Promise<void> => {
        await this.#travel();
        const server = this.#server;
        if (this.#of.network === 'half-open') this.#world.watch.counted.halfOpen += 1;
        if (this.#on !== on || !server?.isAlive || this.#of.network !== 'open') return;
        const answer = carried(this.#serve(server, name, sent));
        if (isDouble) return;
        await this.#travel();
        if (this.#on === on && this.#of.network === 'open' && this.#isAlive())
          this.#of.hears(() => resolve(answer as AnswerTo<P>));
        else this.#world.watch.counted.lostAnswers += 1;
      };
      void deliver(false);
      if (name === 'push' && this.#of.doubles) {
        this.#world.watch.counted.doubled += 1;
        void deliver(true);
      }
    });
  }

  #serve(server: SimServer, name: Name, packet: unknown): unknown {
    const { ledger } = server;
    const { device } = this.#of;
    const { time, variant } = this.#world;
    switch (name) {
      case 'hello': {
        this.#listen(server);
        const found = ledger.since(SHOW, (packet as Hello).shows[SHOW] ?? null, device);
        if (found === 'later') return { ok: false, code: 'later', retryMs: 1_000 };
        return {
          ok: true,
          welcome: {
            serverMs: time.nowMs(),
            epoch: ledger.epoch,
            build: 'app',
            protocol: PROTOCOL,
            update: false,
            limits: { batch: 50, photoBytes: 1, pieceBytes: 1 },
            shows: [{ id: SHOW, staff: this.#staff }],
          },
          patches: typeof found === 'object' ? [patchOf(variant, found)] : [],
          load: found === 'load' ? [SHOW] : [],
        };
      }
      case 'pull': {
        const found = ledger.since(SHOW, (packet as PacketOf<'pull'>).cursor, device);
        if (found === 'later') return { ok: false, code: 'later', retryMs: 1_000 };
        return typeof found === 'object' ? { ok: true, patch: patchOf(variant, found) } : { ok: true, load: true };
      }
      case 'push':
        return { ok: true, answers: server.push((packet as PacketOf<'push'>).mutations, { by: this.#staff, device }) };
      case 'clock':
        return { ok: true, serverMs: time.nowMs(), epoch: ledger.epoch, rev: ledger.rev(SHOW) };
    }
  }

  #listen(server: SimServer): void {
    this.#unhear?.();
    const stops = [
      server.ledger.onCommit(({ settled, ...commit }) => {
        if (this.#of.losesPatches) return;
        const patch = { ...commit, settled: [...(settled.get(this.#of.device) ?? [])] };
        void this.#tell((on) => on.patch(carried(patchOf(this.#world.variant, patch))));
      }),
      server.ledger.onEpoch(() => void this.#tell((on) => on.bye({ reason: 'epoch', retryMs: 0 }))),
    ];
    this.#unhear = () => {
      for (const stop of stops) stop();
    };
  }

  async #tell(say: (on: LinkEvents) => void): Promise<void> {
    const on = this.#on;
    await this.#travel();
    if (on && this.#on === on && this.#of.network === 'open') this.#of.hears(() => say(on));
  }

  #travel(): Promise<void> {
    const { time, chance } = this.#world;
    return new Promise((resolve) => time.after(chance.between(5, 250), resolve));
  }
}

/** What came over a wire: nothing of it is shared with who sent it. */
const carried = <T>(packet: T): T => (packet === undefined ? packet : JSON.parse(JSON.stringify(packet)));
