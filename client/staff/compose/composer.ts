import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { headsOf } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { TextRow } from '../../../shared/rows/text.ts';
import { ALL_CHANNELS } from '../../../shared/rows/variant.ts';
import type { Desk, ShowModel } from '../../signals/show.ts';
import type { Acted } from '../../sync/acts.ts';
import { type Fields, fieldsOf, firstWords, type NewPost } from './start.ts';
import type { Typed } from './typing.ts';

export type DeskState = Desk['state']['value'];

/**
 * A post open in an editor. A new one is made at the first letter, photo or choice, so that opening the editor and
 * closing it leaves nothing behind. One variant at a time is on the desk, where it is kept as it is typed.
 */
export class Composer {
  readonly #show: ShowModel;
  readonly #from: NewPost;
  readonly #id = signal<string | undefined>(undefined);
  readonly #fields = signal<Fields | undefined>(undefined);
  readonly #first: Typed;
  readonly #desk = signal<Desk | undefined>(undefined);
  readonly #variant = signal(ALL_CHANNELS);
  readonly #joining = signal(false);
  #isClosed = false;

  /** The post as it is; before it exists, as it would be. */
  readonly post: ReadonlySignal<PostRow>;
  readonly exists: ReadonlySignal<boolean>;
  /** The words on the desk, as stored. */
  readonly words: ReadonlySignal<string>;
  readonly state: ReadonlySignal<DeskState>;
  /** Another version arrived since these words were begun. */
  readonly behind: ReadonlySignal<boolean>;
  /** The versions of this variant; two ask for a choice. */
  readonly heads: ReadonlySignal<readonly TextRow[]>;
  readonly variant: ReadonlySignal<string> = this.#variant;
  /** Two versions are being joined on the desk. */
  readonly joining: ReadonlySignal<boolean> = this.#joining;
  /** Where the caret waits in the first words. */
  readonly firstCaret: number;

