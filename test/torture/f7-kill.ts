import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../../server/database.ts';
import { seenOf } from '../../shared/post-status.ts';
import type { PublicationRow } from '../../shared/rows/publication.ts';
import { startServer } from '../bench/server.ts';
import { Chance } from '../simulation/chance.ts';
import { doubled } from './doubled.ts';
import { type Fault, percentile, type Told } from './fault.ts';
import { grain, loadShow, NodePhone, sessionOf, textsIn } from './node-phone.ts';

const CHECK_EVERY = 25;
/** A photo is two pieces at least, so that a kill can fall between them. */
const PHOTO_BYTES = 90_000;

/** The server is killed as by the system, at random moments, while phones push, photos arrive and posts go out. */
export const f7: Fault = {
  id: 'F7',
  what: 'server killed with pushes, photos and publications under way',
  rounds: 1000,
  unit: 'kills',
  async run({ rounds, from }): Promise<Told> {
    const server = await startServer();
    const violations: string[] = [];
    const readyMs: number[] = [];
    const counted = { posts: 0, fired: 0, photos: 0, published: 0 };
    const written = new Set<string>();
    const session = await sessionOf(server, 'phone-1');
    const phone = new NodePhone(session, server.url);
    await phone.open();
    await phone.until(() => phone.phone.replica.cursor !== undefined);
    const epoch = phone.phone.replica.cursor?.epoch;
    const networks = [...phone.rows.all('channel')].filter(
      ({ network }) => network === 'bluesky' || network === 'mastodon',
    );
    for (const { id, spacingMs } of networks) {
      await phone.phone.acts.act('channel.edit', { channel: id, change: { spacingMs: { from: spacingMs, to: 0 } } });
    }

    const check = async (when: string): Promise<void> => {
      // Read before the rows are asked for: what is answered meanwhile is in neither of the two.
      const owed = new Set(phone.phone.replica.entries.map(({ record }) => record.mutation.id));
      const acknowledged = phone.phone.replica.settled.map(({ mutation }) => mutation.id);
      const there = await loadShow(server.url, session);
      if (there.epoch !== epoch) violations.push(`${when}: the history is no longer the one that phones knew`);
      const texts = textsIn(there.rows);
      for (const id of written) if (!texts.has(id) && !owed.has(id)) violations.push(`${when}: ${id} is lost`);
      const settled = new Set(there.settled);
      for (const id of acknowledged) {
        if (!settled.has(id)) violations.push(`${when}: ${id} was acknowledged and is not there`);
      }
      if (settled.size !== there.settled.length) violations.push(`${when}: a mutation is settled twice`);
    };

    for (let round = from; round < from + rounds; round += 1) {
      const chance = new Chance(round);
      let isOver = false;
      let fires = 1;
      const act = async (): Promise<void> => {
        while (!isOver) {
          const post = await phone.write(`Essai ${round}/${counted.posts}. ${'Mots '.repeat(20)}`, {
            channels: networks.map(({ id }) => id),
          });
          counted.posts += 1;
          const made = phone.phone.replica.entries.findLast(({ record }) => record.mutation.name === 'post.create');
          if (made) written.add(made.record.mutation.id);
          if (chance.next() < 0.2) {
            await phone.addPhoto(post, await grain(PHOTO_BYTES, round * 100 + counted.posts));
            counted.photos += 1;
          } else if (fires > 0 && chance.next() < 0.5) {
            fires -= 1;
            const row = phone.rows.get('post', post);
            if (row) await phone.phone.acts.act('post.fire', { post, seen: seenOf(phone.rows, row) });
            counted.fired += 1;
          }
          await new Promise((resolve) => setTimeout(resolve, chance.between(5, 40)));
        }
      };
      const acting = act();
      // No wait for something to be done: the moment of the kill is what the seed chooses, whatever is under way then.
      await new Promise((resolve) => setTimeout(resolve, chance.between(50, 500)));
      await server.kill();
      const beganMs = performance.now();
      await server.start();
      readyMs.push(performance.now() - beganMs);
      isOver = true;
      await acting;
      // A person who comes back to the app does not wait for the next attempt.
      phone.phone.hide();
      phone.phone.show();
      await phone.until(() => phone.phone.loop.strength === 'online');
      if ((round - from + 1) % CHECK_EVERY === 0) await check(`round ${round}`);
    }

    await phone.until(() => phone.unsent === 0);
    await phone.until(() => [...phone.rows.all('photo')].every(({ received }) => received));
    // What was being sent when the server died is looked up half a minute later.
    await phone.until(() => [...phone.rows.all('publication')].every(isSettled));
    await check('at the end');
    for (const publication of phone.rows.all('publication'))
      if (publication.state === 'published') counted.published += 1;
    violations.push(...(await doubled(server.url, { ...session, words: 'Essai' })));
    phone.kill();
    await server.kill();
    violations.push(...flawsIn(server.dataDir));
    await server.close();
    return {
      rounds,
      violations,
      figures: [
        { what: 'ready p95', value: percentile(readyMs, 0.95) / 1000, unit: 's', atMost: 3 },
        { what: 'ready at worst', value: Math.max(...readyMs) / 1000, unit: 's', atMost: 3 },
      ],
      counted,
    };
  },
};

const isSettled = ({ state, asks, freshUntilMs }: PublicationRow): boolean =>
  (state !== 'owed' || freshUntilMs < Date.now()) && state !== 'sending' && (state !== 'unknown' || asks);

function flawsIn(dataDir: string): readonly string[] {
  const database = new DatabaseSync(join(dataDir, DATABASE_FILE));
  const answers = database.prepare('pragma integrity_check').all();
  database.close();
  return answers.flatMap(({ integrity_check: said }) => (said === 'ok' ? [] : [`integrity: ${said}`]));
}
