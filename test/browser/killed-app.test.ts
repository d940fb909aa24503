import { beforeAll, expect, test } from 'vitest';
import { killWhileWriting } from '../torture/f3-killed-app.ts';
import { fullBrowser } from '../torture/f6-quota.ts';
import { editApart } from '../torture/f10-browser.ts';
import { setClocks } from '../torture/f11-browser.ts';
import { passOver } from '../torture/f18-tabs.ts';
import { withPair } from '../torture/pair.ts';
import { withApp } from '../torture/real-app.ts';
import { within } from '../torture/within.ts';

const play = () =>
  withApp(1, async (rig) => ({
    written: await killWhileWriting(rig, { rounds: 3, from: 1 }),
    passed: await passOver(rig, { rounds: 1, from: 1 }),
    clocks: await setClocks(rig, { rounds: 1, from: 1 }),
    // Half a minute of it is the browser's, which believes its old reckoning so long.
    full: await within('the full phone', fullBrowser(rig, { rounds: 1, from: 1 }), 120_000),
  }));
let told: Awaited<ReturnType<typeof play>>;

beforeAll(async () => {
  told = await play();
}, 300_000);

test('FA90 words called saved are there after the app crashed, was killed, frozen or discarded while someone wrote, and of five tabs another takes over, once, what a frozen one kept', () => {
  expect(told.written.violations).toEqual([]);
  expect(told.passed.violations).toEqual([]);
  expect(told.passed.counted).toMatchObject({ frozen: 1, 'woken up': 1 });
});

test('FA103 under the browser’s own quota a full phone opens, says what it does not keep and keeps it once there is room; a cleared one says so and is filled again', () => {
  expect(told.full.violations).toEqual([]);
  expect(told.full.counted).toEqual({ 'said full': 1, 'said emptied': 1, 'given back': 1 });
});

test('FA160 a browser whose clock is set while the app is open counts down by the venue’s after three measures, and keeps its order', () => {
  expect(told.clocks.violations).toEqual([]);
  expect(told.clocks.counted).toMatchObject({ 'seconds read': 1 });
});

test('FA161 two people edit one post apart in real browsers, for hours: each word called saved is in a version in sight, or in a tray', async () => {
  const { violations, counted } = await withPair(6, (pair) => editApart(pair, { rounds: 1, from: 6 }));
  expect(violations).toEqual([]);
  expect(counted?.words).toBeGreaterThan(2);
});
