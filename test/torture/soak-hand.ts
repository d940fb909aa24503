import { headsOf, seenOf } from '../../shared/post-status.ts';
import type { PostRow } from '../../shared/rows/post.ts';
import type { Chance } from '../simulation/chance.ts';
import { grain, type NodePhone } from './node-phone.ts';
import { pause } from './soak-pause.ts';

const PHOTO_BYTES = 60_000;
/** Posts of anyone that a person turns to: what was worked on last. */
const RECENT = 40;

/** What one person of the team does all evening: writes, rewrites, stars, fires, and now and then adds a photo. */
export class SoakHand {
  /** Texts that the phone said it saved. */
  readonly written: string[] = [];
  readonly answeredMs: number[] = [];
  acts = 0;
  fired = 0;
  readonly #phone: NodePhone;
  readonly #chance: Chance;
  readonly #name: string;

  constructor({ phone, chance, name }: { readonly phone: NodePhone; readonly chance: Chance; readonly name: string }) {
    this.#phone = phone;
    this.#chance = chance;
    this.#name = name;
  }

  async work(everyMs: readonly [number, number], signal: AbortSignal): Promise<void> {
    while (await pause(this.#chance.between(...everyMs), signal)) await this.#act();
  }

  async #act(): Promise<void> {
    const { phone } = this.#phone;
    this.acts += 1;
    const kind = this.#chance.between(0, 19);
    const post = this.#anyPost();
    if (kind < 6 || !post) return this.#write(kind === 0);
    const before = phone.replica.entries.at(-1)?.record.mutation.id;
    if (kind < 12) {
      const parents = headsOf(this.#phone.rows, post.id).all?.map(({ id }) => id) ?? [];
      const words = `Essai ${this.#name}/${this.acts}, repris.`;
      const acted = await phone.acts.act('post.write', { post: post.id, variant: 'all', parents, words });
      if (acted.ok) this.written.push(acted.id);
    } else if (kind < 16) {
      const from = post.starred;
      await phone.acts.act('post.star', { post: post.id, change: { starred: { from, to: !from } } });
    } else {
      const acted = await phone.acts.act('post.fire', { post: post.id, seen: seenOf(this.#phone.rows, post) });
      if (acted.ok) this.fired += 1;
    }
    const last = phone.replica.entries.at(-1)?.record.mutation.id;
    if (last !== before) this.#time(last);
  }

  async #write(hasPhoto: boolean): Promise<void> {
    const channels = [...this.#phone.rows.all('channel')].flatMap(({ id, served }) =>
      served === 'server' ? [id] : [],
    );
    const post = await this.#phone.write(`Essai ${this.#name}/${this.acts}. Une abeille sur cent connaît la route.`, {
      channels,
    });
    const made = this.#phone.phone.replica.entries.at(-1)?.record.mutation.id;
    if (made !== undefined) this.written.push(made);
    this.#time(made);
    if (hasPhoto) await this.#phone.addPhoto(post, await grain(PHOTO_BYTES, Math.floor(this.#chance.next() * 2 ** 31)));
  }

  /** From when it was on the phone's disk to the server's answer. */
  #time(id: string | undefined): void {
    if (id === undefined) return;
    const { replica } = this.#phone.phone;
    const beganMs = performance.now();
    const isAnswered = () => !replica.entries.some(({ record }) => record.mutation.id === id);
    void this.#phone.until(isAnswered).then(() => void this.answeredMs.push(performance.now() - beganMs));
  }

  #anyPost(): PostRow | undefined {
    const posts = [...this.#phone.rows.all('post')].filter(({ id }) => id.startsWith('t-')).slice(-RECENT);
    return posts[this.#chance.between(0, posts.length - 1)];
  }
}
