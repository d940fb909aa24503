import type { RecapPlace } from '../../shared/recap-schema.ts';

type Trace = NonNullable<RecapPlace['before']>[number];

/** What stood before the corrections of a version: the same words are told once, though each place changed in its moment. */
export function tracesOf(places: readonly RecapPlace[]): readonly Trace[] {
  const traces = new Map<string, Trace>();
  for (const { before } of places) {
    for (const trace of before ?? [])
      if (trace.words !== '' && !traces.has(trace.words)) traces.set(trace.words, trace);
  }
  return [...traces.values()].sort((a, b) => a.untilMs - b.untilMs);
}
