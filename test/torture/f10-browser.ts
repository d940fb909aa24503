import type { Page } from 'playwright-core';
import { headsOf, seenOf } from '../../shared/post-status.ts';
import { Chance } from '../simulation/chance.ts';
import { watchSaved } from './f3-killed-app.ts';
import type { Told } from './fault.ts';
import type { Pair, PairPhone } from './pair.ts';
import { eachRound } from './within.ts';

const HOUR_MS = 3_600_000;
/** All absences of a round together. */
const AWAY_HOURS = 48;
const TURNS = { from: 6, to: 12 };
/** What was called saved is with the others as soon as its phone is: longer than this, and it is lost. */
const FOUND_MS = 30_000;

/**
 * Two people write in one post, each on a phone that mostly has no network and that is put away for hours, while a third
 * approves, withdraws and fires it. Nobody takes a word away: each that an editor called saved must be in sight in the end.
 */
export async function editApart(
  { show, server, clock, phones, act }: Pair,
  { rounds, from }: { readonly rounds: number; readonly from: number },
): Promise<Told> {
  const violations: string[] = [];
  const counted = { words: 0, 'away hours': 0, 'two versions': 0, joined: 0, 'acts of a third': 0 };
  const rows = () => {
    const found = server.ledger.rows(show);
    if (!found) throw new Error(show);
    return found;
  };
  await eachRound({ rounds, from }, play);
  return { rounds, violations, figures: [], counted };

  async function play(round: number): Promise<void> {
    const chance = new Chance(round);
    const post = `apart-${round}`;
    const kept = new Set<string>();
    const editors = new Map<PairPhone, Page>();
    let hours = AWAY_HOURS;
    act('post.create', { post, words: 'Mots', fields: fieldsOf(chance) });
    await Promise.all(phones.map(edit));
    for (const phone of phones) if (chance.next() < 0.7) cut(phone);
    for (let turn = chance.between(TURNS.from, TURNS.to); turn > 0; turn -= 1) {
      const phone = phones[chance.between(0, phones.length - 1)] as PairPhone;
      await take(phone, turn);
    }
    for (const { line } of phones) line.heal();
    // Found on the desk when the app opens; written when its editor is left.
    await Promise.all(phones.map(async (phone) => leave(await edit(phone))));
    const lost = await unreached();
    if (headsNow().length > 1) counted['two versions'] += 1;
    violations.push(...lost.map((word) => `round ${round}: discarded without a person: ${word}`));
    await shown();

    async function take(phone: PairPhone, left: number): Promise<void> {
      switch (chance.between(0, 8)) {
        case 0:
          return cut(phone);
        case 1:
          return phone.line.heal();
        case 2:
          return away(phone);
        case 3:
          // What is out takes no more letters: it goes late in a round.
          return third(left <= 2);
        default:
          return type(phone);
      }
    }

    function cut({ line }: PairPhone): void {
      line.halfOpen();
      line.cut();
    }

    /** In a pocket for hours, the page gone in the middle of whatever it did. */
    async function away(phone: PairPhone): Promise<void> {
      const passed = chance.between(0, Math.min(hours, 20));
      hours -= passed;
      counted['away hours'] += passed;
      await clock.leapTo(clock.wallMs() + passed * HOUR_MS);
      await edit(phone);
    }

    async function edit(phone: PairPhone): Promise<Page> {
      const page = await phone.open(`posts/${post}`);
      editors.set(phone, page);
      await page.exposeFunction('saidSaved', (words: string) => {
        for (const [word] of words.matchAll(/\b\w+-\d+-\d+\b/g)) kept.add(word);
      });
      await page.locator('.compose-area, .compose-versions').first().waitFor();
      await page.evaluate(watchSaved);
      return page;
    }

    async function type(phone: PairPhone): Promise<void> {
      const page = editors.get(phone) as Page;
      const both = page.getByRole('button', { name: 'Réunir les deux' });
      const isJoined = (await both.count()) > 0;
      if (isJoined) await both.click();
      const area = page.locator('.compose-area');
      if (!(await area.isEditable())) return;
      counted.words += 1;
      const word = `${phone.name}-${round}-${counted.words}`;
      await area.focus();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.insertText(` ${word}`);
      if (isJoined) {
        await page.getByRole('button', { name: 'C’est la bonne version' }).click();
        counted.joined += 1;
        return;
      }
      const end = chance.between(0, 2);
      // Put away with the letter under the finger: what the line had said by then is what is judged.
      if (end === 0) await edit(phone);
      else if (end === 1)
        await page
          .locator('.compose-desk')
          .getByText(/^(Gardé|Reçu)/)
          .waitFor();
      else {
        await leave(page);
        await edit(phone);
      }
    }

    function third(isLate: boolean): void {
      const row = rows().get('post', post);
      if (!row) return;
      const seen = () => seenOf(rows(), row);
      const did = [
        () => act('post.approve', { post, seen: seen() }),
        () => act('post.withdraw', { post }) && act('post.restore', { post }),
        () => act('post.edit', { post, change: { language: { from: row.language, to: 'en' } } }),
        () => act(isLate ? 'post.fire' : 'post.approve', { post, seen: seen() }),
      ][chance.between(0, 3)]?.();
      if (did) counted['acts of a third'] += 1;
    }

    function headsNow() {
      return headsOf(rows(), post).all ?? [];
    }

    /** What is neither in a version nor in a tray, once every phone has had its time. */
    async function unreached(): Promise<readonly string[]> {
      const trays = await Promise.all(phones.map(async (phone) => (await phone.open('tray')).locator('main')));
      const untilMs = performance.now() + FOUND_MS;
      for (;;) {
        const reached = [
          ...headsNow().map(({ words }) => words),
          ...(await Promise.all(trays.map((tray) => tray.innerText()))),
        ];
        const lost = [...kept].filter((word) => !reached.some((words) => words.includes(word)));
        if (lost.length === 0 || performance.now() > untilMs) return lost;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    /** Each version is in sight, on both phones. */
    async function shown(): Promise<void> {
      const versions = headsNow().map(({ words }) => words);
      for (const phone of phones) {
        const page = await phone.open(`posts/${post}`);
        const told = page.locator(versions.length > 1 ? '.compose-version' : '.compose-area');
        const isShown = (wanted: readonly string[]) =>
          wanted.every((words) =>
            [...document.querySelectorAll('.compose-version, .compose-area')].some((element) =>
              ((element as { value?: string }).value ?? element.textContent ?? '').includes(words),
            ),
          );
        await told.first().waitFor();
        await page
          .waitForFunction(isShown, versions, { timeout: FOUND_MS })
          .catch(() => violations.push(`round ${round}: not every version is in sight on ${phone.name}’s phone`));
      }
    }
  }
}

/** By the way back, as a person leaves an editor. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Tous les posts' }).click();
  await page.waitForURL(/\/posts$/);
}

const fieldsOf = (chance: Chance) => ({
  kind: 'free' as const,
  cue: { kind: 'hand' as const },
  freshForMs: chance.between(1, 10) * 60_000,
  channels: ['wall'],
  language: 'fr' as const,
  needsTwo: false,
  slots: [],
});
