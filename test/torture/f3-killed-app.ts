import type { Page } from 'playwright-core';
import { Chance } from '../simulation/chance.ts';
import type { Asked, Fault, Told } from './fault.ts';
import { loadShow } from './node-phone.ts';
import { type AppRig, type RealApp, withApp } from './real-app.ts';
import { eachRound } from './within.ts';

const KINDS = ['crashed', 'killed', 'discarded', 'frozen'] as const;
type Kind = (typeof KINDS)[number];
/** What was called saved is there as soon as the editor is: longer than this, and it is lost. */
const FOUND_MS = 15_000;
/** Posts that are written in turns: what was left in one waits on the phone while the next is written. */
const POSTS = 4;
/** At most, before the hand goes on to the next; and how long at most it first looks at what it wrote. */
const WORDS_A_POST = 2;
const LOOKS_MS = 800;

/** An app that is killed, crashes, is discarded or is frozen and then killed, while someone writes. */
export const f3: Fault = {
  id: 'F3',
  what: 'app killed, crashed, discarded or frozen while writing, in a real Chromium',
  rounds: 200,
  unit: 'rounds',
  run: (asked) => withApp(asked.from, (rig) => killWhileWriting(rig, asked)),
};

/** Each time the app opens it is asked for the words of the round before, in each post; then the next round writes there. */
export async function killWhileWriting(
  { server, line, app, session }: AppRig,
  { rounds, from, progress }: Asked,
): Promise<Told> {
  const { rows } = await loadShow(server.url, session);
  const paths = rows
    .filter((row) => row.row === 'post' && row.state === 'draft')
    .slice(0, POSTS)
    .map(({ id }) => `/s/${session.show}/posts/${id}`);
  const violations: string[] = [];
  const counted = {
    crashed: 0,
    killed: 0,
    discarded: 0,
    frozen: 0,
    'said saved': 0,
    'in several posts': 0,
    'without a server': 0,
  };
  let last: Written | undefined;
  await eachRound({ rounds, from }, async (round) => {
    await play(round);
    progress?.(round - from + 1, violations);
  });
  // What the last round wrote is judged as the next would.
  await eachRound({ rounds: 1, from: from + rounds }, async () => (await judged()).close());
  return { rounds, violations, figures: [], counted };

  async function play(round: number): Promise<void> {
    const chance = new Chance(round);
    const kind = KINDS[round % KINDS.length] ?? 'crashed';
    // Half of the times there is no server: what is found then was on this phone.
    const isAway = chance.next() < 0.5;
    if (isAway) line.halfOpen();
    const page = await judged();
    last = { round, kind, said: await writeUntil(app, { page, paths, chance, round, fault: kind }) };
    line.heal();
    counted[kind] += 1;
    counted['without a server'] += isAway ? 1 : 0;
    counted['said saved'] += last.said.size > 0 ? 1 : 0;
    counted['in several posts'] += last.said.size > 1 ? 1 : 0;
  }

  /** The app, opened anew, with the words of the round before looked for in each post that had them. */
  async function judged(): Promise<Page> {
    const [first = paths[0] ?? ''] = last?.said.keys() ?? [];
    const page = await app.page(first);
    await page.locator('.compose-area').waitFor();
    for (const [path, said] of last?.said ?? []) {
      if (!page.url().endsWith(path)) await goTo(page, path);
      const found = await foundIn(page, said);
      if (found === undefined) continue;
      violations.push(`round ${last?.round} (${last?.kind}): « ${said} » was called saved, « ${found} » is there`);
    }
    return page;
  }
}

interface Written {
  readonly round: number;
  readonly kind: Kind;
  /** By the path of a post: what the page had last called saved there when the fault came. */
  readonly said: ReadonlyMap<string, string>;
}

interface Hand {
  readonly page: Page;
  readonly paths: readonly string[];
  readonly chance: Chance;
  readonly round: number;
  readonly fault: Kind;
}

