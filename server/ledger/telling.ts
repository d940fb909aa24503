import type { Log } from '../log.ts';
import type { Commit } from './ledger.ts';

type Listener<T> = (told: T) => void;

/**
 * Tells listeners what was committed. A listener may push: what that commits waits its turn, so that every listener
 * hears the commits in their order. A listener that throws stops no other.
 */
export class Telling {
  readonly #log: Log;
  readonly #commit = new Set<Listener<Commit>>();
  readonly #epoch = new Set<Listener<string>>();
  readonly #queue: (() => void)[] = [];
  #isTelling = false;

  constructor(log: Log) {
    this.#log = log;
  }

  onCommit(listener: Listener<Commit>): () => void {
    this.#commit.add(listener);
    return () => this.#commit.delete(listener);
  }
  onEpoch(listener: Listener<string>): () => void {
    this.#epoch.add(listener);
    return () => this.#epoch.delete(listener);
  }

  addCommit(commit: Commit): void {
    this.#queue.push(() => this.#tell(this.#commit, commit));
  }
  addEpoch(epoch: string): void {
    this.#queue.push(() => this.#tell(this.#epoch, epoch));
  }

  tellAll(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    for (let tell = this.#queue.shift(); tell; tell = this.#queue.shift()) tell();
    this.#isTelling = false;
  }

  #tell<T>(listeners: ReadonlySet<Listener<T>>, told: T): void {
    for (const listener of listeners) {
      try {
        listener(told);
      } catch (error) {
        this.#log.error({ err: error }, 'a listener broke');
      }
    }
  }
}
