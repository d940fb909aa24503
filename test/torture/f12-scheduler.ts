import { clockOf } from '../../server/clock.ts';
import { openDatabase } from '../../server/database.ts';
import { openLedger } from '../../server/ledger/sqlite.ts';
import { createScheduler } from '../../server/scheduler.ts';
import { isMissed, seenOf } from '../../shared/post-status.ts';
import { showOf } from '../../shared/rows/rows.ts';
import { parseClock } from '../../shared/typed-hour.ts';
import { localTimeOf, offsetMsAt } from '../../shared/zone.ts';
import { mutationsOf, smallShow } from '../contract/small-show.ts';
import { Chance } from '../simulation/chance.ts';
import { answerSeeds } from '../simulation/processors.ts';
import { everySeed, type Outcome } from './every-seed.ts';
import type { Fault } from './fault.ts';

const SHOW = 'finale';
/** An hour, half an hour, three quarters off the hour, and the southern half of the year. */
const ZONES = ['Europe/Paris', 'Australia/Lord_Howe', 'Pacific/Chatham', 'America/Santiago'] as const;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const POSTS = 8;
const FRESH_MS = 10 * MINUTE_MS;
/** A clock set by less than this goes on unseen: no post is early by more. */
const LEAP_MS = 60_000;

/** A scheduler through the night when the clocks change, on a machine whose clock is set and whose server is restarted. */
export const f12: Fault = {
  id: 'F12',
  what: 'hours jumped over and gone back over in four zones, clock steps and leaps, restarts at the due moment',
  rounds: 20_000,
  unit: 'nights',
  run: (asked) => everySeed({ file: import.meta.url, ...asked }),
};

