import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import type { CheckTime } from './checks.ts';

const HOUR_MS = 3_600_000;

/** The list that is wanted now: by how far the first segment is, and the end once the last one is past. */
export function firstTime(rows: Rows, atMs: number): CheckTime {
  const segments = [...rows.all('segment')].filter(({ cancelled }) => !cancelled);
  if (segments.length === 0) return 'week';
  const firstMs = Math.min(...segments.map(({ plannedMs }) => plannedMs));
  const lastMs = Math.max(...segments.map(({ plannedMs, durationMs }) => plannedMs + durationMs));
  if (showOf(rows)?.endedMs !== undefined || atMs > lastMs) return 'end';
  if (firstMs - atMs > 48 * HOUR_MS) return 'week';
  return firstMs - atMs > 4 * HOUR_MS ? 'eve' : 'hour';
}
