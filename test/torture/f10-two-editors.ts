import { headsOf, seenOf } from '../../shared/post-status.ts';
import { Chance } from '../simulation/chance.ts';
import { brokenPromises } from '../simulation/invariants.ts';
import type { SimPhone } from '../simulation/phone.ts';
import { answerSeeds } from '../simulation/processors.ts';
import type { Variant } from '../simulation/variants.ts';
import { World } from '../simulation/world.ts';
import { everySeed, type Outcome } from './every-seed.ts';
import { type Fault, type Told, withBrowser } from './fault.ts';

const HOUR_MS = 3_600_000;
const POST = 'post-1';
const TURNS = { from: 8, to: 24 };
/** All absences of a run together: two days. */
const AWAY_HOURS = 48;
/** Of a real Chromium's rounds, one for so many seeds. */
const SEEDS_A_BROWSER = 50;

/** Two people write in one post, for two days and mostly without a network, while others approve, withdraw and fire it. */
export const f10: Fault = {
  id: 'F10',
  what: 'two editors on one field for 0 to 48 h offline; an edit against withdraw, approve and due',
  rounds: 2_000,
  unit: 'seeds',
  async run(asked): Promise<Told> {
    const simulated = await editorsApart(asked);
    // Read here: this file also runs in the processes that only simulate.
    const { withPair } = await import('./pair.ts');
    const { editApart } = await import('./f10-browser.ts');
    const rounds = Math.ceil(asked.rounds / SEEDS_A_BROWSER);
    const browser = await withPair(asked.from, (pair) => editApart(pair, { ...asked, rounds }));
    return withBrowser(simulated, browser);
  },
};

/** The simulated part. */
export const editorsApart = (asked: { readonly rounds: number; readonly from: number }): Promise<Told> =>
  everySeed({ file: import.meta.url, ...asked });

/**
 * Everyone adds to what their editor shows and nobody takes anything away: so each word that a phone said it kept must
 * stand, in the end, in one of the versions that a person is shown, or in a tray.
 */
