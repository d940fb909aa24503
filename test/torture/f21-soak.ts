import type { Patch } from '../../shared/protocol.ts';
import { FAULTS } from '../../shared/rehearsal.ts';
import type { PublicationRow } from '../../shared/rows/publication.ts';
import { type Row, rowSchema } from '../../shared/rows/row.ts';
import type { Hat } from '../../shared/rows/staff.ts';
import type { Memory } from '../bench/cpu-probe.ts';
import { type Crowd, gather } from '../bench/gather.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { Chance } from '../simulation/chance.ts';
import { doubled } from './doubled.ts';
import { HALL } from './f2-line.ts';
import { type Fault, growthOf, percentile, type Told } from './fault.ts';
import { type RowsThen, rowsNow } from './kept-afresh.ts';
import { type Line, openLine } from './line.ts';
import { ALONE, invited, loadShow, NodePhone, type Session, sessionOf } from './node-phone.ts';
import { SoakHand } from './soak-hand.ts';
import { pause } from './soak-pause.ts';

/** Of five lines one is slow, resets and stalls, and one is cut or dies at times; the others are a hall's on a good day. */
const LINES_A_BAD_ONE = 5;
/** Of all walls, at once, as when one of a hall's access points starts again. */
const WALLS_CUT = 0.01;
const NETWORK_FAULT_EVERY_MS = 5_000;
const BEGIN = 'Essai';
const HATS_OF_ALL: Hat[] = ['write', 'approve', 'conduct'];

export interface Soak {
  readonly staff: number;
  readonly walls: number;
  readonly lastsMs: number;
  /** What a server holds for good it holds after this: compiled code, buffers, the phones' first loads. */
  readonly warmMs: number;
  /** Between two acts of one person. */
  readonly actEveryMs: readonly [number, number];
  /** Between two faults of one line, and of the walls'. */
  readonly faultEveryMs: readonly [number, number];
  /** Calls of the networks fail; what was lost is looked up half a minute later, and the end waits for it. */
  readonly networksFail: boolean;
  /** Two servers are started for it at the end. Of a few seconds it says how far the server has warmed up, and no more. */
  readonly weighs: boolean;
  readonly from: number;
}

const WHOLE = {
  staff: 50,
  walls: 2_000,
  warmMs: 20_000,
  actEveryMs: [2_000, 10_000],
  faultEveryMs: [3_000, 15_000],
  networksFail: true,
  weighs: true,
} as const;

/** A whole team at work before a full hall, for as many minutes as are asked. */
export const f21: Fault = {
  id: 'F21',
  what: 'fifty people editing, two thousand walls, lines that are slow, cut and dead, networks that fail',
  rounds: 1,
  unit: 'minutes',
  run: ({ rounds, from }) => soak({ ...WHOLE, lastsMs: rounds * 60_000, from }),
};

interface Post {
  readonly phone: NodePhone;
  readonly line: Line;
  readonly kind: 'good' | 'slow' | 'cut';
  readonly hand: SoakHand;
}

