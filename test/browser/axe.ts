import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export type Theme = 'dark' | 'light';

/** What passes is not told, which is most of the work; nothing is fetched anew. */
const VIOLATIONS: Parameters<AxeBuilder['options']>[0] = { resultTypes: ['violations'], preload: false };

/** Everything in the first theme; in the other one colours, which are all that a theme changes. */
export async function axeFaults(page: Page, [first, second]: readonly [Theme, Theme]): Promise<readonly string[]> {
  await wear(page, first);
  const whole = await new AxeBuilder({ page }).setLegacyMode().options(VIOLATIONS).analyze();
  await wear(page, second);
  const colours = await page.evaluate(
    (options) => (window as unknown as { axe: { run(options: object): Promise<typeof whole> } }).axe.run(options),
    { ...VIOLATIONS, runOnly: ['color-contrast'] },
  );
  const toldOf = (theme: Theme, { violations }: typeof whole) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${theme} ${id} ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
    );
  return [...toldOf(first, whole), ...toldOf(second, colours)];
}

async function wear(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate(rest, theme);
}

/** Runs in the page: wears a theme, and brings all that moves to its end, since colours are judged at rest. */
async function rest(theme: Theme): Promise<void> {
  document.documentElement.dataset.theme = theme;
  await document.fonts.ready;
  for (const moving of document.getAnimations()) {
    if (moving.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) moving.cancel();
    else moving.finish();
  }
}
