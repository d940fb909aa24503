import { createHash } from 'node:crypto';
import { type BenchServer, startServer } from '../bench/server.ts';
import { Chance } from '../simulation/chance.ts';
import { type Fault, percentile, type Told } from './fault.ts';
import { type Line, openLine } from './line.ts';
import { grain, NodePhone, sessionOf } from './node-phone.ts';

const CUTS = 20;
const LARGE_BYTES = 1_900_000;
const LARGEST_BYTES = 1_980_000;
const SMALL_BYTES = 300_000;
/** No fault before the first piece, nor after the last. */
const MARGIN_BYTES = 20_000;
/** 400 kbit/s, as in a hall that is full. */
const HALL = { bytesPerSecond: 50_000, delayMs: [50, 250] } as const;
/** A minute's measure: not for a run of few rounds. */
const WITH_HALL = 10;
/** Photos under way at once, each on a way of its own: most of their time is a wait, for a line or for a next attempt. */
const WAYS = 4;
const KINDS = ['cuts', 'killed app', 'killed server', 'corrupt', 'wrong offset'] as const;

/** Photos on their way while lines are cut, apps and servers are killed, and bytes come out wrong. */
export const f19: Fault = {
  id: 'F19',
  what: 'uploads cut 20 times, killed at either end, corrupt, or going on from the wrong place',
  rounds: 100,
  unit: 'photos',
  async run({ rounds, from, progress }): Promise<Told> {
    const ways = await Promise.all(Array.from({ length: Math.min(WAYS, Math.ceil(rounds / KINDS.length)) }, openWay));
    const violations: string[] = [];
    const againShares: number[] = [];
    const counted: Record<string, number> = {};
    let next = from;
    let done = 0;
    const work = async (way: Way): Promise<void> => {
      while (next < from + rounds) {
        const round = next++;
        const { phone, server } = way;
        const kind = KINDS[round % KINDS.length] ?? 'cuts';
        const bytes = await grain(kind === 'cuts' ? LARGE_BYTES : SMALL_BYTES, round);
        const before = phone.photoBytesSent;
        const hash = await upload({ ...way, kind, round, bytes });
        const kept = await photoOf(server.url, phone.session.cookie, hash);
        if (kept !== hash) violations.push(`round ${round} (${kind}): sent ${hash}, kept ${kept}`);
        counted[kind] = (counted[kind] ?? 0) + 1;
        if (kind === 'cuts') againShares.push((100 * (phone.photoBytesSent - before)) / bytes.length - 100);
        progress?.(++done, violations);
      }
    };
    await Promise.all(ways.map(work));

    const [first] = ways;
    const hallS = rounds < WITH_HALL || !first ? undefined : await throughHall(first, from);

    for (const { phone, line, server } of ways) {
      phone.kill();
      await line.close();
      await server.close();
    }
    return {
      rounds,
      violations,
      figures: [
        { what: 'sent again p50', value: percentile(againShares, 0.5), unit: '%', atMost: 10 },
        { what: 'at worst', value: Math.max(0, ...againShares), unit: '%', atMost: 10 },
        ...(hallS === undefined ? [] : [{ what: '2 MB at 400 kbit/s', value: hallS, unit: 's' as const, atMost: 60 }]),
      ],
      counted,
    };
  },
};

/** A phone, its server and the line between them: nothing that happens on one way is felt on another. */
interface Way {
  readonly server: BenchServer;
  readonly line: Line;
  readonly phone: NodePhone;
}

async function openWay(): Promise<Way> {
  const server = await startServer();
  const session = await sessionOf(server, 'phone-1');
  // No trait of it is left to chance: where it is cut and what it spoils are each round's own.
  const line = await openLine({ to: server.url, chance: new Chance(0) });
  const phone = new NodePhone(session, server.url, { photosAt: line.url });
  await phone.open();
  await phone.until(() => phone.phone.replica.cursor !== undefined, 'the phone has the show');
  return { server, line, phone };
}

interface Upload extends Way {
  readonly kind: (typeof KINDS)[number];
  readonly round: number;
  readonly bytes: Buffer;
}

async function upload({ kind, round, bytes, phone, line, server }: Upload): Promise<string> {
  const chance = new Chance(round);
  const post = await phone.write(`Photo ${round}`);
  const began = line.counted.bytesUp;
  const somewhere = began + chance.between(MARGIN_BYTES, bytes.length - MARGIN_BYTES);
  if (kind === 'corrupt') line.spoilAt(somewhere);
  if (kind === 'cuts') {
    for (let cut = 0; cut < CUTS; cut += 1) {
      line.cutAt(began + chance.between(MARGIN_BYTES, bytes.length - MARGIN_BYTES));
    }
  }
  const hash = await phone.addPhoto(post, bytes);
  switch (kind) {
    case 'killed server':
      await line.sent(somewhere);
      await server.kill();
      await server.start();
      break;
    case 'killed app':
      await line.sent(somewhere);
      phone.kill();
      await phone.open();
      break;
    case 'wrong offset':
      // Opened anew and cut off from what it knew, the app begins at 0: the server says where to go on.
      await line.sent(somewhere);
      line.cut();
      phone.kill();
      await phone.open();
      break;
    case 'cuts':
    case 'corrupt':
      break;
  }
  await received(phone, hash);
  return hash;
}

/** Seconds that the largest photo takes over a hall's line. */
async function throughHall({ phone, line }: Way, seed: number): Promise<number> {
  line.become(HALL);
  // Another evening: what the app learned of the line before is gone with it.
  phone.kill();
  await phone.open();
  const beganMs = performance.now();
  await received(phone, await phone.addPhoto(await phone.write('Lente'), await grain(LARGEST_BYTES, seed)));
  return (performance.now() - beganMs) / 1000;
}

const received = (phone: NodePhone, hash: string): Promise<void> =>
  phone.until(
    () => [...phone.rows.all('photo')].some((photo) => photo.hash === hash && photo.received),
    `photo ${hash} is received`,
  );

/** The hash of what the server keeps under that name. */
async function photoOf(url: string, cookie: string, hash: string): Promise<string> {
  const answer = await fetch(`${url}/photos/${hash}/original.jpg`, { headers: { cookie } });
  if (!answer.ok) return `nothing (${answer.status})`;
  return createHash('sha256')
    .update(new Uint8Array(await answer.arrayBuffer()))
    .digest('hex');
}
