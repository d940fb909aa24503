import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Latest } from '../../../server/ledger/latest.ts';
import { PATCH_ROWS_LIMIT } from '../../../shared/protocol.ts';
import type { Row } from '../../../shared/rows/row.ts';
import { RowMap } from '../../../shared/rows/rows.ts';

const room = (id: number, rev: number): Row => ({
  row: 'room',
  id: `r${id}`,
  name: 'Salle',
  rank: 1,
  byTheClock: false,
  rev,
  by: 'engine:import',
  atMs: 0,
});

/** Commits of a few rows each, now of few rooms and now of many: every list of room numbers is one mutation. */
const commits = fc.array(
  fc.oneof(
    fc.array(fc.nat(20), { maxLength: 3 }),
    fc.array(fc.nat(2_000), { maxLength: 300 }),
    fc.constant(Array.from({ length: 600 }, (_, n) => n)),
  ),
  { minLength: 1, maxLength: 40 },
);

test('LE113 what changed after a rev is what the rows say, and more than 500 of them are to be loaded', () => {
  const seen = { loads: 0, patches: 0 };
  fc.assert(
    fc.property(commits, fc.nat(10), (all, before) => {
      const rows = new RowMap();
      const latest = new Latest(rows);
      all.forEach((ids, index) => {
        const changed = [...new Set(ids)].map((id) => room(id, index + 1));
        for (const row of changed) rows.put(row);
        latest.add(changed);
      });
      for (const rev of [0, all.length - before, all.length - 1, all.length]) {
        const changed = [...rows.all('room')].filter((row) => row.rev > rev);
        const told = latest.since(rev);
        if (changed.length > PATCH_ROWS_LIMIT) seen.loads += 1;
        else seen.patches += 1;
        expect(told && new Set(told)).toEqual(changed.length > PATCH_ROWS_LIMIT ? undefined : new Set(changed));
        expect(told?.map((row) => row.rev)).toEqual(told?.map((row) => row.rev).sort((one, other) => one - other));
      }
    }),
    { numRuns: 60 },
  );
  expect(seen.loads).toBeGreaterThan(10);
  expect(seen.patches).toBeGreaterThan(10);
});
