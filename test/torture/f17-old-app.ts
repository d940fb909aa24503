import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboxRecord } from '../../client/sync/store.ts';
import { definitions } from '../../shared/apply/apply.ts';
import type { Refusal } from '../../shared/apply/ruling.ts';
import { type Answer, BATCH_LIMIT } from '../../shared/protocol.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import type { Fault, Told } from './fault.ts';
import { loadShow, NodePhone, type Session, sessionOf, textsIn } from './node-phone.ts';
import { openOldServer, rawSocket } from './old-server.ts';

const OLD_NUMBER = 1;
const WORDS_FOR_AN_OLD_SERVER = 60;
/** No instant that a mutation names lies before this, and nothing else is as large a number. */
const INSTANTS_FROM_MS = Date.UTC(2020, 0);

/** A phone that was away while the server was updated, and one whose server is older than it. */
export const f17: Fault = {
  id: 'F17',
  what: 'old app with a full outbox against the new server; new app against an old one',
  rounds: 10,
  unit: 'outboxes',
  async run({ rounds }): Promise<Told> {
    const violations: string[] = [];
    const counted = { accepted: 0, refused: 0, names: 0, byes: 0, 'words to an old server': 0 };
    for (let round = 0; round < rounds; round += 1) {
      for (const meet of [updatedInPlace, fromTheOldApp]) {
        const met = await onServer(meet);
        violations.push(...met.violations.map((violation) => `round ${round}: ${violation}`));
        counted.accepted += met.accepted;
        counted.refused += met.refused;
        counted.byes += met.byes;
      }
      const sent = await onServer(toAnOldServer);
      violations.push(...sent.violations.map((violation) => `round ${round}: ${violation}`));
      counted['words to an old server'] += sent.accepted;
    }
    counted.names = new Set(oldOutbox('', Date.now()).map(({ mutation }) => mutation.name)).size;
    return { rounds, violations, figures: [], counted };
  },
};

interface Met {
  readonly violations: readonly string[];
  readonly accepted: number;
  readonly refused: number;
  readonly byes: number;
}

async function onServer(meet: (server: BenchServer, session: Session) => Promise<Met>): Promise<Met> {
  const server = await startServer();
  try {
    return await meet(server, await sessionOf(server, 'phone-old'));
  } finally {
    await server.close();
  }
}

/**
 * The outbox that an app of number 1 left on a phone's disk: each mutation that a person of that number could make, its
 * last one made just before `nowMs`.
 */
export function oldOutbox(epoch: string, nowMs: number): readonly OutboxRecord[] {
  const file = join(import.meta.dirname, '../fixtures/outbox-of-number-1.json');
  const records = JSON.parse(readFileSync(file, 'utf8')) as readonly OutboxRecord[];
  const byMs = nowMs - Math.max(...records.map(({ mutation }) => mutation.madeAtMs));
  const moved = JSON.stringify(records, (key, value: unknown) => {
    if (key === 'epoch') return epoch;
    return typeof value === 'number' && value > INSTANTS_FROM_MS ? value + byMs : value;
  });
  return JSON.parse(moved) as readonly OutboxRecord[];
}

/** The app is of today, what is on its disk is not: a base that it cannot use, and words. */
async function updatedInPlace({ url }: BenchServer, session: Session): Promise<Met> {
  const { epoch, to, tip, rows } = await loadShow(url, session);
  const phone = new NodePhone(session, url);
  const outbox = oldOutbox(epoch, Date.now());
  for (const record of outbox) phone.disk.outbox.set(record.seq, record);
  phone.disk.base = { cursor: { epoch, rev: to, tip }, protocol: OLD_NUMBER };
  for (const row of rows) phone.disk.rows.set(`${row.row} ${row.id}`, row);
  await phone.open();
  await phone.until(() => phone.phone.replica.cursor !== undefined && phone.unsent === 0);
  const refusals = new Map(phone.phone.replica.tray.map(({ mutation, refusal }) => [mutation.id, refusal]));
  phone.kill();
  return became(outbox, refusals, await loadShow(url, session));
}

