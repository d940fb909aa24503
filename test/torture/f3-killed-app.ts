import type { Page } from 'playwright-core';
import { Chance } from '../simulation/chance.ts';
import type { Asked, Fault, Told } from './fault.ts';
import { loadShow } from './node-phone.ts';
import { type AppRig, type RealApp, withApp } from './real-app.ts';

const KINDS = ['crashed', 'killed', 'discarded', 'frozen'] as const;
type Kind = (typeof KINDS)[number];
/** What was called saved is there as soon as the editor is: longer than this, and it is lost. */
const FOUND_MS = 15_000;

/** An app that is killed, crashes, is discarded or is frozen and then killed, while someone writes. */
export const f3: Fault = {
  id: 'F3',
  what: 'app killed, crashed, discarded or frozen while writing, in a real Chromium',
  rounds: 200,
  unit: 'rounds',
  run: (asked) => withApp(asked.from, (rig) => killWhileWriting(rig, asked)),
};

/** Each time the app opens it is asked for the words of the round before; then it is where the next round writes. */
export async function killWhileWriting(
  { server, line, app, session }: AppRig,
  { rounds, from, progress }: Asked,
): Promise<Told> {
  const { rows } = await loadShow(server.url, session);
  const post = rows.find((row) => row.row === 'post' && row.state === 'draft');
  const path = `/s/${session.show}/posts/${post?.id}`;
  const violations: string[] = [];
  const counted = { crashed: 0, killed: 0, discarded: 0, frozen: 0, 'said saved': 0, 'without a server': 0 };
  let last: Written | undefined;
  const opened = async (): Promise<Page> => {
    const page = await app.page(path);
    await page.locator('.compose-area').waitFor();
    const found = last?.said === undefined ? undefined : await foundIn(page, last.said);
    if (found !== undefined)
      violations.push(
        `round ${last?.round} (${last?.kind}): « ${last?.said} » was called saved, « ${found} » is there`,
      );
    return page;
  };
  for (let round = from; round < from + rounds; round += 1) {
    const chance = new Chance(round);
    const kind = KINDS[round % KINDS.length] ?? 'crashed';
    // Half of the times there is no server: what is found then was on this phone.
    const isAway = chance.next() < 0.5;
    if (isAway) line.halfOpen();
    const page = await opened();
    last = { round, kind, said: await writeUntil(app, { page, chance, round, fault: kind }) };
    line.heal();
    counted[kind] += 1;
    counted['without a server'] += isAway ? 1 : 0;
    counted['said saved'] += last.said === undefined ? 0 : 1;
    progress?.(round - from + 1, violations);
  }
  await (await opened()).close();
  return { rounds, violations, figures: [], counted };
}

interface Written {
  readonly round: number;
  readonly kind: Kind;
  /** What the page had last called saved when the fault came. */
  readonly said: string | undefined;
}

/** Writes until the fault comes, at a moment of chance; what the page had last called saved by then. */
async function writeUntil(
  app: RealApp,
  { page, chance, round, fault }: { page: Page; chance: Chance; round: number; fault: Kind },
): Promise<string | undefined> {
  const lastsMs = chance.between(200, 2_500);
  let said: string | undefined;
  await page.exposeFunction('saidSaved', (words: string) => {
    // What stood there before is replaced, by the same hand.
    if (words.startsWith(`mot${round}-`)) said = words;
  });
  await page.evaluate(watchSaved);
  await page.locator('.compose-area').fill('');
  let isOver = false;
  const writing = (async () => {
    for (let word = 0; !isOver; word += 1) {
      await page.keyboard.insertText(`${word === 0 ? '' : ' '}mot${round}-${word}`);
      // The pace of a hand, which is part of the fault: nothing is waited for.
      await new Promise((resolve) => setTimeout(resolve, chance.between(5, 500)));
    }
    // A page that was struck takes no more letters: that ends the hand, and what it had said is what is judged.
  })().catch(() => undefined);
  // The moment is what the seed chooses, whatever the page is doing then.
  await new Promise((resolve) => setTimeout(resolve, lastsMs));
  await strike(app, page, fault);
  isOver = true;
  await writing;
  return said;
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
