import { expect, test } from 'vitest';
import { killWhileWriting } from '../torture/f3-killed-app.ts';
import { passOver } from '../torture/f18-tabs.ts';
import { withApp } from '../torture/real-app.ts';

test('FA90 words called saved are there after the app crashed, was killed, frozen or discarded while someone wrote, and of five tabs another takes over, once, what a frozen one kept', async () => {
  const told = await withApp(1, async (rig) => ({
    written: await killWhileWriting(rig, { rounds: 3, from: 1 }),
    passed: await passOver(rig, { rounds: 1, from: 1 }),
  }));
  expect(told.written.violations).toEqual([]);
  expect(told.passed.violations).toEqual([]);
  expect(told.passed.counted).toMatchObject({ frozen: 1, 'woken up': 1 });
}, 300_000);