export async function soak({
  staff,
  walls,
  lastsMs,
  warmMs,
  actEveryMs,
  faultEveryMs,
  networksFail,
  weighs,
  from,
}: Soak): Promise<Told> {
  const server = await startServer();
  const [, token = ''] = server.wallLink.split('/wall/');
  const port = Number(new URL(server.url).port);
  let crowd: Crowd | undefined;
  const team: Post[] = [];
  const scraps: RowsThen[] = [];
  const chance = new Chance(from);
  try {
    crowd = await gather({ port, auth: { token, view: 'visitor' }, walls });
    await assemble(server, { team, staff, from });
    const over = new AbortController();
    const work = (signal: AbortSignal) => [
      ...team.map(({ hand }) => hand.work(actEveryMs, signal)),
      ...team.flatMap((post) =>
        post.kind === 'cut' ? [cutting(post, { chance, everyMs: faultEveryMs, signal })] : [],
      ),
      ...(crowd
        ? [cuttingWalls(crowd, { atOnce: Math.ceil(walls * WALLS_CUT), everyMs: faultEveryMs[0], signal })]
        : []),
      ...(networksFail ? [failing(server.url, { session: team[0]?.phone.session, chance, signal })] : []),
    ];
    const working = work(over.signal);
    await pause(warmMs, over.signal);
    const weigh = async (): Promise<Weight> => {
      const rows = rowsNow(server);
      scraps.push(rows);
      return { rows, memory: await server.memory() };
    };
    const began = weighs ? await weigh() : undefined;
    const beganCpuMs = await server.cpuMs();
    for (const { hand } of team) hand.answeredMs.length = 0;
    await pause(lastsMs, over.signal);
    const cpuMs = (await server.cpuMs()) - beganCpuMs;
    const ended = weighs ? await weigh() : undefined;
    over.abort();
    await Promise.all(working);

    await quieten(team);
    const violations = await broken(server, team);
    const state = await crowd.state();
    if (state.open !== walls) violations.push(`${walls - state.open} of ${walls} walls have no wall any more`);
    if (state.stands.length !== 1) violations.push(`walls stand at ${state.stands.join(', ')}`);
    if (state.outOfOrder > 0) violations.push(`${state.outOfOrder} steps came to a wall out of their order`);
    if (state.dropped > 0) violations.push(`${state.dropped} walls lost a line that nobody cut`);
    violations.push(...server.logged().filter((line) => /"level":[56]0/.test(line)));
    const answered = (kind: Post['kind']) => team.flatMap((post) => (post.kind === kind ? post.hand.answeredMs : []));
    const good = answered('good');
    const growth = began && ended && (await growthBetween(began, ended));
    const acts = team.reduce((sum, { hand }) => sum + hand.acts, 0);
    return {
      rounds: Math.round(lastsMs / 6_000) / 10,
      violations,
      figures: [
        { what: 'answered p99', value: percentile(good, 0.99), unit: 'ms', atMost: 500 },
        ...(growth ? [growth.figure] : []),
      ],
      counted: {
        acts,
        answers: good.length,
        'p50 ms': Math.round(percentile(good, 0.5)),
        'p99 ms on a slow line': Math.round(percentile(answered('slow'), 0.99)),
        resets: team.reduce((sum, { line }) => sum + line.counted.resets, 0),
        stalls: team.reduce((sum, { line }) => sum + line.counted.stalls, 0),
        fired: team.reduce((sum, { hand }) => sum + hand.fired, 0),
        'walls cut': state.cut,
        'wall steps': state.stands[0] ?? 0,
        'processor %': Math.round((100 * cpuMs) / lastsMs),
        ...growth?.held,
      },
    };
  } finally {
    for (const { phone, line } of team) {
      phone.kill();
      await line.close();
    }
    crowd?.close();
    await server.close();
    for (const scrap of scraps) scrap.close();
  }
}

interface Weight {
  readonly rows: RowsThen;
  readonly memory: Memory;
}

const growthBetween = async (began: Weight, ended: Weight) =>
  growthOf(began.memory, ended.memory, (await ended.rows.keptBytes()) - (await began.rows.keptBytes()));

/** Each of the team is a person of their own, on a device of their own, behind a line of their own. */
async function assemble(
  server: BenchServer,
  { team, staff, from }: { readonly team: Post[]; readonly staff: number; readonly from: number },
): Promise<void> {
  const first = await sessionOf(server, 'phone-0');
  for (let n = 0; n < staff; n += 1) {
    const chief = team[0]?.phone;
    const session = n === 0 || !chief ? first : await newcomer(server.url, chief, n);
    const kind = (['good', 'slow', 'cut'] as const)[n % LINES_A_BAD_ONE] ?? 'good';
    const traits = kind === 'slow' ? HALL : {};
    const line = await openLine({ to: server.url, chance: new Chance(from * 100 + n), traits });
    const phone = new NodePhone(session, line.url);
    team.push({ phone, line, kind, hand: new SoakHand({ phone, chance: new Chance(from * 1000 + n), name: `${n}` }) });
    await phone.open();
    if (n === 0) {
      await phone.until(() => phone.phone.replica.cursor !== undefined);
      await hasten(phone);
    }
  }
  await Promise.all(team.map(({ phone }) => phone.until(() => phone.phone.replica.cursor !== undefined)));
}

async function newcomer(url: string, chief: NodePhone, n: number): Promise<Session> {
  const staff = `soak-${n}`;
  const change = {
    name: { from: '', to: `Personne ${n}` },
    hats: { from: [], to: HATS_OF_ALL },
  };
  const acted = await chief.phone.acts.act('staff.edit', { staff, change });
  if (!acted.ok) throw new Error(JSON.stringify(acted.refusal));
  await chief.until(() => chief.unsent === 0);
  return invited(url, { by: chief.session, device: `phone-${n}`, staff });
}

/** The networks' spacing would have the end wait for minutes. */
async function hasten(phone: NodePhone): Promise<void> {
  for (const { id, spacingMs } of phone.rows.all('channel')) {
    if (spacingMs > 0) {
      await phone.phone.acts.act('channel.edit', { channel: id, change: { spacingMs: { from: spacingMs, to: 0 } } });
    }
  }
}

interface Faults<E> {
  readonly everyMs: E;
  readonly signal: AbortSignal;
}

/** Its line is reset, or dies for a while without a word. */
async function cutting(
  { line }: Post,
  { chance, everyMs, signal }: Faults<readonly [number, number]> & { readonly chance: Chance },
): Promise<void> {
  while (await pause(chance.between(...everyMs), signal)) {
    if (chance.next() < 0.5) {
      line.counted.resets += 1;
      line.cut();
      continue;
    }
    line.halfOpen();
    await pause(chance.between(...everyMs), signal);
    line.heal();
  }
}