/** Writes in one post after the other until the fault comes, at a moment of chance; what was last called saved in each. */
async function writeUntil(
  app: RealApp,
  { page, paths, chance, round, fault }: Hand,
): Promise<ReadonlyMap<string, string>> {
  const lastsMs = chance.between(200, 2_500);
  const said = new Map<string, string>();
  await page.exposeFunction('saidSaved', (words: string) => {
    // What stood there before is replaced, by the same hand.
    const path = paths.find((_, post) => words.startsWith(wordOf(round, post)));
    if (path !== undefined) said.set(path, words);
  });
  await page.evaluate(watchSaved);
  let [isStruck, isOver] = [false, false];
  const hand = async (): Promise<void> => {
    let post = paths.findIndex((path) => page.url().endsWith(path));
    for (const last = post + paths.length - 1; !isOver; post += 1) {
      const path = paths[post % paths.length] ?? '';
      if (!page.url().endsWith(path)) await goTo(page, path);
      await page.locator('.compose-area').fill('');
      // None is come back to: what was said of it would no longer be what stands there.
      const words = post === last ? Number.POSITIVE_INFINITY : chance.between(1, WORDS_A_POST);
      for (let word = 0; !isOver && word < words; word += 1) {
        await page.keyboard.insertText(`${word === 0 ? '' : ' '}${wordOf(round, post % paths.length)}${word}`);
        // The pace of a hand, which is part of the fault: nothing is waited for.
        await new Promise((resolve) => setTimeout(resolve, chance.between(5, 500)));
      }
      await new Promise((resolve) => setTimeout(resolve, chance.between(0, LOOKS_MS)));
    }
  };
  // A page that was struck takes no more letters: that ends the hand, and what it had said is what is judged.
  const writing = hand().then(
    () => undefined,
    (error: unknown) => (isStruck ? undefined : error),
  );
  // The moment is what the seed chooses, whatever the page is doing then.
  await new Promise((resolve) => setTimeout(resolve, lastsMs));
  isStruck = true;
  await strike(app, page, fault);
  isOver = true;
  const broke = await writing;
  if (broke) throw broke;
  return said;
}

const wordOf = (round: number, post: number): string => `mot${round}p${post}n`;

/** To another post by the app's own ways: what was being written is left as a hand leaves it, and nothing is loaded. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.locator('.posts-page-head a').click();
  await page.locator('.compose-area').waitFor({ state: 'detached' });
  await page.evaluate(followLink, path);
  await page.locator('.compose-area').waitFor();
}

/** Within the page: as a tap on the post's line in a list. */
function followLink(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  document.body.append(link);
  link.click();
  link.remove();
}

async function strike(app: RealApp, page: Page, fault: Kind): Promise<void> {
  switch (fault) {
    case 'killed':
      return app.kill();
    case 'discarded':
      return page.close();
    case 'crashed':
      await app.crash(page);
      return page.close();
    case 'frozen': {
      const session = await app.context.newCDPSession(page);
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      return app.kill();
    }
  }
}

/** Undefined: they are there, and perhaps more. Else what is there instead. */
async function foundIn(page: Page, said: string): Promise<string | undefined> {
  const isThere = (words: string) =>
    (document.querySelector('.compose-area') as { readonly value?: string } | null)?.value?.startsWith(words) ?? false;
  try {
    await page.waitForFunction(isThere, said, { timeout: FOUND_MS });
    return undefined;
  } catch {
    return page.locator('.compose-area').inputValue();
  }
}

/** Within the page: each time its line begins to say that the words are kept, which they are. */
export function watchSaved(): void {
  const tell = (globalThis as unknown as { saidSaved(words: string): void }).saidSaved;
  new MutationObserver((changes) => {
    const isOfLine = changes.some(({ target }) =>
      (target.parentElement ?? (target as Element)).closest('.compose-desk'),
    );
    const line = document.querySelector('.compose-desk p')?.textContent ?? '';
    const area = document.querySelector('.compose-area') as { readonly value?: string } | null;
    if (isOfLine && /^(Gardé|Reçu)/.test(line) && area?.value) tell(area.value);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