export async function twoEditors(seed: number, variant: Variant = 'fixed'): Promise<Outcome> {
  const world = new World(seed, variant, { tickMs: 60_000 });
  const chance = new Chance(seed);
  const kept = new Set<string>();
  const counted = {
    words: 0,
    'away hours': 0,
    'two versions': 0,
    approvals: 0,
    withdrawals: 0,
    fires: 0,
    edits: 0,
    joined: 0,
  };
  await world.open();
  const [first] = world.phones;
  first?.act('post.create', { post: POST, fields: fieldsDue(world, chance), words: 'Mots' });
  await world.time.pass(5_000);

  const turns = chance.between(TURNS.from, TURNS.to);
  for (let turn = 0; turn < turns; turn += 1) {
    const phone = world.phones[chance.between(0, world.phones.length - 1)];
    if (phone) await take(phone);
    await world.time.pass(chance.between(200, 4_000));
    if (headCount() > 1) counted['two versions'] += 1;
  }
  await world.quiet();
  await emptyDesks();
  const violations = [...brokenPromises(world), ...lost()];
  for (const phone of world.phones) phone.kill();
  world.server?.kill();
  return { violations, counted };

  async function take(phone: SimPhone): Promise<void> {
    switch (chance.between(0, 14)) {
      case 0:
      case 1:
        phone.network = 'cut';
        phone.cut();
        return;
      case 2:
        phone.network = 'open';
        return;
      case 3:
      case 4:
        return away(phone);
      case 5:
      case 6:
      case 7:
        return other(phone);
      case 8:
      case 9:
        return join(phone);
      default:
        return type(phone);
    }
  }

  /** In a pocket, the app gone; what it kept is on the disk. */
  async function away(phone: SimPhone): Promise<void> {
    phone.kill();
    const left = AWAY_HOURS - counted['away hours'];
    const hours = chance.between(0, Math.min(left, 16));
    counted['away hours'] += hours;
    await world.time.pass(hours * HOUR_MS);
    await phone.open();
  }

  async function type(phone: SimPhone): Promise<void> {
    const editor = phone.phone?.replica.rows.get('post', POST) && phone.phone.openEditor(POST, 'all');
    if (!editor) return;
    const typed: string[] = [];
    for (let n = chance.between(1, 4); n > 0; n -= 1) {
      const word = `${phone.staff}-${world.mark()}`;
      typed.push(word);
      editor.set(`${editor.words} ${word}`);
      await world.time.pass(chance.between(20, 1_500));
    }
    const end = chance.between(0, 3);
    if (end === 0) {
      // Killed with the editor open: what the desk said it kept is kept.
      if (editor.state !== 'typing') say(typed);
      phone.kill();
      await world.time.pass(1_000);
      return phone.open();
    }
    const written = end === 1 ? editor.write() : editor.close();
    void written.then((acted) => acted?.ok && say(typed));
  }

  function say(words: readonly string[]): void {
    for (const word of words) kept.add(word);
    counted.words += words.length;
  }

  /** A person who sees two versions makes one of them, with the words of both, in an editor that shows both. */
  function join(phone: SimPhone): void {
    const rows = phone.phone?.replica.rows;
    const heads = (rows && headsOf(rows, POST).all) ?? [];
    if (heads.length < 2 || !phone.phone || phone.phone.isOpen(POST, 'all')) return;
    // Two who join the same versions apart from each other do not do so in the very same words.
    const mark = `${phone.staff}-${world.mark()}`;
    const words = heads.map((text) => text.words).join(' ');
    const editor = phone.phone.openEditor(POST, 'all', { words, parents: heads.map(({ id }) => id) });
    editor.set(`${editor.words} ${mark}`);
    counted.joined += 1;
    void editor.close().then((acted) => acted?.ok && say([mark]));
  }

  function other(phone: SimPhone): void {
    const rows = phone.phone?.replica.rows;
    const post = rows?.get('post', POST);
    if (!rows || !post) return;
    switch (chance.between(0, 5)) {
      case 0:
        counted.approvals += 1;
        phone.act('post.approve', { post: POST, seen: seenOf(rows, post) });
        break;
      case 1:
        counted.withdrawals += 1;
        phone.act('post.withdraw', { post: POST });
        break;
      case 2:
        phone.act('post.restore', { post: POST });
        break;
      case 3:
        counted.fires += 1;
        phone.act('post.fire', { post: POST, seen: seenOf(rows, post) });
        break;
      default:
        counted.edits += 1;
        phone.act('post.edit', {
          post: POST,
          change: {
            language: { from: post.language, to: (['fr', 'en', 'de'] as const)[chance.between(0, 2)] ?? 'fr' },
          },
        });
    }
  }

  /** Found on the desk when the app opens: each is written, as at the end of its rest. */
  async function emptyDesks(): Promise<void> {
    for (const staff of ['ada', 'bob']) {
      for (const phone of world.phones) {
        phone.kill();
        phone.staff = staff;
        await phone.open();
        if (phone.phone?.replica.desk.length) void phone.phone.openEditor(POST, 'all').close();
      }
      await world.time.pass(60_000);
    }
  }

  function headCount(): number {
    return world.server ? (headsOf(world.rows, POST).all ?? []).length : 0;
  }

  function lost(): readonly string[] {
    const shown = (headsOf(world.rows, POST).all ?? []).flatMap(({ words }) => words.split(' '));
    const inTrays = world.phones.flatMap((phone) => [...phone.trayWords()]).flatMap((words) => words.split(' '));
    const reachable = new Set([...shown, ...inTrays]);
    return [...kept].filter((word) => !reachable.has(word)).map((word) => `discarded without a person: ${word}`);
  }
}

function fieldsDue(world: World, chance: Chance) {
  const due = chance.next() < 0.5;
  return {
    kind: 'free' as const,
    cue: due
      ? { kind: 'clock' as const, atMs: world.time.nowMs() + chance.between(1, AWAY_HOURS) * HOUR_MS }
      : { kind: 'hand' as const },
    freshForMs: 600_000,
    channels: ['bsky', 'wall'],
    language: 'fr' as const,
    needsTwo: false,
    slots: [],
  };
}

answerSeeds((seed) => twoEditors(seed));
