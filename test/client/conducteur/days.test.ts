import { expect, test } from 'vitest';
import { daysOf } from '../../../client/staff/conducteur/days.ts';
import { Stage } from '../../shared/stage.ts';

const DAY_MS = 86_400_000;

test('NI93 the running order says the day where an hour alone would be taken for today’s', () => {
  const stage = new Stage();
  const nowMs = stage.get('segment', 'c01').plannedMs;
  const days = (language: string, atMs = nowMs) => [...daysOf(stage.rows, undefined, { nowMs: atMs, language })];
  expect(days('fr')).toEqual([]);
  expect(days('fr', nowMs - 2 * DAY_MS).map(([id]) => id)).toEqual(['c01']);
  const last = stage.get('segment', 'prix-1');
  stage.put({ ...last, plannedMs: last.plannedMs + DAY_MS });
  const [[id, said] = []] = days('fr');
  expect(id).toBe('prix-1');
  expect(said).toMatch(/^\p{Ll}+ \d+ \p{Ll}+$/u);
  expect(days('en')[0]?.[1]).not.toBe(said);
});
