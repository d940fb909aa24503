import { afterAll, expect, test, vi } from 'vitest';
import { networkEvening, PUBLISHED_ON } from '../../fixtures/network-evening.ts';
import { signUp } from '../../fixtures/pds-accounts.ts';
import { startPds } from '../../pds/pds.ts';

const COUNT = 20;
vi.setConfig({ testTimeout: 120_000 });

const pds = await startPds();
afterAll(() => pds.close());

test('CH70 over lines that fail and a server that is killed, nothing is doubled and nothing is silent', async () => {
  const account = await signUp(pds.url, 'soir');
  const tallies = await networkEvening({ pds: pds.url, account, count: COUNT, seed: 1 });
  for (const on of PUBLISHED_ON) {
    const { publications, published, parked, parkedThere, missed, refused, doubled, silent, faults } = tallies[on];
    expect([on, { publications, doubled, silent }]).toEqual([on, { publications: COUNT, doubled: 0, silent: 0 }]);
    expect(published + parked + missed + refused).toBe(COUNT);
    // What is there is found, wherever it is: nobody is asked about it.
    expect([on, parkedThere]).toEqual([on, 0]);
    // X keeps no key of ours: of what never arrived, an absence proves nothing there, and there alone a person is asked.
    if (on !== 'x') expect([on, published]).toEqual([on, COUNT]);
    expect(faults).toBeGreaterThan(0);
  }
  expect(PUBLISHED_ON.reduce((sum, on) => sum + tallies[on].crashes, 0)).toBeGreaterThan(0);
});

test('CH71 a channel that sends again what nobody knows of is caught', async () => {
  const account = await signUp(pds.url, 'broken');
  const tallies = await networkEvening({ pds: pds.url, account, count: COUNT, seed: 1, isBroken: true });
  expect(tallies.masto.doubled).toBeGreaterThan(0);
});
