import { h, render } from 'preact';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Saved } from '../../../client/staff/compose/Saved.tsx';

test('OF156 what was typed is saved before a press elsewhere acts, though the field keeps the caret; once', async () => {
  // Its own rest never comes.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const root = document.body.appendChild(document.createElement('div'));
  onTestFinished(() => {
    render(null, root);
    root.remove();
    vi.useRealTimers();
  });
  const onSave = vi.fn();
  render(h(Saved, { label: 'Texte alternatif', value: '', onSave }), root);
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    vi.advanceTimersByTime(0);
  }
  const area = root.querySelector('textarea');
  if (!area) throw new Error('no field');
  area.focus();
  area.value = 'La scène';
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  expect(onSave).not.toHaveBeenCalled();
  for (let press = 0; press < 2; press += 1)
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  expect(document.activeElement).toBe(area);
  expect(onSave.mock.calls).toEqual([['La scène']]);
});
