import type { Here, Patch } from '../../shared/protocol.ts';
import { Acts } from './acts.ts';
import { ServerClock } from './clock.ts';
import { Editor, type Start } from './editor.ts';
import type { KeeperState } from './keeper.ts';
import type { Link } from './link.ts';
import { Loop } from './loop.ts';
import { Replica } from './replica.ts';
import type { Kept, Store } from './store.ts';
import type { Timers } from './timers.ts';

export interface PhoneParts {
  readonly show: string;
  /** The staff row of the person signed in: the store is theirs alone. */
  readonly staff: string;
  readonly device: string;
  readonly build: string;
  readonly store: Store;
  readonly link: Link;
  /** `GET /shows/<id>/rows`. Undefined: it could not be had now. */
  readonly load: (show: string) => Promise<Patch | undefined>;
  /** This phone's clock. */
  readonly wallMs: () => number;
  /** The estimate of the server's that others here read too; by default one of its own. */
  readonly clock?: ServerClock;
  readonly timers: Timers;
  /** From 0 to 1. */
  readonly random: () => number;
  /** A new UUIDv7 each time. */
  readonly newId: () => string;
  readonly on: PhoneEvents;
}

export interface PhoneEvents {
  /** Anything that can be read here changed. */
  changed(): void;
  here(people: readonly Here[]): void;
}

/** One person's phone on one show, without its screens and without its browser: what the simulation runs too. */
export class Phone {
  readonly clock: ServerClock;
  readonly replica: Replica;
  readonly loop: Loop;
  readonly acts: Acts;
  readonly #parts: PhoneParts;
  readonly #editors = new Map<string, Editor>();

  constructor(parts: PhoneParts) {
    this.#parts = parts;
    const { show, staff, store, on } = parts;
    this.clock = parts.clock ?? new ServerClock(parts.wallMs);
    const changed = (): void => on.changed();
    this.replica = new Replica({
      staff,
      store,
      nowMs: () => this.clock.nowMs(),
      on: { changed: () => this.#follow(), desk: changed, storage: (state) => this.#onStorage(state) },
    });
    this.loop = new Loop({ ...parts, replica: this.replica, clock: this.clock, on: { changed, here: on.here } });
    this.acts = new Acts({
      show,
      replica: this.replica,
      clock: this.clock,
      newId: parts.newId,
      isOffline: () => this.loop.strength === 'offline',
      nudge: () => this.loop.nudge(),
    });
  }

  /** Reads what is kept and begins to synchronise. `failed`: the browser refuses the store; nothing was begun. */
  async start(): Promise<'ok' | 'failed'> {
    const kept = await this.#parts.store.read();
    if (typeof kept === 'string') return 'failed';
    this.begin(kept);
    return 'ok';
  }

  /** Begins to synchronise from what was read of the store. */
  begin(kept: Kept): void {
    this.replica.start(kept);
    this.clock.recall(kept.offsetMs);
    this.loop.start();
  }

  /** The one editor of these words: opened twice, it is the same. */
  openEditor(post: string, variant: string, from?: Start): Editor {
    const key = `${post} ${variant}`;
    const open = this.#editors.get(key);
    if (open) {
      if (from) open.restart(from);
      return open;
    }
    const { timers, on } = this.#parts;
    const closed = (): void => {
      this.#editors.delete(key);
      on.changed();
    };
    const editor = new Editor(
      {
        replica: this.replica,
        acts: this.acts,
        clock: this.clock,
        timers,
        on: { changed: () => on.changed(), closed },
      },
      { post, variant, ...(from ? { from } : {}) },
    );
    this.#editors.set(key, editor);
    return editor;
  }

  isOpen(post: string, variant: string): boolean {
    return this.#editors.has(`${post} ${variant}`);
  }

  /** The page hides, and may never come back: what was typed is written. */
  hide(): void {
    for (const editor of this.#editors.values()) editor.hide();
    this.loop.setVisible(false);
  }

  /** Someone looks again: what the system cleared meanwhile is noticed now, not with the next word. */
  show(): void {
    this.replica.checkDisk();
    this.loop.setVisible(true);
  }

  /** Writes what was typed, and lets go of network and store. */
  async stop(): Promise<void> {
    await Promise.all([...this.#editors.values()].map((editor) => editor.close()));
    this.loop.stop();
    await this.replica.idle();
    this.#parts.store.close();
  }

  #follow(): void {
    for (const editor of this.#editors.values()) editor.follow();
    this.#parts.on.changed();
  }

  #onStorage(state: KeeperState): void {
    // Another tab writes here now: what this one would still send or say is no longer this phone's.
    if (state === 'taken') this.loop.stop();
    this.#parts.on.changed();
  }
}
