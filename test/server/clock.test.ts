import { expect, test } from 'vitest';
import { clockOf } from '../../server/clock.ts';

function machine() {
  const now = { wallMs: 1_000_000, monotonicMs: 50 };
  const clock = (floorMs?: number) =>
    clockOf({ wallMs: () => now.wallMs, monotonicMs: () => now.monotonicMs }, floorMs);
  const pass = (ms: number) => {
    now.wallMs += ms;
    now.monotonicMs += ms;
  };
  return { now, clock, pass };
}

test('LE33 the server’s clock follows the machine’s, forwards at once', () => {
  const { now, clock, pass } = machine();
  const server = clock();
  expect(server.nowMs()).toBe(1_000_000);
  pass(1_500);
  expect(server.nowMs()).toBe(1_001_500);
  now.wallMs += 59_000;
  expect(server.nowMs()).toBe(1_060_500);
});

test('LE100 a leap is followed once it has lasted two minutes; one that is taken back leaves no trace', () => {
  const { now, clock, pass } = machine();
  const server = clock();
  now.wallMs += 3_600_000;
  expect(server.nowMs()).toBe(1_000_000);
  pass(60_000);
  expect(server.nowMs()).toBe(1_060_000);
  now.wallMs -= 3_600_000;
  expect(server.nowMs()).toBe(1_060_000);
  now.wallMs += 3_600_000;
  expect(server.nowMs()).toBe(1_060_000);
  pass(120_000);
  expect(server.nowMs()).toBe(4_780_000);
});

test('LE33 set back, it goes on at half speed until it is caught up, and never falls', () => {
  const { now, clock, pass } = machine();
  const server = clock();
  server.nowMs();
  now.wallMs -= 10_000;
  expect(server.nowMs()).toBe(1_000_000);
  for (let second = 1; second <= 20; second += 1) {
    pass(1_000);
    expect(server.nowMs()).toBe(1_000_000 + second * 500);
  }
  expect(now.wallMs).toBe(1_010_000);
  pass(1_000);
  expect(server.nowMs()).toBe(1_011_000);
});

test('LE33 a restart does not fall below the last time recorded', () => {
  const { clock, pass } = machine();
  const server = clock(1_000_600);
  expect(server.nowMs()).toBe(1_000_600);
  pass(1_000);
  expect(server.nowMs()).toBe(1_001_100);
});
