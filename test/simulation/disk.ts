import { MemoryDisk, MemoryStore } from '../../client/sync/memory-store.ts';
import type { Changes, Kept, Saved, Store } from '../../client/sync/store.ts';
import type { Chance } from './chance.ts';

/** Transactions that a phone's system may still hold in memory, though it said that they were on the disk. */
const TAIL = 4;

/** A phone's disk, and what of it would be left if the phone's system crashed now. */
export class SimDisk {
  disk = new MemoryDisk();
  #flushed = new MemoryDisk();
  #flushing = new MemoryStore(this.#flushed);
  /** All since the last crash: what is older than the tail is brought to the disk only when it matters, at the next. */
  #tail: Changes[] = [];

  constructor() {
    void this.#flushing.read();
  }

  wrote(changes: Changes): void {
    this.#tail.push(changes);
  }

  /** The system crashes: the last few transactions never were. The ids that they had put in the outbox. */
  async lose(chance: Chance): Promise<readonly string[]> {
    while (this.#tail.length > TAIL) await this.#flush();
    const kept = chance.between(0, this.#tail.length);
    for (let n = 0; n < kept; n += 1) await this.#flush();
    const lost = this.#tail.flatMap(({ outbox }) => (outbox?.put ?? []).map(({ mutation }) => mutation.id));
    this.#tail = [];
    this.disk = structuredCopy(this.#flushed);
    return lost;
  }

  async #flush(): Promise<void> {
    const changes = this.#tail.shift();
    if (changes) await this.#flushing.save(changes);
  }
}

/** A store over such a disk, which takes its time; a killed app's last write may never happen. */
export class SlowStore implements Store {
  readonly lasting = true;
  readonly #of: SimDisk;
  readonly #inner: MemoryStore;
  readonly #isAlive: () => boolean;
  readonly #timers: { after(ms: number, call: () => void): () => void };
  readonly #chance: Chance;

  constructor(
    of: SimDisk,
    parts: {
      readonly isAlive: () => boolean;
      readonly timers: { after(ms: number, call: () => void): () => void };
      readonly chance: Chance;
    },
  ) {
    this.#of = of;
    this.#inner = new MemoryStore(of.disk);
    this.#isAlive = parts.isAlive;
    this.#timers = parts.timers;
    this.#chance = parts.chance;
  }

  read(): Promise<Kept> {
    return this.#inner.read();
  }

  save(changes: Changes): Promise<Saved | 'emptied'> {
    return new Promise((resolve) => {
      this.#timers.after(this.#chance.between(1, 40), () => {
        if (this.#isAlive()) void this.#write(changes).then(resolve);
      });
    });
  }

  async #write(changes: Changes): Promise<Saved | 'emptied'> {
    const saved = await this.#inner.save(changes);
    if (saved === 'saved') this.#of.wrote(changes);
    return saved;
  }

  getPhoto: Store['getPhoto'] = (hash) => this.#inner.getPhoto(hash);
  putPhoto: Store['putPhoto'] = (photo) => this.#inner.putPhoto(photo);
  markReceived: Store['markReceived'] = (hash) => this.#inner.markReceived(hash);
  deletePhotos: Store['deletePhotos'] = (hashes) => this.#inner.deletePhotos(hashes);
  listPhotos: Store['listPhotos'] = () => this.#inner.listPhotos();

  close(): void {
    this.#inner.close();
  }
}

function structuredCopy(of: MemoryDisk): MemoryDisk {
  const copy = new MemoryDisk();
  copy.base = of.base;
  copy.offsetMs = of.offsetMs;
  for (const name of ['rows', 'outbox', 'settled', 'tray', 'desk', 'photos'] as const) {
    for (const [key, record] of structuredClone(of[name]) as Map<never, never>)
      (copy[name] as Map<never, never>).set(key, record);
  }
  return copy;
}
