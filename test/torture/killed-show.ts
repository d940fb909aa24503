import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../../server/database.ts';
import { seenOf } from '../../shared/post-status.ts';
import type { PublicationRow } from '../../shared/rows/publication.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { Chance } from '../simulation/chance.ts';
import { doubled } from './doubled.ts';
import { grain, loadShow, NodePhone, type Session, sessionOf, textsIn } from './node-phone.ts';

/** A photo is two pieces at least, so that a kill can fall between them. */
const PHOTO_BYTES = 90_000;
/** Posts that the hand goes on to write while there is no server, at most. */
const AWAY_POSTS = 6;
const BEGIN = 'Essai';

interface Parts {
  readonly server: BenchServer;
  readonly phone: NodePhone;
  readonly session: Session;
  readonly epoch: string | undefined;
  readonly networks: readonly string[];
}

/** A show whose server is killed over and over, and the phone that goes on working on it. */
export class KilledShow {
  readonly counted = {
    posts: 0,
    fired: 0,
    photos: 0,
    published: 0,
    'words under way': 0,
    'photos under way': 0,
    'posts going out': 0,
  };
  readonly #parts: Parts;
  /** The mutations that made a post. */
  readonly #written = new Set<string>();

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static async open(): Promise<KilledShow> {
    const server = await startServer();
    const session = await sessionOf(server, 'phone-1');
    const phone = new NodePhone(session, server.url);
    await phone.open();
    await phone.until(() => phone.phone.replica.cursor !== undefined, 'the phone has the show');
    const epoch = phone.phone.replica.cursor?.epoch;
    const networks: string[] = [];
    for (const { id, network, spacingMs } of [...phone.rows.all('channel')]) {
      if (network !== 'bluesky' && network !== 'mastodon') continue;
      networks.push(id);
      await phone.phone.acts.act('channel.edit', { channel: id, change: { spacingMs: { from: spacingMs, to: 0 } } });
    }
    return new KilledShow({ server, phone, session, epoch, networks });
  }

  /** One kill while a hand writes, and until the phone is back: the milliseconds after which the server was ready. */
  async kill(round: number): Promise<number> {
    const { server, phone } = this.#parts;
    const chance = new Chance(round);
    const lastsMs = chance.between(50, 500);
    let left = Number.POSITIVE_INFINITY;
    const writing = this.#write(round, chance, () => left-- > 0);
    // No wait for something to be done: the moment of the kill is what the seed chooses, whatever is under way then.
    await new Promise((resolve) => setTimeout(resolve, lastsMs));
    this.#countUnderWay();
    // Drawn apart: how often the hand has drawn by now is the machine's to say, and not the seed's.
    left = new Chance(-round).between(0, AWAY_POSTS);
    await server.kill();
    const beganMs = performance.now();
    await server.start();
    const readyMs = performance.now() - beganMs;
    await writing;
    phone.lookAgain();
    await phone.until(() => phone.phone.loop.strength === 'online', 'the phone is back');
    return readyMs;
  }

  /** What is not as it was acknowledged. */
  async check(when: string): Promise<readonly string[]> {
    const { server, phone, session, epoch } = this.#parts;
    // Read before the rows are asked for: what is answered meanwhile is in neither of the two.
    const owed = new Set(phone.phone.replica.entries.map(({ record }) => record.mutation.id));
    const acknowledged = phone.phone.replica.settled.map(({ mutation }) => mutation.id);
    const there = await loadShow(server.url, session);
    const violations: string[] = [];
    if (there.epoch !== epoch) violations.push(`${when}: the history is no longer the one that phones knew`);
    const texts = textsIn(there.rows);
    for (const id of this.#written) if (!texts.has(id) && !owed.has(id)) violations.push(`${when}: ${id} is lost`);
    const settled = new Set(there.settled);
    for (const id of acknowledged) {
      if (!settled.has(id)) violations.push(`${when}: ${id} was acknowledged and is not there`);
    }
    if (settled.size !== there.settled.length) violations.push(`${when}: a mutation is settled twice`);
    return violations;
  }

  /** Waits until nothing is under way any more, and ends: what is not as it was promised. */
  async end(when: string): Promise<readonly string[]> {
    const { server, phone, session } = this.#parts;
    phone.lookAgain();
    await phone.until(() => phone.unsent === 0, 'all words are sent');
    await phone.until(() => [...phone.rows.all('photo')].every(({ received }) => received), 'all photos are received');
    // What was being sent when the server died is looked up half a minute later.
    await phone.until(() => [...phone.rows.all('publication')].every(isSettled), 'nothing is going out any more');
    const violations = [...(await this.check(when))];
    for (const { state } of phone.rows.all('publication')) if (state === 'published') this.counted.published += 1;
    violations.push(...(await doubled(server.url, { ...session, words: BEGIN })).map((words) => `${when}: ${words}`));
    phone.kill();
    await server.kill();
    violations.push(...flawsIn(server.dataDir).map((words) => `${when}: ${words}`));
    await server.close();
    return violations;
  }

  /** Posts one after the other at the pace of a hand; some with a photo, one of them let go at once. */
  async #write(round: number, chance: Chance, goesOn: () => boolean): Promise<void> {
    const { phone, networks } = this.#parts;
    let hasFired = false;
    while (goesOn()) {
      const words = `${BEGIN} ${round}/${this.counted.posts}. ${'Mots '.repeat(20)}`;
      const post = await phone.write(words, { channels: [...networks] });
      this.counted.posts += 1;
      const made = phone.phone.replica.entries.findLast(({ record }) => record.mutation.name === 'post.create');
      if (made) this.#written.add(made.record.mutation.id);
      if (chance.next() < 0.2) {
        await phone.addPhoto(post, await grain(PHOTO_BYTES, round * 100 + this.counted.posts));
        this.counted.photos += 1;
      } else if (!hasFired && chance.next() < 0.5) {
        hasFired = true;
        const row = phone.rows.get('post', post);
        if (row) await phone.phone.acts.act('post.fire', { post, seen: seenOf(phone.rows, row) });
        this.counted.fired += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, chance.between(5, 40)));
    }
  }

  /** What a kill falls upon, as far as the phone knows: that the run was not vacuous. */
  #countUnderWay(): void {
    const { phone } = this.#parts;
    if (phone.unsent > 0) this.counted['words under way'] += 1;
    if ([...phone.rows.all('photo')].some(({ received }) => !received)) this.counted['photos under way'] += 1;
    if (![...phone.rows.all('publication')].every(isSettled)) this.counted['posts going out'] += 1;
  }
}

const isSettled = ({ state, asks, freshUntilMs }: PublicationRow): boolean =>
  (state !== 'owed' || freshUntilMs < Date.now()) && state !== 'sending' && (state !== 'unknown' || asks);

function flawsIn(dataDir: string): readonly string[] {
  const database = new DatabaseSync(join(dataDir, DATABASE_FILE));
  const answers = database.prepare('pragma integrity_check').all();
  database.close();
  return answers.flatMap(({ integrity_check: said }) => (said === 'ok' ? [] : [`integrity: ${said}`]));
}