async function cuttingWalls(
  crowd: Crowd,
  { atOnce, everyMs, signal }: Faults<number> & { readonly atOnce: number },
): Promise<void> {
  while (await pause(everyMs, signal)) crowd.cut(atOnce);
}

/** A call of a rehearsal network is lost, limited, refused, or never leaves. */
async function failing(
  url: string,
  {
    session,
    chance,
    signal,
  }: { readonly session: Session | undefined; readonly chance: Chance; readonly signal: AbortSignal },
): Promise<void> {
  if (!session) return;
  const { cookie, show } = session;
  const channels = (await loadShow(url, session)).rows.flatMap((row) =>
    row.row === 'channel' && row.served === 'server' && row.network !== 'wall' ? [row.id] : [],
  );
  const headers = { ...ALONE, cookie, origin: url, 'content-type': 'application/json' };
  while (await pause(NETWORK_FAULT_EVERY_MS, signal)) {
    const channel = channels[chance.between(0, channels.length - 1)];
    const fault = FAULTS[chance.between(0, FAULTS.length - 1)];
    await fetch(`${url}/shows/${show}/rehearsal`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ channel, fault }),
    });
  }
}

/** All lines heal, everyone looks at their phone again, and nothing is under way any more. */
async function quieten(team: readonly Post[]): Promise<void> {
  for (const { line, phone } of team) {
    line.become({});
    line.heal();
    line.cut();
    phone.lookAgain();
  }
  await Promise.all(team.map(({ phone }) => phone.until(() => phone.unsent === 0, 'all it said was answered')));
  const chief = team[0]?.phone;
  if (!chief) return;
  // What was lost is looked up half a minute after its call, and each lost call held up its channel: a long soak leaves a
  // queue. So it is not the whole of it that must be over in the time an `until` has, but the next one.
  for (let left = underWay(chief).length; left > 0; left = underWay(chief).length) {
    await chief.until(
      () => underWay(chief).length < left,
      () => `one more of these ended: ${told(underWay(chief))}`,
    );
  }
}

/** What may still go out, and what nobody knows yet. */
const underWay = ({ rows }: NodePhone): readonly PublicationRow[] =>
  [...rows.all('publication')].filter(
    ({ state, asks, freshUntilMs }) =>
      (state === 'owed' && freshUntilMs >= Date.now()) || state === 'sending' || (state === 'unknown' && !asks),
  );

const told = (publications: readonly PublicationRow[]): string =>
  publications.map(({ id, state, trouble }) => `${id} ${state} ${trouble?.reason ?? ''}`).join(', ');

async function broken(server: BenchServer, team: readonly Post[]): Promise<string[]> {
  const violations: string[] = [];
  for (const { phone, hand } of team) {
    const who = phone.session.device;
    const { rows, settled } = await loadedAlike(server.url, phone);
    const there = new Map(rows.map((row) => [keyOf(row), JSON.stringify(row)]));
    const refused = new Set(phone.phone.replica.tray.map(({ mutation }) => mutation.id));
    for (const id of hand.written) {
      if (!there.has(`text ${id}`) && !refused.has(id)) violations.push(`${who}: ${id} was saved and is nowhere`);
    }
    const known = new Set(settled);
    if (known.size !== settled.length) violations.push(`${who}: a mutation is settled twice`);
    for (const { mutation } of phone.phone.replica.settled) {
      if (!known.has(mutation.id)) violations.push(`${who}: ${mutation.id} was acknowledged and is not there`);
    }
    const mine = rowSchema.options.flatMap(({ entries }) => [...phone.rows.all(entries.row.literal)]);
    const other = mine.filter((row) => there.get(keyOf(row)) !== JSON.stringify(row)).map(keyOf);
    if (mine.length !== there.size || other.length > 0) {
      violations.push(`${who} has ${mine.length} rows of ${there.size}, otherwise: ${other.slice(0, 3).join(', ')}`);
    }
  }
  const [chief] = team;
  if (chief) violations.push(...(await doubled(server.url, { ...chief.phone.session, words: BEGIN })));
  return violations;
}

/** The show as the server has it when this phone has it too: an engine may still add to it between the one and the other. */
async function loadedAlike(url: string, phone: NodePhone): Promise<Patch> {
  for (;;) {
    const load = await loadShow(url, phone.session);
    await phone.until(() => (phone.phone.replica.cursor?.rev ?? 0) >= load.to);
    if (phone.phone.replica.cursor?.rev === load.to) return load;
  }
}

const keyOf = ({ row, id }: Row): string => `${row} ${id}`;
