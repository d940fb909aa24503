import { expect, onTestFinished, test } from 'vitest';
import '../../../client/style/tokens.css';
import '../../../client/style/base.css';

test.each(['dark', 'light'])('OF155 what scrolls has bars in the colours of the %s theme, in every engine', (theme) => {
  document.documentElement.dataset.theme = theme;
  const scrolling = document.createElement('div');
  scrolling.style.cssText = 'overflow: scroll; color: var(--edge)';
  document.body.append(scrolling);
  onTestFinished(() => {
    scrolling.remove();
    delete document.documentElement.dataset.theme;
  });
  const { color, scrollbarColor } = getComputedStyle(scrolling);
  expect(color).toMatch(theme === 'dark' ? 'rgb(139, 132, 119)' : 'rgb(123, 116, 102)');
  expect(scrollbarColor).toBe(`${color} rgba(0, 0, 0, 0)`);
});