/** The app is as old as its words: nobody updated it. */
async function fromTheOldApp({ url }: BenchServer, session: Session): Promise<Met> {
  const { epoch } = await loadShow(url, session);
  const outbox = oldOutbox(epoch, Date.now());
  const socket = await rawSocket(url, session);
  const violations: string[] = [];
  let byes = 0;
  socket.on('bye', ({ reason }) => {
    if (reason === 'protocol') byes += 1;
    else violations.push(`bye ${reason}`);
  });
  socket.on('patch', () => violations.push('an old app was sent rows it cannot read'));
  const hello = { protocol: OLD_NUMBER, build: 'old', device: session.device, shows: { [session.show]: null } };
  const welcome = await socket.emitWithAck('hello', hello);
  if (welcome.ok || welcome.code !== 'protocol') violations.push(`the hello of an old app: ${JSON.stringify(welcome)}`);
  const answers: Answer[] = [];
  for (let at = 0; at < outbox.length; at += BATCH_LIMIT) {
    const mutations = outbox.slice(at, at + BATCH_LIMIT).map(({ mutation }) => mutation);
    const reply = await socket.emitWithAck('push', { protocol: OLD_NUMBER, mutations });
    if (reply.ok) answers.push(...reply.answers);
    else violations.push(`a push of an old app: ${reply.code}`);
  }
  if (byes < 1 + outbox.length / BATCH_LIMIT) violations.push(`told only ${byes} times that it is too old`);
  socket.close();
  const refusals = new Map(
    answers.flatMap((answer): [string, Refusal][] => (answer.kind === 'refused' ? [[answer.id, answer.refusal]] : [])),
  );
  const met = became(outbox, refusals, await loadShow(url, session));
  return { ...met, byes, violations: [...violations, ...met.violations] };
}

/** A phone that was updated before its server: it hands over its words, and reads again once the server is updated too. */
async function toAnOldServer({ url }: BenchServer, session: Session): Promise<Met> {
  const violations: string[] = [];
  const old = await openOldServer(url, session);
  const phone = new NodePhone(session, url);
  await phone.open();
  await phone.until(() => phone.phone.replica.cursor !== undefined);
  phone.kill();
  const away = new NodePhone(session, old.url, { disk: phone.disk });
  await away.open();
  for (let n = 0; n < WORDS_FOR_AN_OLD_SERVER; n += 1) await away.write(`Pour un ancien serveur ${n}`);
  const written = away.phone.replica.entries.map(({ record }) => record.mutation.id);
  await away.until(() => away.phone.replica.entries.every(({ state }) => state === 'received'));
  if (away.phone.loop.state !== 'pushing-only') violations.push(`the phone is ${away.phone.loop.state}`);
  if (away.phone.loop.barred !== 'protocol') violations.push('the phone does not say that the numbers differ');
  if (away.unsent !== WORDS_FOR_AN_OLD_SERVER) violations.push('words left the outbox before any patch showed them');
  away.kill();
  await old.close();

  const back = new NodePhone(session, url, { disk: phone.disk });
  await back.open();
  await back.until(() => back.unsent === 0);
  const texts = textsIn((await loadShow(url, session)).rows);
  violations.push(...written.filter((id) => !texts.has(id)).map((id) => `${id} is lost`));
  const shown = textsIn(back.rows.all('text'));
  violations.push(...written.filter((id) => !shown.has(id)).map((id) => `${id} is no longer on the phone`));
  back.kill();
  return { violations, accepted: written.length, refused: 0, byes: old.asked.hello + old.asked.push };
}

/** Each was settled once, or refused by a rule and not for its shape. */
function became(
  outbox: readonly OutboxRecord[],
  refusals: ReadonlyMap<string, Refusal>,
  there: { readonly settled: readonly string[] },
): Met {
  const violations: string[] = [];
  const settled = new Set(there.settled);
  let accepted = 0;
  for (const { mutation } of outbox) {
    const refusal = refusals.get(mutation.id);
    if (refusal === undefined && settled.has(mutation.id)) accepted += 1;
    else if (refusal === undefined) violations.push(`${mutation.name} is lost`);
    else if (refusal.code === 'bad-shape') violations.push(`${mutation.name} of number ${OLD_NUMBER} is bad-shape`);
    else if (!REFUSED_BY_RULE.has(mutation.name)) violations.push(`${mutation.name}: ${JSON.stringify(refusal)}`);
  }
  return { violations, accepted, refused: refusals.size, byes: 0 };
}

/** What a person could make only with a network, and that its answer was lost: too late, or about what is no more. */
const REFUSED_BY_RULE: ReadonlySet<string> = new Set(
  Object.values(definitions).flatMap(({ name, freshMs }) => (typeof freshMs === 'number' ? [name] : [])),
);
