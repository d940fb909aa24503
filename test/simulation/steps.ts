import fc from 'fast-check';
import { headsOf } from '../../shared/post-status.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { showOf } from '../../shared/rows/rows.ts';
import { CALL_FAULTS } from './networks.ts';
import type { SimPhone } from './phone.ts';
import { sightOn, type World } from './world.ts';

/** People work on the latest few. */
const POSTS = 12;
const CHANNEL_SETS = [['bsky', 'masto', 'wall'], ['bsky'], ['masto', 'x'], ['bsky', 'masto', 'wall', 'x']] as const;
const LANGUAGES = ['fr', 'en', 'de'] as const;

/** Which of the posts that the phone shows, the latest first; one more than there are: a new one. */
const post = fc.nat({ max: POSTS });
const phone = fc.nat({ max: 1 });
const of = <K extends string>(kind: K) => fc.record({ kind: fc.constant(kind), phone, post });
const alone = <K extends string>(kind: K) => fc.record({ kind: fc.constant(kind), phone });

/** What people do on phones. */
const acts = [
  fc.record({
    kind: fc.constant('create'),
    phone,
    post,
    channels: fc.nat({ max: CHANNEL_SETS.length - 1 }),
    dueInS: fc.option(fc.nat({ max: 120 })),
  }),
  of('write'),
  of('write'),
  fc.record({ kind: fc.constant('edit'), phone, post, language: fc.constantFrom(...LANGUAGES) }),
  of('submit'),
  of('approve'),
  of('approve'),
  of('fire'),
  of('fire'),
  of('fire'),
  of('fire-unapproved'),
  of('fire-unapproved'),
  fc.record({ kind: fc.constant('correct'), phone, post }),
  fc.record({ kind: fc.constant('correct'), phone, post }),
  of('hold-post'),
  of('release-post'),
  of('withdraw'),
  of('take-out'),
  of('star'),
  of('again'),
  alone('hold'),
  alone('release'),
  alone('release'),
  alone('release'),
] as const;

const callFault = fc.record({ kind: fc.constant('call-fault'), fault: fc.constantFrom(...CALL_FAULTS) });

/** What happens to them. */
const faults = [
  callFault,
  callFault,
  callFault,
  fc.record({ kind: fc.constant('network'), phone, network: fc.constantFrom('open', 'cut', 'half-open') }),
  fc.record({ kind: fc.constant('patches'), phone, lost: fc.boolean() }),
  fc.record({ kind: fc.constant('doubles'), phone, on: fc.boolean() }),
  fc.record({ kind: fc.constant('clock'), phone, offS: fc.constantFrom(0, 0, 0, -600, -3, 5, 600) }),
  alone('cut'),
  alone('app-kill'),
  fc.constant({ kind: 'server-kill' } as const),
] as const;

/** Time passes, and what was down is up again. */
const calm = [
  fc.record({ kind: fc.constant('pass'), seconds: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('pass'), seconds: fc.integer({ min: 10, max: 60 }) }),
  alone('app-open'),
  alone('app-open'),
  fc.constant({ kind: 'server-start' } as const),
  fc.constant({ kind: 'server-start' } as const),
  fc.record({ kind: fc.constant('network'), phone, network: fc.constantFrom('open') }),
] as const;

/** Hands and histories change. */
const turns = [
  alone('change-person'),
  fc.record({ kind: fc.constant('snapshot'), asCopy: fc.boolean() }),
  fc.record({ kind: fc.constant('restore'), asCopy: fc.boolean() }),
] as const;

export const step = fc.oneof(
  { weight: 24, arbitrary: fc.oneof(...acts) },
  { weight: 10, arbitrary: fc.oneof(...calm) },
  { weight: 5, arbitrary: fc.oneof(...faults) },
  { weight: 2, arbitrary: fc.oneof(...turns) },
);
/** The same, on phones whose system crashes too and takes with it what it had not brought to the disk. */
const crashingStep = fc.oneof({ weight: 20, arbitrary: step }, { weight: 1, arbitrary: alone('crash') });
export type Step = typeof crashingStep extends fc.Arbitrary<infer S> ? S : never;

/** A run: where its chances begin, and what is done in it. */
const scriptOf = (one: fc.Arbitrary<Step>) =>
  fc.record({
    world: fc.nat({ max: 0x7fffffff }),
    steps: fc.array(one, { minLength: 120, maxLength: 360, size: 'max' }),
  });
export const script = scriptOf(step);
export const crashingScript = scriptOf(crashingStep);
export type Script = typeof script extends fc.Arbitrary<infer S> ? S : never;

/** Does one step. What makes no sense now (a kill of what is dead) does nothing. */
export async function doStep(world: World, step: Step): Promise<void> {
  switch (step.kind) {
    case 'pass':
      return world.time.pass(step.seconds * 1000);
    case 'call-fault':
      world.networks.coming.push(step.fault);
      break;
    case 'server-kill':
      world.killServer();
      break;
    case 'server-start':
      world.startServer();
      break;
    case 'snapshot':
      world.snapshot(step.asCopy);
      break;
    case 'restore':
      world.restore(step.asCopy);
      break;
    default: {
      const found = world.phones[step.phone];
      if (found) await onPhone(world, found, step);
    }
  }
  await world.time.pass(200);
}

