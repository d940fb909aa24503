import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from './acts.ts';
import { type Seed, seedFinal } from './seed.ts';
import { openBrowser, openStage, PHONE } from './stage.ts';

/** A talk runs: its time is counted down to the second on Direct and on the wall. */
const RUNNING: Seed = { segment: 'c05', lateMs: 0, begun: true };
const WALL = { width: 1920, height: 1080 };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('AX11 where the device asks for less motion nothing moves on Direct or on the wall, and much does where it does not', async () => {
  const stage = await openStage({ browser, prepare: (env) => seedFinal(env, RUNNING) });
  const phone = await stage.phone();
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await phone.page.emulateMedia({ reducedMotion });
    await phone.go('direct');
    await phone.page.evaluate(watchMotion);
    await phone.page.locator('.top-show').click();
    await phone.page.locator('dialog[open]').waitFor();
    await phone.page.keyboard.press('Escape');
    await publish(phone, { words: `Une phrase, ${reducedMotion}.` });
    const onPhone = await phone.page.evaluate(moved);

    const wall = await browser.newPage({ ...PHONE, viewport: WALL, reducedMotion });
    await wall.addInitScript(watchMotion);
    await wall.goto(stage.server.wallLink);
    await wall.locator('.scene').first().waitFor();
    // Its gauge has gone on by a second or more.
    await changes(wall, '.left', 2);
    const onWall = await wall.evaluate(moved);
    await wall.close();

    if (reducedMotion === 'reduce') expect({ onPhone, onWall }).toEqual({ onPhone: [], onWall: [] });
    else {
      expect(onPhone).toContain('rise');
      expect(onWall).toContain('come');
    }
  }
});

test('AX12 seconds that pass are told by no live region, on Direct, in the running order, the composer or on the wall', async () => {
  const stage = await openStage({ browser, prepare: (env) => seedFinal(env, RUNNING) });
  const phone = await stage.phone();
  const { page, go } = phone;
  for (const screen of ['direct', 'conducteur']) {
    await go(screen);
    await page.locator('.countdown').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(watchVoices);
    await changes(page, '.countdown', 3);
    expect([screen, ...(await page.evaluate(told))]).toEqual([screen]);
  }

  const wall = await stage.wall();
  await wall.locator('.scene').first().waitFor();
  await wall.evaluate(watchVoices);
  await changes(wall, '.left', 3);
  expect(await wall.evaluate(told)).toEqual([]);
});

test('AX12 a line that is typed, kept and received is told by no live region of the composer', async () => {
  const stage = await openStage({ browser, prepare: (env) => seedFinal(env, RUNNING) });
  const { page, go } = await stage.phone();
  await go('posts/c05-intro');
  const desk = page.locator('.compose-desk');
  await desk.getByText('Reçu par le serveur.').waitFor();
  await page.evaluate(watchVoices);
  const words = page.getByRole('textbox').first();
  for (const typed of ['Bonsoir', ' à tous']) {
    await words.press('End');
    await words.pressSequentially(typed);
    await desk.getByText('Reçu par le serveur.').waitFor({ state: 'detached' });
    await desk.getByText('Reçu par le serveur.').waitFor();
  }
  expect(await page.evaluate(told)).toEqual([]);
});

/** Until what stands there has changed so many times: a countdown's seconds. */
async function changes(page: Page, selector: string, times: number): Promise<void> {
  const clock = page.locator(selector).first();
  for (let time = 0; time < times; time += 1) {
    const before = await clock.textContent();
    await expect.poll(() => clock.textContent()).not.toBe(before);
  }
}

interface Watched {
  readonly heard: string[];
}
declare const window: Watched & Window;

/** Runs in the page: notes each animation and transition that lasts long enough to be seen. */
function watchMotion(): void {
  const heard: string[] = [];
  Object.assign(window, { heard });
  const SEEN_MS = 1;
  const note = () => {
    for (const each of document.getAnimations()) {
      const { duration } = each.effect?.getComputedTiming() ?? {};
      const named = 'animationName' in each ? String(each.animationName) : 'transition';
      if (Number(duration) > SEEN_MS) heard.push(named);
    }
  };
  for (const begins of ['animationstart', 'transitionrun']) addEventListener(begins, note, true);
}
const moved = () => window.heard;

/** Runs in the page: notes what a screen reader would be told, and by which region. */
function watchVoices(): void {
  const heard: string[] = [];
  Object.assign(window, { heard });
  const voices = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output';
  new MutationObserver((changed) => {
    for (const { target, addedNodes } of changed) {
      const element = target instanceof Element ? target : target.parentElement;
      const inside = [...addedNodes].filter((node): node is Element => node instanceof Element);
      const voice =
        element?.closest(voices) ?? inside.find((node) => node.matches(voices) || node.querySelector(voices));
      // A region that waits, empty, says nothing.
      if (voice?.textContent?.trim()) heard.push(`${voice.outerHTML.slice(0, 160)}`);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
const told = () => window.heard;