/** One night: posts typed as hours of the zone around the change, then three hours of seconds, ticks and accidents. */
export function night(seed: number): Outcome {
  const chance = new Chance(seed);
  const zone = ZONES[chance.between(0, ZONES.length - 1)] ?? 'Europe/Paris';
  const turns = changesOf(zone);
  const changeMs = turns[chance.between(0, turns.length - 1)] ?? 0;
  const counted = { fired: 0, asked: 0, missed: 0, restarts: 0, steps: 0, leaps: 0, 'hours asked about': 0 };
  const violations: string[] = [];

  let nowMs = changeMs - HOUR_MS - chance.between(0, 30) * MINUTE_MS;
  let apartMs = 0;
  let monotonicMs = 0;
  const machine = { wallMs: () => nowMs + apartMs, monotonicMs: () => monotonicMs };
  const found = openDatabase(':memory:');
  if (!found.ok) throw new Error(found.fault.detail);
  let lastMs = 0;
  let marks = 0;
  const start = () => {
    // As the server does: from the last time that the ledger recorded.
    const clock = clockOf(machine, lastMs);
    const ledger = openLedger({ database: found.database, clock, random: () => `mark-${++marks}` });
    return { clock, ledger, scheduler: createScheduler({ ledger, clock, machine }) };
  };
  let server = start();
  const make = mutationsOf(
    () => server.ledger,
    SHOW,
    () => server.clock.nowMs(),
  );
  const rows = smallShow(SHOW).map((row) => (row.row === 'show' ? { ...row, zone } : row));
  server.ledger.push([make.mutation('show.create', { rows }, `import/${SHOW}`)], { by: 'engine:import' });

  const dues = new Map<string, number>();
  for (let n = 0; n < POSTS; n += 1) {
    const local = localTimeOf(changeMs + chance.between(-50, 110) * MINUTE_MS, zone);
    const shift = chance.between(-1, 1) * 30;
    const minute = Math.max(0, Math.min(59, local.minute + shift));
    const text = `${local.hour} h ${String(minute).padStart(2, '0')}`;
    const reading = parseClock(text, nowMs, zone);
    if (!reading.ok) counted['hours asked about'] += 1;
    const atMs = reading.ok ? reading.atMs : reading.candidates[chance.between(0, reading.candidates.length - 1)];
    if (atMs === undefined || atMs < nowMs) continue;
    if (reading.ok && shows(atMs, zone) !== `${local.hour}:${minute}`)
      violations.push(`${text} was read as another hour`);
    dues.set(`p${n}`, atMs);
    const post = make.post(`p${n}`, `Mots ${n}`);
    const args = post.args as { fields: { cue: unknown; freshForMs: number } };
    args.fields.cue = { kind: 'clock', atMs };
    args.fields.freshForMs = FRESH_MS;
    server.ledger.push([post], { by: 'naima' });
    const row = server.ledger.rows(SHOW)?.get('post', `p${n}`);
    const there = server.ledger.rows(SHOW);
    if (row && there) {
      const seen = seenOf(there, row);
      server.ledger.push([make.mutation('post.approve', { post: row.id, seen })], { by: 'naima' });
    }
  }

  const firedAt = new Map<string, number>();
  const endMs = changeMs + 3 * HOUR_MS;
  while (nowMs < endMs) {
    const roll = chance.next();
    let passMs = chance.between(1, 20) * 1000;
    if (roll < 0.01) {
      apartMs += chance.between(-50, 50) * 1000;
      // Never so far off, all steps together, that a person would call it another time.
      apartMs = Math.max(-LEAP_MS + 1000, Math.min(LEAP_MS - 1000, apartMs));
      counted.steps += 1;
    } else if (roll < 0.013) {
      apartMs += (chance.next() < 0.5 ? -1 : 1) * chance.between(61, 7_200) * 1000;
      counted.leaps += 1;
      const before = firedAt.size;
      server.scheduler.tick();
      note();
      if (firedAt.size !== before) violations.push('fired in the very tick that saw the clock leap');
      if (showOf(server.ledger.rows(SHOW) ?? never())?.held === undefined)
        violations.push('a leap did not hold the show');
      apartMs = 0;
      server.scheduler.tick();
      release();
    } else if (roll < 0.02) {
      const next = [...dues.values()].filter((atMs) => atMs > nowMs).sort((a, b) => a - b)[0];
      if (next !== undefined && chance.next() < 0.7) passMs = next - nowMs - apartMs;
      restart(chance.next() < 0.3 ? chance.between(1, 25) * MINUTE_MS : 0);
    }
    pass(Math.max(0, passMs));
    server.scheduler.tick();
    note();
  }
  for (const [id, atMs] of dues) {
    const there = server.ledger.rows(SHOW);
    const post = there?.get('post', id);
    if (!there || !post) continue;
    if (firedAt.has(id)) continue;
    if (isMissed(there, post, server.clock.nowMs())) counted.missed += 1;
    else if (post.leftMs === undefined)
      violations.push(`${id}, due ${new Date(atMs).toISOString()}, is ${post.state} and nobody is asked`);
    else counted.asked += 1;
  }
  const fires = server.ledger.history(SHOW, { limit: 10_000 }).filter(({ mutation }) => mutation.name === 'post.fire');
  if (new Set(fires.map(({ mutation }) => (mutation.args as { post: string }).post)).size !== fires.length)
    violations.push('fired twice');
  counted.fired = firedAt.size;
  server.ledger.close();
  found.database.close();
  return { violations, counted };

  function pass(ms: number): void {
    nowMs += ms;
    monotonicMs += ms;
  }
  function restart(downMs: number): void {
    counted.restarts += 1;
    lastMs = server.clock.nowMs();
    server.ledger.close();
    pass(downMs);
    server = start();
  }
  function release(): void {
    const held = showOf(server.ledger.rows(SHOW) ?? never())?.held;
    if (held)
      server.ledger.push([make.mutation('show.release', { saw: held.atMs, send: [], drop: [] })], { by: 'naima' });
  }
  function note(): void {
    for (const post of server.ledger.rows(SHOW)?.all('post') ?? []) {
      if (post.state !== 'fired' || firedAt.has(post.id)) continue;
      firedAt.set(post.id, nowMs);
      const dueMs = dues.get(post.id) ?? 0;
      if (nowMs < dueMs - LEAP_MS || (post.firedMs ?? 0) < dueMs)
        violations.push(`${post.id} fired ${(dueMs - nowMs) / 1000} s early`);
      if ((post.firedMs ?? 0) > dueMs + FRESH_MS) violations.push(`${post.id} fired past its window`);
    }
  }
}

const changes = new Map<string, readonly number[]>();

/** The instants of that year at which the zone's clocks change. */
function changesOf(zone: string): readonly number[] {
  const known = changes.get(zone);
  if (known) return known;
  const found: number[] = [];
  changes.set(zone, found);
  for (let atMs = Date.UTC(2027, 0, 1); atMs < Date.UTC(2028, 0, 1); atMs += HOUR_MS / 2) {
    if (offsetMsAt(atMs, zone) !== offsetMsAt(atMs - HOUR_MS / 2, zone)) found.push(atMs);
  }
  return found;
}

function shows(atMs: number, zone: string): string {
  const { hour, minute } = localTimeOf(atMs, zone);
  return `${hour}:${minute}`;
}

function never(): never {
  throw new Error('no show');
}

answerSeeds(async (seed) => night(seed));