type PhoneStep = Extract<Step, { phone: number }>;

async function onPhone(world: World, phone: SimPhone, step: PhoneStep): Promise<void> {
  switch (step.kind) {
    case 'network':
      phone.network = step.network;
      if (step.network === 'cut') phone.cut();
      break;
    case 'patches':
      phone.losesPatches = step.lost;
      break;
    case 'doubles':
      phone.doubles = step.on;
      break;
    case 'clock':
      phone.offMs = step.offS * 1000;
      break;
    case 'cut':
      phone.cut();
      break;
    case 'app-kill':
      phone.kill();
      break;
    case 'crash':
      await phone.crash();
      break;
    case 'app-open':
      await phone.open();
      break;
    case 'change-person':
      phone.kill();
      phone.staff = phone.staff === 'ada' ? 'bob' : 'ada';
      await phone.open();
      break;
    default: {
      const rows = phone.phone?.replica.rows;
      if (rows && showOf(rows)) person(world, phone, rows, step);
    }
  }
}

type Act = Exclude<
  PhoneStep,
  { kind: 'network' | 'patches' | 'doubles' | 'clock' | 'cut' | 'app-kill' | 'crash' | 'app-open' | 'change-person' }
>;

/** What someone does with what this phone shows them. */
function person(world: World, phone: SimPhone, rows: Rows, step: Act): void {
  if (step.kind === 'hold') {
    phone.act('show.hold', { kind: 'person', reason: 'Incident' });
    return;
  }
  if (step.kind === 'release') {
    const held = showOf(rows)?.held;
    if (held) phone.act('show.release', { saw: held.atMs, send: [], drop: [] });
    return;
  }
  const id = step.kind === 'create' ? undefined : latest(rows)[step.post];
  const sight = id === undefined ? undefined : sightOn(rows, id);
  if (!sight || id === undefined) {
    create(world, phone, step);
    return;
  }
  switch (step.kind) {
    case 'write': {
      const parents = (headsOf(rows, id).all ?? []).map((text) => text.id);
      phone.act('post.write', { post: id, variant: 'all', parents, words: wordsOf(world) });
      break;
    }
    case 'edit':
      phone.act('post.edit', {
        post: id,
        change: { language: { from: sight.post.language, to: step.language } },
      });
      break;
    case 'submit':
      phone.act('post.submit', { post: id });
      break;
    case 'approve':
      phone.act('post.approve', { post: id, seen: sight.seen });
      break;
    case 'fire':
      if (sight.post.approval !== undefined) phone.act('post.fire', { post: id, approval: sight.post.approval });
      break;
    case 'fire-unapproved':
      phone.act('post.fire', { post: id, seen: sight.seen });
      break;
    case 'correct': {
      const parents = (headsOf(rows, id).all ?? []).map((text) => text.id);
      phone.act('post.write', { post: id, variant: 'all', parents, words: wordsOf(world) });
      const shown = phone.phone && sightOn(phone.phone.replica.rows, id);
      if (shown?.post.state === 'fired')
        phone.act('post.correct', {
          post: id,
          seen: shown.seen,
          ways: { bsky: 'replace', masto: 'edit', x: 'replace' },
        });
      break;
    }
    case 'hold-post':
      phone.act('post.hold', { post: id, reason: 'À vérifier' });
      break;
    case 'release-post':
      if (sight.post.held) phone.act('post.release', { post: id, saw: sight.post.held.atMs });
      break;
    case 'withdraw':
      phone.act('post.withdraw', { post: id });
      break;
    case 'take-out':
      phone.act('post.restore', { post: id });
      break;
    case 'star':
      phone.act('post.star', {
        post: id,
        change: { starred: { from: sight.post.starred, to: !sight.post.starred } },
      });
      break;
    case 'again': {
      // A person who has looked and found nothing has it sent anew; one who sees it there does not.
      const publication = rows
        .ofPost('publication', id)
        .find(
          ({ state, asks, id: name }) =>
            (state === 'refused' || (state === 'unknown' && asks)) &&
            !world.networks.landed.some((one) => one.publication === name),
        );
      if (publication?.state === 'refused')
        phone.act('publication.again', { publication: publication.id, round: publication.round });
      return;
    }
  }
}

function create(
  world: World,
  phone: SimPhone,
  step: Pick<Step, 'kind'> & { readonly channels?: number; readonly dueInS?: number | null },
): void {
  const dueInS = step.dueInS ?? null;
  const atMs = (phone.phone?.clock.nowMs() ?? 0) + (dueInS ?? 0) * 1000;
  phone.act('post.create', {
    post: world.mark(),
    fields: {
      kind: 'free',
      cue: dueInS === null ? { kind: 'hand' } : { kind: 'clock', atMs },
      freshForMs: 300_000,
      channels: [...(CHANNEL_SETS[step.channels ?? 0] ?? [])],
      language: 'fr',
      needsTwo: false,
      slots: [],
    },
    words: wordsOf(world),
  });
}

const latest = (rows: Rows): readonly string[] =>
  Array.from(rows.all('post'), (row) => row.id)
    .sort()
    .slice(-POSTS)
    .reverse();

/** Words that no other mutation of the run has. */
const wordsOf = (world: World): string => `Mots ${world.mark()}`;
