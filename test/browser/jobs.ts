import type { Page } from 'playwright-core';
import { type Answered, type Hand, handOn, longestOf, slowestOf } from './hand.ts';
import { pictureFile } from './picture.ts';
import { pasteTable, TABLE } from './prepared.ts';

/** The sample final with what a job needs on the screen: where it stands, and which posts are approved. */
export const ON_STAGE = { segment: 'c05', lateMs: 30_000, begun: true } as const;
export const PRIZE = {
  segment: 'prix-lycees',
  lateMs: 30_000,
  begun: true,
  approved: ['prix-lycees-annonce'],
} as const;

export const QUOTE = 'Une abeille sur cent connaît la route';
export const SUBMITTED = 'Le jury entre en salle.';
export const MISTAKEN = 'Bienvenue à la finale, salle Curie.';
export const CORRECTED = 'Bienvenue à la finale, amphithéâtre Ampère.';
/** Who wins it, by the sample's script. */
export const WINNER = 'Bastien L’Hermelin';

/** What the practice of live-tweeting asks of a job. */
export interface Target {
  readonly job: number;
  readonly says: string;
  readonly taps: number;
  /** From the first tap to the end, typing excluded; nothing is asked of what takes no tap. */
  readonly withinMs?: number;
}
export interface Done extends Target {
  readonly tapsDone: number;
  readonly tookMs: number;
  /** The tap that waited longest for its answer on the screen. */
  readonly slowest?: Answered;
  /** The tap that waited longest for its result. */
  readonly longest?: Answered;
}

export const TARGETS = {
  prepare: { job: 1, says: 'sixteen introductions from a pasted table', taps: 4, withinMs: 120_000 },
  photo: { job: 2, says: 'publish a prepared post with a fresh photo', taps: 3, withinMs: 5_000 },
  quote: { job: 3, says: 'catch a quote, and send it', taps: 2, withinMs: 3_000 },
  late: { job: 4, says: 'tell everyone we are late', taps: 2, withinMs: 3_000 },
  stop: { job: 5, says: 'stop everything', taps: 1, withinMs: 2_000 },
  resume: { job: 5, says: 'go on, after a review', taps: 2, withinMs: 2_000 },
  approve: { job: 6, says: 'approve what was submitted, told on the phone', taps: 2, withinMs: 6_000 },
  winner: { job: 7, says: 'announce a winner, named by one and published by another', taps: 3, withinMs: 8_000 },
  network: { job: 8, says: 'what was said with no network, once it is back', taps: 0 },
  correct: { job: 9, says: 'correct what is published', taps: 3, withinMs: 15_000 },
  message: { job: 10, says: 'a message on the wall', taps: 1, withinMs: 2_000 },
  safe: { job: 10, says: 'the wall made safe', taps: 1, withinMs: 1_000 },
  question: { job: 11, says: 'give a question to who can answer it', taps: 2, withinMs: 6_000 },
  recap: { job: 12, says: 'deliver the recap', taps: 2, withinMs: 30_000 },
} as const satisfies Record<string, Target>;

/** Does a job and says how it went. */
export async function timed(target: Target, hands: readonly Hand[], work: () => Promise<number>): Promise<Done> {
  const fromMs = performance.now();
  const typedMs = await work();
  const tookMs = performance.now() - fromMs - typedMs;
  const slowest = slowestOf(hands.flatMap((hand) => hand.slowest ?? []));
  const longest = longestOf(hands.flatMap((hand) => hand.longest ?? []));
  const tapsDone = hands.reduce((sum, { taps }) => sum + taps, 0);
  return { ...target, tapsDone, tookMs, ...(slowest && { slowest }), ...(longest && { longest }) };
}

