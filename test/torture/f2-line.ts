import { startServer } from '../bench/server.ts';
import { Chance } from '../simulation/chance.ts';
import { type Fault, percentile, type Told } from './fault.ts';
import { type Line, type LineTraits, openLine } from './line.ts';
import { invited, loadShow, NodePhone, sessionOf, textsIn } from './node-phone.ts';

/** A team, each on a line of its own: nearly all of their time is a wait for it. Of few words, fewer. */
const PHONES = 8;
const WORDS_A_PHONE = 6;
/** A hall that is full: 400 kbit/s, 300 ± 200 ms there and back, two pieces in a hundred the last of their connection. */
export const HALL: LineTraits = {
  bytesPerSecond: 50_000,
  delayMs: [50, 250],
  resets: 0.02,
  stalls: 0.001,
  stallMs: 30_000,
};
/** Two rows a post. */
const BEHIND_POSTS = 250;
const BETWEEN_WORDS_MS = [500, 2500] as const;
/** One dead line for so many words. */
const WORDS_A_DEAD_LINE = 50;

/** Real phones over a hall's line: what they say arrives, a dead line is noticed, and who was away catches up. */
export const f2: Fault = {
  id: 'F2',
  what: 'a slow line that resets, stalls and dies without a word',
  rounds: 2000,
  unit: 'words',
  async run({ rounds, from, progress }): Promise<Told> {
    const phones = Math.min(PHONES, Math.ceil(rounds / WORDS_A_PHONE));
    const server = await startServer();
    const first = await sessionOf(server, 'phone-0');
    const hall: { readonly phone: NodePhone; readonly line: Line }[] = [];
    for (let n = 0; n < phones; n += 1) {
      const session = n === 0 ? first : await invited(server.url, { by: first, device: `phone-${n}` });
      const line = await openLine({ to: server.url, chance: new Chance(from * 100 + n), traits: HALL });
      const phone = new NodePhone(session, line.url);
      await phone.open();
      hall.push({ phone, line });
    }
    await Promise.all(hall.map(({ phone }) => phone.until(() => phone.phone.replica.cursor !== undefined)));

    const answeredMs: number[] = [];
    const written: string[] = [];
    const each = Math.ceil(rounds / phones);
    const talk = async ({ phone }: { phone: NodePhone }, n: number) => {
      const chance = new Chance(from * 1000 + n);
      const answers: Promise<void>[] = [];
      for (let word = 0; word < each; word += 1) {
        await passes(chance.between(...BETWEEN_WORDS_MS));
        await phone.write(`Salle ${n}, mot ${word}`);
        const id = phone.phone.replica.entries.at(-1)?.record.mutation.id;
        if (id === undefined) continue;
        written.push(id);
        const beganMs = performance.now();
        const isAnswered = () => !phone.phone.replica.entries.some(({ record }) => record.mutation.id === id);
        const answered = phone.until(isAnswered, `« Salle ${n}, mot ${word} » is answered`).then(() => {
          answeredMs.push(performance.now() - beganMs);
          progress?.(answeredMs.length, []);
        });
        answers.push(answered);
      }
      await Promise.all(answers);
    };
    await Promise.all(hall.map(talk));

    const noticedMs: number[] = [];
    const dead = Math.max(1, Math.round(rounds / WORDS_A_DEAD_LINE / phones));
    for (let time = 0; time < dead; time += 1) {
      noticedMs.push(...(await Promise.all(hall.map(({ phone, line }) => noticing(phone, line)))));
    }
    const caughtUpMs = await catchingUp(hall, server.url);

    const { rows } = await loadShow(server.url, first);
    const texts = textsIn(rows);
    const violations = written.filter((id) => !texts.has(id)).map((id) => `${id} was saved and is not there`);
    const counted = {
      'phones at once': phones,
      resets: hall.reduce((sum, { line }) => sum + line.counted.resets, 0),
      stalls: hall.reduce((sum, { line }) => sum + line.counted.stalls, 0),
      'dead lines': noticedMs.length,
    };
    for (const { phone, line } of hall) {
      phone.kill();
      await line.close();
    }
    await server.close();
    return {
      rounds: written.length,
      violations,
      figures: [
        { what: 'answered p95', value: percentile(answeredMs, 0.95) / 1000, unit: 's', atMost: 1.5 },
        { what: 'dead line noticed at worst', value: Math.max(...noticedMs) / 1000, unit: 's', atMost: 15 },
        { what: '500 rows caught up p95', value: percentile(caughtUpMs, 0.95) / 1000, unit: 's', atMost: 5 },
      ],
      counted,
    };
  },
};

/** A line that dies without a word, and how long the phone goes on believing in it. */
async function noticing(phone: NodePhone, line: Line): Promise<number> {
  line.become({});
  await phone.until(() => phone.phone.loop.strength === 'online');
  line.halfOpen();
  const beganMs = performance.now();
  await phone.until(() => phone.phone.loop.strength === 'offline');
  const noticedMs = performance.now() - beganMs;
  line.heal();
  await phone.until(() => phone.phone.loop.strength === 'online');
  line.become(HALL);
  return noticedMs;
}

/** All but the first are away while it writes; then each comes back over its own line. */
async function catchingUp(hall: readonly { phone: NodePhone; line: Line }[], url: string): Promise<readonly number[]> {
  const [writer, ...others] = hall;
  if (!writer) return [];
  for (const { phone } of others) phone.kill();
  writer.line.become({});
  for (let n = 0; n < BEHIND_POSTS; n += 1) await writer.phone.write(`Pendant l’absence ${n}`);
  await writer.phone.until(() => writer.phone.unsent === 0);
  const { to } = await loadShow(url, writer.phone.session);
  return Promise.all(
    others.map(async ({ phone, line }) => {
      // What the line carries is slow, and whole: a reset is the other measure's.
      line.become({ ...HALL, resets: 0, stalls: 0 });
      const beganMs = performance.now();
      await phone.open();
      await phone.until(() => (phone.phone.replica.cursor?.rev ?? 0) >= to);
      return performance.now() - beganMs;
    }),
  );
}

const passes = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
