import type { Page } from 'playwright-core';
import { Chance } from '../simulation/chance.ts';
import { type Fault, percentile, type Told } from './fault.ts';
import { loadShow, type Session } from './node-phone.ts';
import { type AppRig, withApp } from './real-app.ts';
import { eachRound } from './within.ts';

const TABS = 5;

/** Five tabs of one show; the one that has it is frozen or dies with words that the server has not; another takes over. */
export const f18: Fault = {
  id: 'F18',
  what: 'five tabs, the active one frozen or killed, in a real Chromium',
  rounds: 50,
  unit: 'rounds',
  run: (asked) => withApp(asked.from, (rig) => passOver(rig, asked)),
};

export async function passOver(
  { server, line, app, session }: AppRig,
  asked: { readonly rounds: number; readonly from: number },
): Promise<Told> {
  const violations: string[] = [];
  const syncedMs: number[] = [];
  const counted = { frozen: 0, killed: 0, 'woken up': 0 };
  await eachRound(asked, async (round) => {
    const chance = new Chance(round);
    const isFrozen = round % 2 === 1;
    const tabs: Page[] = [];
    for (let tab = 0; tab < TABS; tab += 1) {
      const page = await app.page(`/s/${session.show}/direct`);
      await page.getByRole('button', { name: 'Libre' }).waitFor();
      tabs.push(page);
    }
    const active = tabs[TABS - 1] as Page;
    const heir = tabs[chance.between(0, TABS - 2)] as Page;
    const words = `Onglet ${round}`;
    line.halfOpen();
    await active.getByRole('button', { name: 'Libre' }).click();
    await active.locator('.compose-area').fill(words);
    await active.getByRole('button', { name: 'Valider et publier' }).click();
    // Said once it is on the phone's disk.
    await active.getByText('Validé, et en route.').waitFor();
    const control = await app.context.newCDPSession(active);
    if (isFrozen) await control.send('Page.setWebLifecycleState', { state: 'frozen' });
    else await app.crash(active);
    counted[isFrozen ? 'frozen' : 'killed'] += 1;
    line.heal();
    await heir.bringToFront();
    const beganMs = performance.now();
    await heir.getByRole('button', { name: 'Utiliser ici' }).click();
    await arrived(server.url, { session, words });
    syncedMs.push(performance.now() - beganMs);
    if (isFrozen) {
      await control.send('Page.setWebLifecycleState', { state: 'active' });
      await active.getByRole('button', { name: 'Utiliser ici' }).waitFor();
      counted['woken up'] += 1;
    }
    const texts = await textsOf(server.url, { session, words });
    if (texts !== 1) violations.push(`round ${round}: « ${words} » stands ${texts} times`);
    for (const page of tabs) await page.close();
  });
  return {
    rounds: asked.rounds,
    violations,
    figures: [{ what: 'synced p95', value: percentile(syncedMs, 0.95) / 1000, unit: 's', atMost: 2 }],
    counted,
  };
}

interface Asked {
  readonly session: Session;
  readonly words: string;
}

async function textsOf(url: string, { session, words }: Asked): Promise<number> {
  const { rows } = await loadShow(url, session);
  return rows.filter((row) => row.row === 'text' && row.words === words).length;
}

/** Asked until it is so, half a minute at most. */
async function arrived(url: string, asked: Asked): Promise<void> {
  const untilMs = performance.now() + 30_000;
  while ((await textsOf(url, asked)) === 0) {
    if (performance.now() > untilMs) throw new Error(`« ${asked.words} » never came`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
