import { Chance } from '../simulation/chance.ts';
import { brokenPromises } from '../simulation/invariants.ts';
import type { SimPhone } from '../simulation/phone.ts';
import { answerSeeds } from '../simulation/processors.ts';
import { SHOW } from '../simulation/server.ts';
import { World } from '../simulation/world.ts';
import { everySeed, type Outcome } from './every-seed.ts';
import { type Fault, type Told, withBrowser } from './fault.ts';

const DAY_MS = 24 * 3_600_000;
const TURNS = { from: 25, to: 60 };
/** After so many measures the hour of the venue is shown within a second. */
const MEASURES = 3;
const SHOWN_WITHIN_MS = 1_000;
/** Of a real Chromium's rounds, one for so many seeds. */
const SEEDS_A_BROWSER = 50;

interface ClockOutcome extends Outcome {
  readonly worstMs: number;
}

/** Phones whose clock is a day off, is set while they work, and that sleep in pockets. */
export const f11: Fault = {
  id: 'F11',
  what: 'phone clock a day off either way, set while the app runs, phones asleep',
  rounds: 2_000,
  unit: 'seeds',
  async run(asked): Promise<Told> {
    const simulated = await clocksApart(asked);
    // Read here: this file also runs in the processes that only simulate.
    const { withApp } = await import('./real-app.ts');
    const { setClocks } = await import('./f11-browser.ts');
    const rounds = Math.ceil(asked.rounds / SEEDS_A_BROWSER);
    const browser = await withApp(asked.from, (rig) => setClocks(rig, { ...asked, rounds }));
    return withBrowser(simulated, browser);
  },
};

/** The simulated part. */
export async function clocksApart(asked: { readonly rounds: number; readonly from: number }): Promise<Told> {
  let worstMs = 0;
  const told = await everySeed<ClockOutcome>({
    file: import.meta.url,
    ...asked,
    take: (outcome) => {
      worstMs = Math.max(worstMs, outcome.worstMs);
    },
  });
  const figure = { what: 'hour shown, off at worst', value: worstMs, unit: 'ms' as const, atMost: SHOWN_WITHIN_MS };
  return { ...told, figures: [figure] };
}

export async function clocks(seed: number): Promise<ClockOutcome> {
  const world = new World(seed, 'fixed');
  const chance = new Chance(seed);
  const counted = { jumps: 0, sleeps: 0, written: 0, 'hours read': 0 };
  const acted = new Map<SimPhone, string[]>();
  let worstMs = 0;
  for (const phone of world.phones) phone.offMs = chance.between(-DAY_MS, DAY_MS);
  await world.open();

  const turns = chance.between(TURNS.from, TURNS.to);
  for (let turn = 0; turn < turns; turn += 1) {
    const phone = world.phones[chance.between(0, world.phones.length - 1)];
    if (phone) await take(phone);
    for (let second = chance.between(1, 30); second > 0; second -= 1) {
      await world.time.pass(1_000);
      for (const one of world.phones) readHour(one);
    }
  }
  for (const phone of world.phones) phone.wake();
  await world.quiet();
  const violations = [...brokenPromises(world), ...outOfOrder()];
  for (const phone of world.phones) phone.kill();
  world.server?.kill();
  return { violations, counted, worstMs };

  async function take(phone: SimPhone): Promise<void> {
    switch (chance.between(0, 5)) {
      case 0:
        counted.jumps += 1;
        phone.offMs = jumped(phone.offMs);
        phone.measures = 0;
        return;
      case 1: {
        counted.sleeps += 1;
        phone.sleep();
        await world.time.pass(chance.between(1, 900) * 1000);
        phone.wake();
        return;
      }
      default:
        return write(phone);
    }
  }

  /** A day, an hour, some seconds, or less than a round trip. */
  function jumped(offMs: number): number {
    const by = [DAY_MS, 3_600_000, 8_000, 300][chance.between(0, 3)] ?? 0;
    const next = offMs + chance.between(-by, by);
    return Math.max(-DAY_MS, Math.min(DAY_MS, next));
  }

  function write(phone: SimPhone): void {
    const post = world.mark();
    phone.act('post.create', {
      post,
      words: `Mots ${post}`,
      fields: {
        kind: 'free',
        cue: { kind: 'hand' },
        freshForMs: 300_000,
        channels: ['wall'],
        language: 'fr',
        needsTwo: false,
        slots: [],
      },
    });
    counted.written += 1;
    acted.set(phone, [...(acted.get(phone) ?? []), post]);
  }

  function readHour({ phone, measures }: SimPhone): void {
    if (!phone || measures < MEASURES) return;
    counted['hours read'] += 1;
    worstMs = Math.max(worstMs, Math.abs(phone.clock.nowMs() - world.time.nowMs()));
  }

  /** The server has what a phone did in the order in which its person did it, and its own time never falls. */
  function outOfOrder(): readonly string[] {
    const history = [...(world.server?.ledger.history(SHOW, { limit: 100_000 }) ?? [])].reverse();
    const created = history
      .filter(({ mutation }) => mutation.name === 'post.create')
      .map(({ mutation }) => (mutation.args as { readonly post: string }).post);
    const broken: string[] = [];
    for (const [{ device }, posts] of acted) {
      const there = created.filter((post) => posts.includes(post));
      if (there.join() !== posts.join()) broken.push(`out of order: what was done on ${device}`);
    }
    if (history.some(({ atMs }, at) => atMs < (history[at - 1]?.atMs ?? 0))) broken.push('the history’s time falls');
    return broken;
  }
}

answerSeeds((seed) => clocks(seed));