/** 1: a table pasted, *Lire*, *Importer*, *Préparer les posts de tous*, *Créer*. Pasting is typing, and not counted. */
export async function prepareFromTable(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.prepare, [hand], async () => {
    await pasteTable(page, TABLE);
    await hand.tap(page.getByRole('button', { name: 'Lire ce tableau' }), '.progress, .import-fold');
    await page.getByText('16 étapes, 16 personnes').waitFor();
    await hand.tap(page.getByRole('button', { name: 'Importer', exact: true }), '.progress, .button-act[href]');
    await hand.tap(page.getByRole('link', { name: 'Préparer les posts de tous' }), '#main textarea, .progress');
    // Read before any is made: the third has no university, and no hole where it would stand.
    await page.getByText('Sur scène : Candidate 2 Exemple. « La mer et ses marées »').first().waitFor();
    await hand.tap(page.getByRole('button', { name: 'Créer 16 brouillons' }), '.progress, .toast');
    await page.getByText('16 brouillons créés').waitFor();
    return 0;
  });
}

/** 2: the place on the card, the shutter, *Publier*. */
export async function publishWithPhoto(page: Page): Promise<Done> {
  const hand = handOn(page);
  const file = await pictureFile();
  return timed(TARGETS.photo, [hand], async () => {
    await hand.shoot(
      page.getByRole('button', { name: /Ajouter une photo/ }),
      file,
      '.post-card .progress, .post-photos',
    );
    await page.locator('.post-photos img').waitFor();
    await hand.tap(page.getByRole('button', { name: /^Publier/ }), '.journey');
    return 0;
  });
}

/** 3: *Citation*, the words, *Valider et publier*. Typing is not counted. */
export async function catchQuote(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.quote, [hand], async () => {
    await hand.tap(page.getByRole('button', { name: '« Citation »' }), 'dialog textarea');
    const fromMs = performance.now();
    await page.locator('textarea:focus').pressSequentially(QUOTE);
    const typedMs = performance.now() - fromMs;
    const sheet = page.getByRole('dialog');
    await hand.tap(sheet.getByRole('button', { name: 'Valider et publier' }), 'main:not(:has(dialog[open]))');
    await page.locator('.journey', { hasText: QUOTE }).waitFor();
    return typedMs;
  });
}

/** 4: +5, what it moves, *Décaler*. */
export async function tellLate(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.late, [hand], async () => {
    await hand.tap(page.getByRole('button', { name: /^5 min de plus/ }), '.ask');
    await hand.tap(page.getByRole('button', { name: 'Décaler' }), '.toast');
    return 0;
  });
}

/** 5: *Pause générale*, held. */
export async function stopAll(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.stop, [hand], async () => {
    await hand.hold(page.getByRole('button', { name: 'Pause générale' }), '.banner-held');
    return 0;
  });
}

/** 5: *Reprendre*, the review, *Reprendre*. */
export async function resume(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.resume, [hand], async () => {
    await hand.tap(page.getByRole('button', { name: 'Reprendre…' }), 'dialog .sheet-foot button');
    await hand.tap(page.locator('dialog .sheet-foot button'), '.banners:not(:has(.banner-held))');
    return 0;
  });
}

/** Before 6: on the phone of who may not approve, a post is submitted. */
export async function submitPost(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Libre' }).click();
  await page.getByLabel('Texte du post').fill(SUBMITTED);
  await page.getByRole('dialog').getByRole('button', { name: 'Soumettre' }).click();
}

/** 6: *Voir* on the banner, *Valider* under the previews. */
export async function approveSubmitted(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.approve, [hand], async () => {
    await hand.tap(page.locator('.banner-told').getByRole('link', { name: 'Voir' }), '.posts-waiting');
    const card = page.locator('.posts-waiting', { hasText: SUBMITTED });
    await hand.tap(card.getByRole('button', { name: 'Valider' }), '.toast');
    return 0;
  });
}

