import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AnswerTo, Connection, Link, LinkEvents, PacketOf } from '../../../client/sync/link.ts';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import { Phone } from '../../../client/sync/phone.ts';
import type { Store } from '../../../client/sync/store.ts';
import { uuidMaker } from '../../../client/sync/uuid.ts';
import { openDatabase } from '../../../server/database.ts';
import { backUp } from '../../../server/ledger/backup.ts';
import type { Ledger } from '../../../server/ledger/ledger.ts';
import { openLedger } from '../../../server/ledger/sqlite.ts';
import type { ArgsOf } from '../../../shared/apply/apply.ts';
import { type Hello, type Here, type Patch, PROTOCOL, type StaffUp } from '../../../shared/protocol.ts';
import { mutationsOf } from '../../contract/small-show.ts';
import { FakeTime } from '../../fixtures/fake-time.ts';

export const SHOW = 'finale';
const START_MS = Date.UTC(2027, 5, 10, 16);

type Name = keyof StaffUp;
type Handler = (name: Name, packet: unknown) => unknown;

/** A hall: the real ledger behind links that do what the test says, in a time that only the test moves. */
export function openHall() {
  const time = new FakeTime(START_MS);
  const root = mkdtempSync(join(tmpdir(), 'regie-'));
  let marks = 0;
  const openOn = (dataDir: string) => {
    const opened = openDatabase(dataDir);
    if (!opened.ok) throw new Error(opened.fault.detail);
    const mark = () => `mark-${++marks}`;
    const ledger = openLedger({ database: opened.database, clock: time, random: mark });
    return { database: opened.database, dataDir, ledger };
  };
  let server = openOn(join(root, 'data'));
  onTestFinished(() => {
    server.database.close();
    rmSync(root, { recursive: true });
  });
  const make = mutationsOf(() => server.ledger, SHOW, time.nowMs);
  server.ledger.push([make.create()], { by: 'engine:import' });
  const links = new Set<HallLink>();

  const hall = {
    time,
    make,
    get ledger(): Ledger {
      return server.ledger;
    },
    /** Someone else does something. */
    push: (mutation: ReturnType<typeof make.mutation>, staff = 'loane') =>
      server.ledger.push([mutation], { by: staff, device: `device-${staff}` })[0],
    /** Makes a backup; the answer opens it in the place of what is there: a new epoch. */
    async backUp(): Promise<() => void> {
      const into = join(root, 'backups');
      const folder = await backUp({ database: server.database, dataDir: server.dataDir, nowMs: time.nowMs(), into });
      return () => {
        for (const link of links) link.cut();
        server.database.close();
        server = openOn(folder);
      };
    },
    phone(options: PhoneOptions = {}) {
      const made = phoneOf(hall, options);
      links.add(made.link);
      onTestFinished(() => {
        made.phone.loop.stop();
      });
      return made;
    },
  };
  return hall;
}
export type Hall = ReturnType<typeof openHall>;

export interface PhoneOptions {
  readonly staff?: string;
  readonly disk?: MemoryDisk;
  readonly store?: Store;
  /** By how much this phone's clock is off. */
  readonly offMs?: number;
}

let seed = 0;

function phoneOf(hall: Hall, { staff = 'naima', disk = new MemoryDisk(), store, offMs = 0 }: PhoneOptions) {
  const device = `device-${staff}`;
  const link = new HallLink(hall, staff, device);
  const wall = { offMs };
  const wallMs = () => hall.time.nowMs() + wall.offMs;
  const here: (readonly Here[])[] = [];
  const loads = { fail: false, count: 0, before: async (): Promise<void> => {} };
  let drawn = 0;
  seed += 1;
  const phone = new Phone({
    show: SHOW,
    staff,
    device,
    build: 'app-1',
    store: store ?? new MemoryStore(disk),
    link,
    async load(show): Promise<Patch | undefined> {
      loads.count += 1;
      if (loads.fail || !link.reachable) return undefined;
      const patch = hall.ledger.load(show, device);
      await loads.before();
      return structuredClone(patch);
    },
    wallMs,
    timers: hall.time,
    random: () => 0.5,
    newId: uuidMaker(wallMs, (bytes) => bytes.fill(seed % 256)),
    on: {
      changed: () => {
        drawn += 1;
      },
      here: (people) => here.push(people),
    },
  });
  const post = (id: string, words?: string) => {
    const { args } = hall.make.post(id, words);
    return phone.acts.act('post.create', args as ArgsOf<'post.create'>);
  };
  return {
    phone,
    link,
    disk,
    wall,
    here,
    loads,
    post,
    get drawn() {
      return drawn;
    },
    submit: (id: string) => phone.acts.act('post.submit', { post: id }),
    text: (id: string, words: string, parents: readonly string[] = []) =>
      phone.acts.act('post.write', { post: id, variant: 'all', parents: [...parents], words }),
    /** Names of what waits, in order. */
    outbox: () => phone.replica.entries.map(({ record }) => record.mutation.name),
    ids: () => phone.replica.entries.map(({ record }) => record.mutation.id),
    async start() {
      await phone.start();
      await hall.time.pass(0);
      return this;
    },
  };
}
export type HallPhone = ReturnType<typeof phoneOf>;

