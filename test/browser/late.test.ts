import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SegmentRow } from '../../shared/rows/segment.ts';
import { hour } from '../../shared/text/hours.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage } from './stage.ts';

const LATE_MS = 150_000;
const ZONE = 'Europe/Paris';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('EV3 NI90 a Top 150 s late moves what follows by what the gaps leave of it, with the planned hour struck through; a segment’s squares lead to its posts', async () => {
  const stage = await openStage({ browser, prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: LATE_MS }) });
  const phone = await stage.phone();
  await phone.page.getByRole('link', { name: 'Conducteur' }).click();
  await phone.page.getByRole('button', { name: /^Top/ }).click();
  await phone.page.locator('.on-stage').waitFor();
  await phone.page.getByText('En ligne', { exact: true }).waitFor();

  const begun = await phone.row('segment', 'c04');
  if (begun?.startMs === undefined) throw new Error('c04 has not begun');
  const lateMs = begun.startMs - begun.plannedMs;
  expect(lateMs).toBeGreaterThanOrEqual(LATE_MS);
  const coming = (await phone.rows())
    .filter((row): row is SegmentRow => row.row === 'segment')
    .filter(({ rooms, plannedMs }) => rooms.includes(begun.rooms[0] ?? '') && plannedMs > begun.plannedMs)
    .sort((a, b) => a.rank - b.rank);
  // Once 150 s have eaten what the longer gaps can absorb, every further second moves all that follows by a second.
  const expectedMs = movesOf('c04 150 s late');
  const shown = coming.map(({ id, plannedMs }) => {
    const moved = plannedMs + (expectedMs.get(id) ?? Number.NaN) + lateMs - LATE_MS;
    const [at, planned] = [moved, plannedMs].map((ms) => hour(ms, ZONE, 'fr'));
    return [at, at === planned ? null : planned];
  });
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.filter(([, struck]) => struck !== null).length).toBe(shown.length);
  const lines = phone.page.locator('.conducteur-list .line');
  const read = () =>
    lines.evaluateAll((all) =>
      all.map((line) => [
        line.querySelector('time')?.textContent,
        line.querySelector('s.hour-planned')?.lastChild?.textContent ?? null,
      ]),
    );
  await expect.poll(read).toEqual(shown);

  const first = coming[0]?.id;
  const own = (await phone.rows()).filter((row) => row.row === 'post' && row.segment === first);
  await lines.first().locator('.line-posts').click();
  await phone.page.locator('.posts-list').waitFor();
  expect(own.length).toBeGreaterThan(0);
  await expect.poll(() => phone.page.locator('.posts-item').count()).toBe(own.length);
});

/** By how much a worked scenario moves each segment. */
function movesOf(name: string): ReadonlyMap<string, number> {
  const file = join(import.meta.dirname, '../fixtures/expected-times.json');
  const { scenarios } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly scenarios: readonly { readonly name: string; readonly projected: Readonly<Record<string, string>> }[];
  };
  const of = (wanted: string) => scenarios.find((scenario) => scenario.name === wanted)?.projected ?? {};
  const planned = of('on time');
  return new Map(Object.entries(of(name)).map(([id, at]) => [id, Date.parse(at) - Date.parse(planned[id] ?? '')]));
}