  constructor(show: ShowModel, { post, ...from }: NewPost & { readonly post?: string | undefined }) {
    this.#show = show;
    this.#from = from;
    const rows = show.rows.peek();
    this.#id.value = post;
    const fields = fieldsOf(rows, from, show.nowMs());
    this.#fields.value = fields;
    this.#first = post === undefined ? firstWords(rows, from, fields.language) : { words: '', caret: 0 };
    this.firstCaret = this.#first.caret;
    const made = show.newId();
    this.post = computed(() => {
      const id = this.#id.value;
      const there = id === undefined ? undefined : show.rows.value.get('post', id);
      return there ?? virtual(id ?? made, this.#fields.value ?? fields, show.me.value?.id ?? '');
    });
    this.exists = computed(() => this.#id.value !== undefined);
    this.heads = computed(() => {
      const id = this.#id.value;
      return id === undefined ? [] : (headsOf(show.rows.value, id)[this.#variant.value] ?? []);
    });
    this.words = computed(() => {
      const desk = this.#desk.value;
      if (desk) return desk.words.value;
      return this.#id.value === undefined ? this.#first.words : (this.heads.value[0]?.words ?? '');
    });
    this.state = computed(() => this.#desk.value?.state.value ?? 'written');
    this.behind = computed(() => this.#desk.value?.behind.value ?? false);
  }

  get mayWrite(): boolean {
    return this.#show.me.value?.hats.includes('write') ?? false;
  }

  /**
   * Puts the words on the desk and says who is at it. Called once the editor is painted: on a slow phone a letter may come
   * before, and counts like any other.
   */
  open(): void {
    this.#isClosed = false;
    const id = this.#id.peek();
    if (id === undefined || !this.mayWrite) return;
    if (!this.#desk.peek()) this.#openDesk(id);
    const me = this.#show.me.peek()?.id;
    if (this.post.peek().owner !== me) this.#take(id, me);
  }

  /** Every keystroke, as stored. */
  type(words: string): void {
    if (!this.mayWrite || this.#isClosed) return;
    const id = this.ensure();
    (this.#desk.peek() ?? this.#openDesk(id)).set(words);
  }

  /** The post's id; makes the post where there is none yet. */
  ensure(): string {
    const there = this.#id.peek();
    if (there !== undefined) return there;
    const { id } = this.post.peek();
    const fields = this.#fields.peek() ?? fieldsOf(this.#show.rows.peek(), this.#from, this.#show.nowMs());
    void this.#show.act('post.create', { post: id, fields });
    batch(() => {
      this.#id.value = id;
      const desk = this.#openDesk(id);
      if (this.#first.words.trim() !== '') desk.set(this.#first.words);
    });
    this.#take(id, this.#show.me.peek()?.id);
    return id;
  }

  /** Changes fields from what is shown; of a post not made yet, only what it will be made with. */
  async edit(next: Partial<Fields>): Promise<Acted | undefined> {
    const id = this.#id.peek();
    if (id === undefined) {
      const now = this.#fields.peek();
      if (now) this.#fields.value = without({ ...now, ...next });
      return undefined;
    }
    const post = this.post.peek();
    const change = Object.fromEntries(
      (Object.keys(next) as (keyof Fields)[]).map((field) => [field, { from: post[field], to: next[field] }]),
    );
    return this.#show.act('post.edit', { post: id, change });
  }

  /** Another variant comes on the desk; one without words of its own starts from those for all. */
  async turnTo(variant: string): Promise<void> {
    if (variant === this.#variant.peek()) return;
    const id = this.#id.peek();
    const common = this.#variant.peek() === ALL_CHANNELS ? this.words.peek() : this.#headWords(ALL_CHANNELS);
    const desk = this.#desk.peek();
    this.#desk.value = undefined;
    this.#joining.value = false;
    await desk?.close();
    this.#variant.value = variant;
    if (id === undefined || this.#isClosed) return;
    const own = headsOf(this.#show.rows.peek(), id)[variant];
    this.#openDesk(id, own ? undefined : { parents: [], words: common });
  }

  /** A channel gets words of its own in which each narrow space, which counts double there, is an ordinary no-break one. */
  async lighten(channel: string): Promise<void> {
    await this.turnTo(channel);
    this.type(this.words.peek().replaceAll('\u202F', '\u00A0'));
  }

  /** One of two versions is the one. */
  async choose(text: TextRow): Promise<Acted> {
    const parents = this.heads.peek().map(({ id }) => id);
    const { post, variant, words } = text;
    return this.#show.act('post.write', { post, variant, parents, words });
  }

  /** Both versions come on the desk, one below the other, to be made one. */
  async join(): Promise<void> {
    await this.#desk.peek()?.write();
    const id = this.#id.peek();
    const heads = this.heads.peek();
    if (id === undefined || heads.length < 2) return;
    const words = heads.map((head) => head.words).join('\n\n');
    this.#openDesk(id, { parents: heads.map((head) => head.id), words });
    this.#joining.value = true;
  }

  /** All that was typed is written; resolves when it is on this phone. */
  async settle(): Promise<Acted | undefined> {
    const acted = await this.#desk.peek()?.write();
    if (acted?.ok !== false) this.#joining.value = false;
    return acted;
  }

  close(): void {
    this.#isClosed = true;
    const desk = this.#desk.peek();
    this.#desk.value = undefined;
    void desk?.close();
    const id = this.#id.peek();
    const me = this.#show.me.peek()?.id;
    if (id !== undefined && me !== undefined && this.post.peek().owner === me) this.#take(id, undefined);
  }

  #openDesk(id: string, from?: { readonly parents: readonly string[]; readonly words: string }): Desk {
    const desk = this.#show.openDesk(id, this.#variant.peek(), from);
    this.#desk.value = desk;
    return desk;
  }

  #headWords(variant: string): string {
    const id = this.#id.peek();
    return id === undefined ? '' : (headsOf(this.#show.rows.peek(), id)[variant]?.[0]?.words ?? '');
  }

  /** Who has it open is for the others to see now: with no network it would only be late. */
  #take(post: string, owner: string | undefined): void {
    if (this.#show.link.peek() === 'offline') return;
    void this.#show.act('post.take', owner === undefined ? { post } : { post, owner });
  }
}

function virtual(id: string, fields: Fields, me: string): PostRow {
  const never = { rev: 0, by: me, atMs: 0 };
  return { row: 'post', id, epoch: '', ...fields, state: 'draft', madeBy: me, starred: false, pinned: false, ...never };
}

/** Fields that are no longer said are absent, as the post's shape wants them. */
const without = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as unknown as Fields;
