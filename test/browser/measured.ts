import type { Page } from 'playwright-core';

/** What can be pressed, with the label that presses it; links inside a sentence and the rehearsal’s strip set apart. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const over = document.querySelector('dialog[open]');
    return [
      ...(over ?? document).querySelectorAll('button, a[href], input:not([type=file]), select, textarea, summary'),
    ]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches('.banner'))
      .flatMap((each) => {
        const pressed = each.matches('[type=checkbox], [type=radio]') ? (each.closest('label') ?? each) : each;
        const { width, height } = pressed.getBoundingClientRect();
        const isInWords = getComputedStyle(pressed).display === 'inline' && pressed.closest('p') !== null;
        if (width === 0 || isInWords || (width > 47.5 && height > 47.5)) return [];
        return [`${pressed.className} ${Math.round(width)}×${Math.round(height)} ${pressed.textContent?.slice(0, 40)}`];
      });
  });

/** With twice the text, what is wider than where it stands: only what scrolls by itself inside a screen may be. */
export const runsOver = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
    const over = document.querySelector('dialog[open]');
    const scrolling = over
      ? [over, ...over.querySelectorAll('.sheet-inside, .sheet-head, .sheet-body, .sheet-foot')]
      : [...document.querySelectorAll('html, .top, .banner, .tabs, .main, .scroll, .dock')];
    return scrolling
      .filter((each) => each.scrollWidth > each.clientWidth + 1)
      .map((each) => {
        const widest = [...each.querySelectorAll('*')].find(
          (part) => part.getBoundingClientRect().right > each.getBoundingClientRect().right + 1,
        );
        return `${each.className} ${each.scrollWidth} > ${each.clientWidth} ${widest?.outerHTML.slice(0, 120)}`;
      });
  });
