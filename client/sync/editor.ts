import { headsOf } from '../../shared/post-status.ts';
import type { Acted, Acts } from './acts.ts';
import type { ServerClock } from './clock.ts';
import { replaceable, type Written } from './outbox.ts';
import type { Replica } from './replica.ts';
import type { DeskRecord } from './store.ts';
import type { Timers } from './timers.ts';

/** Typing is kept on the desk after this. */
export const KEEP_AFTER_MS = 300;
/** Words at rest for this long are written. */
export const WRITE_AFTER_MS = 5_000;

export interface EditorParts {
  readonly replica: Replica;
  readonly acts: Acts;
  readonly clock: ServerClock;
  readonly timers: Timers;
  readonly on: { changed(): void; closed(): void };
}

/** What an editor starts from: words, and the texts they replace. */
export interface Start {
  readonly words: string;
  readonly parents: readonly string[];
}

/**
 * One post's words in one variant, while a person has them open. What is typed is kept on the desk, and becomes a
 * `post.write` when the hand rests; words that nobody has read elsewhere are replaced in the outbox, so that an hour of
 * typing offline is one version and not a hundred.
 */
export class Editor {
  readonly post: string;
  readonly variant: string;
  readonly #parts: EditorParts;
  #words: string;
  #parents: readonly string[];
  /** The words of what these words replace; undefined: whatever they are now, they differ. */
  #written: string | undefined;
  #keptWords: string | undefined;
  #touched = false;
  #open = true;
  #cancelKeep: (() => void) | undefined;
  #cancelWrite: (() => void) | undefined;

  constructor(parts: EditorParts, of: { readonly post: string; readonly variant: string; readonly from?: Start }) {
    this.#parts = parts;
    this.post = of.post;
    this.variant = of.variant;
    const kept = parts.replica.desk.find((record) => record.post === of.post && record.variant === of.variant);
    const head = this.#heads()[0];
    const start = kept ?? of.from ?? { words: head?.words ?? '', parents: head ? [head.id] : [] };
    this.#words = start.words;
    this.#parents = start.parents;
    this.#written = this.#wordsOf(start.parents);
    this.#keptWords = kept?.words;
    this.#touched = kept !== undefined;
    // Found at start, it is written after the same rest as if it had just been typed.
    if (kept) this.#watchRest();
  }

  get words(): string {
    return this.#words;
  }
  get parents(): readonly string[] {
    return this.#parents;
  }
  get state(): 'written' | 'typing' | 'kept' {
    if (!this.#touched) return 'written';
    return this.#keptWords === this.#words ? 'kept' : 'typing';
  }
  /** Someone else's version replaced what these words were begun from: writing them makes two versions. */
  get behind(): boolean {
    if (!this.#touched) return false;
    const heads = this.#heads();
    return heads.length > 0 && this.#parents.some((id) => !heads.some((head) => head.id === id));
  }

  /** Every keystroke. */
  set(words: string): void {
    if (!this.#open || words === this.#words) return;
    this.#words = words;
    this.#touched = true;
    this.#cancelKeep?.();
    this.#cancelKeep = this.#parts.timers.after(KEEP_AFTER_MS, () => void this.#keep());
    this.#watchRest();
    this.#parts.on.changed();
  }

  /** Writes what differs. Undefined: nothing did. Refused: the words stay on the desk. */
  async write(): Promise<Acted | undefined> {
    this.#cancelTimers();
    const words = this.#words.normalize('NFC');
    if (words === this.#written) {
      this.#touched = false;
      if (this.#keptWords !== undefined) await this.#forget();
      this.#parts.on.changed();
      return undefined;
    }
    const { acts, replica } = this.#parts;
    const mine = replaceable(replica.entries, this);
    const instead = mine && this.#parents.includes(mine.record.mutation.id) ? mine : undefined;
    const { post, variant } = this;
    const { now, saved } = acts.begin(
      'post.write',
      { post, variant, parents: this.#parentsNow(instead?.record.mutation), words },
      { instead, also: { desk: { remove: [{ post, variant }] } } },
    );
    if (!now.ok) {
      await this.#keep();
      return now;
    }
    this.#parents = [now.id];
    this.#written = words;
    this.#keptWords = undefined;
    this.#touched = false;
    this.#parts.on.changed();
    return await saved;
  }

  /** Writes what differs and ends the editor. */
  async close(): Promise<Acted | undefined> {
    const acted = this.#touched ? await this.write() : undefined;
    this.#end();
    return acted;
  }

  /** Forgets what was typed since the last write, and ends the editor. */
  async discard(): Promise<void> {
    this.#end();
    if (this.#touched) await this.#forget();
  }

  /** The page hides: what was typed is written now, in one transaction. */
  hide(): void {
    if (this.#touched) void this.write();
  }

  /** Starts again from other words, unless something typed here is not yet written. */
  restart(from: Start): void {
    if (this.#touched) return;
    this.#words = from.words;
    this.#parents = from.parents;
    this.#written = this.#wordsOf(from.parents);
    this.#parts.on.changed();
  }

  /** The rows changed: an editor in which nothing was typed shows the version that replaced its own. */
  follow(): void {
    const [head, second] = this.#heads();
    const isOwn = head !== undefined && this.#parents.length === 1 && this.#parents[0] === head.id;
    if (this.#touched || !head || second || isOwn || this.#parents.length > 1) this.#parts.on.changed();
    else this.restart({ words: head.words, parents: [head.id] });
  }

  #heads() {
    return headsOf(this.#parts.replica.rows, this.post)[this.variant] ?? [];
  }

  /** The words of what is replaced; of two versions, none: even words equal to one of them join the two. */
  #wordsOf([parent, second]: readonly string[]): string | undefined {
    if (second !== undefined) return undefined;
    return parent === undefined ? '' : (this.#parts.replica.rows.get('text', parent)?.words ?? '');
  }

  /**
   * What these words replace. In the place of an unsent write of one's own, what that one replaced. A text that is not
   * there (refused, lost in a restore) is not named: the words then stand beside what is there, as a second version.
   */
  #parentsNow(instead: { readonly id: string; readonly args: unknown } | undefined): string[] {
    const { rows } = this.#parts.replica;
    const parents = this.#parents.filter((id) => id !== instead?.id);
    const before = instead ? (instead.args as Written).parents : [];
    return [...new Set([...before, ...parents])].filter((id) => rows.get('text', id) !== undefined);
  }

  async #keep(): Promise<void> {
    this.#cancelKeep?.();
    const { replica, clock } = this.#parts;
    const { post, variant } = this;
    const words = this.#words;
    const record: DeskRecord = { post, variant, parents: this.#parents, words, atMs: clock.nowMs() };
    const saved = await replica.keepDesk(record);
    if (saved === 'saved') this.#keptWords = words;
    this.#parts.on.changed();
  }

  async #forget(): Promise<void> {
    this.#keptWords = undefined;
    await this.#parts.replica.forgetDesk({ post: this.post, variant: this.variant });
  }

  #watchRest(): void {
    this.#cancelWrite?.();
    this.#cancelWrite = this.#parts.timers.after(WRITE_AFTER_MS, () => void this.write());
  }

  #cancelTimers(): void {
    this.#cancelKeep?.();
    this.#cancelWrite?.();
  }

  #end(): void {
    this.#cancelTimers();
    this.#open = false;
    this.#parts.on.closed();
  }
}
