import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOLD_MS, HoldButton } from '../../../client/staff/parts/HoldButton.tsx';

let root: HTMLElement;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
});

/** Draws it and gives back the button; `settle` lets its effects run. */
async function drawn(props: { readonly onDone: () => void; readonly onTap?: () => void }): Promise<HTMLButtonElement> {
  render(h(HoldButton, { ...props, children: 'Pause' }), root);
  await settle();
  const button = root.querySelector('button');
  if (!button) throw new Error('no button');
  return button;
}

/** Preact draws, then runs effects after a frame and a timer of no length, which is a fake one here. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    vi.advanceTimersByTime(0);
  }
}
const press = (button: HTMLElement, type: string) =>
  button.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1 }));

async function hold(button: HTMLElement, forMs: number): Promise<void> {
  press(button, 'pointerdown');
  await settle();
  vi.advanceTimersByTime(forMs);
  await settle();
  press(button, 'pointerup');
  button.click();
  await settle();
}

test('held long enough it acts, once', async () => {
  const onDone = vi.fn();
  const button = await drawn({ onDone });
  await hold(button, HOLD_MS);
  expect(onDone).toHaveBeenCalledTimes(1);
});

test('let go too early it does not act, and asks for a second activation', async () => {
  const onDone = vi.fn();
  const button = await drawn({ onDone });
  await hold(button, HOLD_MS - 1);
  expect(onDone).not.toHaveBeenCalled();
  expect(button.textContent).not.toBe('Pause');
  button.click();
  expect(onDone).toHaveBeenCalledTimes(1);
});

test('two activations act without any holding, as a keyboard or a screen reader does', async () => {
  const onDone = vi.fn();
  const button = await drawn({ onDone });
  button.click();
  await settle();
  expect(onDone).not.toHaveBeenCalled();
  button.click();
  expect(onDone).toHaveBeenCalledTimes(1);
});

test('a first activation is forgotten after a while', async () => {
  const onDone = vi.fn();
  const button = await drawn({ onDone });
  button.click();
  await settle();
  vi.advanceTimersByTime(5_000);
  await settle();
  expect(button.textContent).toBe('Pause');
  button.click();
  expect(onDone).not.toHaveBeenCalled();
});

test('with another use of the tap, only holding acts', async () => {
  const onDone = vi.fn();
  const onTap = vi.fn();
  const button = await drawn({ onDone, onTap });
  button.click();
  button.click();
  expect(onTap).toHaveBeenCalledTimes(2);
  expect(onDone).not.toHaveBeenCalled();
  await hold(button, HOLD_MS);
  expect(onDone).toHaveBeenCalledTimes(1);
  expect(onTap).toHaveBeenCalledTimes(2);
});

test('it is drawn again each second while it is held, and still acts', async () => {
  const onDone = vi.fn();
  const button = await drawn({ onDone });
  press(button, 'pointerdown');
  await settle();
  vi.advanceTimersByTime(HOLD_MS / 2);
  await drawn({ onDone });
  vi.advanceTimersByTime(HOLD_MS / 2);
  expect(onDone).toHaveBeenCalledTimes(1);
});