/** 7: *Choisir*, a face; on another phone, *Publier*. */
export async function announceWinner(
  namer: Page,
  second: Page,
  takeInHand: (phone: Page) => Promise<void> = async () => {},
): Promise<Done> {
  const [naming, publishing] = [handOn(namer), handOn(second)];
  return timed(TARGETS.winner, [naming, publishing], async () => {
    await takeInHand(namer);
    await naming.tap(namer.getByRole('button', { name: 'Choisir qui a gagné' }), '.compose-faces');
    await naming.tap(
      namer.locator('.compose-faces').getByRole('button', { name: WINNER }),
      'main:not(:has(dialog[open]))',
    );
    await takeInHand(second);
    await publishing.tap(second.getByRole('button', { name: /^Publier/ }), '.journey');
    return 0;
  });
}

/** 9: *Corriger* on what has just gone, the right words, what that does, *Corriger*. */
export async function correctPublished(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.correct, [hand], async () => {
    await hand.tap(
      page.locator('.journey', { hasText: MISTAKEN }).getByRole('link', { name: 'Corriger' }),
      '.posts-page textarea',
    );
    const fromMs = performance.now();
    await page.getByRole('textbox').first().fill(CORRECTED);
    const typedMs = performance.now() - fromMs;
    const panel = page.getByRole('region', { name: 'Ce qui sera fait' });
    await panel.getByRole('radio', { name: 'Modifier sur place' }).waitFor({ state: 'attached' });
    await hand.tap(
      panel.getByRole('button', { name: 'Corriger', exact: true }),
      '.compose-mend .button-act:disabled, .toast',
    );
    await page.locator('.toast').first().waitFor();
    return typedMs;
  });
}

/** 10: *Afficher*. */
export async function showMessage(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.message, [hand], async () => {
    await hand.tap(page.getByRole('button', { name: 'Afficher', exact: true, disabled: false }), '.wall-undo');
    return 0;
  });
}

/** 10: *Écran de repli*. */
export async function makeSafe(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.safe, [hand], async () => {
    await hand.tap(page.getByRole('button', { name: 'Écran de repli' }), '.dock .button-act');
    return 0;
  });
}

/** Before 11: a question that somebody asked on a network, added by its link. */
export async function addQuestion(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByLabel('Lien du post').fill('https://bsky.app/profile/lea.example/post/3k');
  await page.getByLabel('La question').fill('Pourquoi le ciel est-il bleu ?');
  await page.getByRole('button', { name: 'Ajouter la question' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** 11: *Confier*, a person: the link to send is there. */
export async function giveQuestion(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.question, [hand], async () => {
    await hand.tap(page.getByRole('button', { name: 'Confier', exact: true }), '.questions-person');
    await hand.tap(page.locator('.questions-person').first(), 'dialog:not(:has(.questions-person))');
    await page.locator('.questions-link').waitFor();
    return 0;
  });
}

/** 12: the recap, in the rail of a laptop; the page as a file. */
export async function deliverRecap(page: Page): Promise<Done> {
  const hand = handOn(page);
  return timed(TARGETS.recap, [hand], async () => {
    await hand.tap(page.locator('nav.tabs').getByRole('link', { name: 'Récapitulatif' }), '.recap-title');
    await page.locator('.recap-file').first().waitFor();
    const coming = page.waitForEvent('download');
    await hand.tap(page.getByRole('button', { name: 'Télécharger : Page web' }), '.recap-told > *');
    await (await coming).path();
    return 0;
  });
}

/** The table that is printed: taps and milliseconds beside their targets. */
export function jobsTable(done: readonly Done[]): string {
  const sorted = [...done].sort((a, b) => a.job - b.job);
  const lines = sorted.map(({ job, says, taps, tapsDone, withinMs, tookMs, slowest, longest }) =>
    [
      `${job}`.padStart(2),
      says.padEnd(58),
      `${tapsDone} of ${taps} taps`.padEnd(12),
      `${Math.round(tookMs)}${withinMs === undefined ? '' : ` of ${withinMs}`} ms`.padStart(18),
      slowest ? `slowest answer ${Math.round(slowest.tookMs)} ms: ${slowest.tap}` : '',
      longest ? `slowest result ${Math.round(longest.shownMs)} ms: ${longest.tap}` : '',
    ].join('  '),
  );
  return lines.join('\n');
}