/** One phone's way to the server. */
export class HallLink implements Link {
  readonly #hall: Hall;
  readonly #staff: string;
  readonly #device: string;
  #on: LinkEvents | undefined;
  #stop: (() => void) | undefined;
  #held: (() => void)[] = [];
  reachable = true;
  session: 'this' | 'none' | { readonly staff: string } = 'this';
  /** Live patches are lost on the way. */
  losesPatches = false;
  /** Answers wait until `letGo()`. */
  holdsAnswers = false;
  /** Answers in the place of the server when it returns something; `null`: no answer at all. */
  instead: Handler = () => undefined;
  /** What the phone sent, in order. */
  readonly sent: { readonly name: Name; readonly packet: never }[] = [];
  attempts: number[] = [];
  protocol = PROTOCOL;

  constructor(hall: Hall, staff: string, device: string) {
    this.#hall = hall;
    this.#staff = staff;
    this.#device = device;
  }

  async connect(on: LinkEvents): Promise<Connection | 'unreachable' | 'no-session'> {
    this.attempts.push(this.#hall.time.nowMs());
    if (!this.reachable) return 'unreachable';
    if (this.session === 'none') return 'no-session';
    this.#on = on;
    return {
      send: <P extends Name>(name: P, packet: PacketOf<P>): Promise<AnswerTo<P>> =>
        new Promise((resolve) => this.#receive(name, packet, (answer) => resolve(answer as AnswerTo<P>), on)),
      close: () => {
        if (this.#on === on) this.#leave();
      },
    };
  }

  /** The packets of one name, as sent. */
  packets<P extends Name>(name: P): readonly PacketOf<P>[] {
    return this.sent.flatMap((one) => (one.name === name ? [one.packet as PacketOf<P>] : []));
  }
  /** The mutations of each push. */
  pushes(): readonly (readonly string[])[] {
    return this.packets('push').map(({ mutations }) => mutations.map(({ name }) => name));
  }
  get isConnected(): boolean {
    return this.#on !== undefined;
  }

  /** The network goes: the phone hears of it. */
  cut(): void {
    const on = this.#on;
    this.#leave();
    on?.closed();
  }
  letGo(): void {
    this.holdsAnswers = false;
    for (const answer of this.#held.splice(0)) answer();
  }
  say<E extends 'patch' | 'bye' | 'here'>(event: E, what: Parameters<LinkEvents[E]>[0]): void {
    this.#on?.[event](what as never);
  }
  listen(): void {
    this.#stop?.();
    this.#stop = this.#hall.ledger.onCommit(({ settled, ...commit }) => {
      const patch: Patch = { ...commit, settled: [...(settled.get(this.#device) ?? [])] };
      if (!this.losesPatches) this.#on?.patch(structuredClone(patch));
    });
  }

  #leave(): void {
    this.#on = undefined;
    this.#stop?.();
    this.#held = [];
  }

  #receive(name: Name, packet: unknown, answer: (answer: unknown) => void, on: LinkEvents): void {
    this.sent.push({ name, packet: structuredClone(packet) as never });
    if (this.#on !== on) return;
    const own = this.instead(name, packet);
    if (own === null) return;
    const said = structuredClone(own ?? this.#serve(name, packet));
    const give = () => {
      if (this.#on === on) answer(said);
    };
    if (this.holdsAnswers) this.#held.push(give);
    else give();
  }

  #serve(name: Name, packet: unknown): unknown {
    const { ledger, time } = this.#hall;
    const staff = typeof this.session === 'object' ? this.session.staff : this.#staff;
    switch (name) {
      case 'hello': {
        const { shows } = packet as Hello;
        this.listen();
        const answer = ledger.since(SHOW, shows[SHOW] ?? null, this.#device);
        return {
          ok: true,
          welcome: {
            serverMs: time.nowMs(),
            epoch: ledger.epoch,
            build: 'app-1',
            protocol: this.protocol,
            update: false,
            limits: { batch: 50, photoBytes: 1, pieceBytes: 1 },
            shows: [{ id: SHOW, staff }],
          },
          patches: typeof answer === 'object' ? [answer] : [],
          load: answer === 'load' ? [SHOW] : [],
        };
      }
      case 'pull': {
        const answer = ledger.since(SHOW, (packet as PacketOf<'pull'>).cursor, this.#device);
        return answer === 'load' ? { ok: true, load: true } : { ok: true, patch: answer };
      }
      case 'push':
        return {
          ok: true,
          answers: ledger.push((packet as PacketOf<'push'>).mutations, { by: staff, device: this.#device }),
        };
      case 'clock':
        return { ok: true, serverMs: time.nowMs(), epoch: ledger.epoch, rev: ledger.rev(SHOW) };
    }
  }
}
