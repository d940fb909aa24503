import { h, render } from 'preact';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { later } from '../../../client/staff/shell/later.tsx';

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});
const Screen = () => h('p', null, 'here');

test('a component comes when it is first drawn', async () => {
  const Later = later(async () => Screen);
  render(h(Later, {}), root);
  await vi.waitFor(() => expect(root.textContent).toBe('here'));
});

test('fetched ahead, it is drawn even when it comes between the first drawing and its effects', async () => {
  let come: (component: typeof Screen) => void = () => {};
  const Later = later(() => new Promise<typeof Screen>((done) => (come = done)));
  const ahead = Later.fetch();
  render(h(Later, {}), root);
  come(Screen);
  await ahead;
  await vi.waitFor(() => expect(root.textContent).toBe('here'));
});

test('what cannot be fetched says so, and can be tried again', async () => {
  let tries = 0;
  const Later = later(async () => {
    tries++;
    if (tries === 1) throw new Error('no network');
    return Screen;
  });
  render(h(Later, {}), root);
  await vi.waitFor(() => expect(root.querySelector('button')).not.toBe(null));
  root.querySelector('button')?.click();
  await vi.waitFor(() => expect(root.textContent).toBe('here'));
  expect(tries).toBe(2);
});

test('what nobody waits for says nothing when it cannot be fetched, and is asked for again by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  let tries = 0;
  const Later = later(
    async () => {
      tries++;
      if (tries === 1) throw new Error('no network');
      return Screen;
    },
    { quiet: true },
  );
  render(h(Later, {}), root);
  while (tries === 0 || root.textContent !== 'here') {
    expect(root.querySelector('button, .progress')).toBe(null);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(tries).toBe(2);
});
