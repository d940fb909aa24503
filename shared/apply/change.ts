import * as v from 'valibot';
import { type Row, rowSchema, type Unstamped } from '../rows/row.ts';
import { same } from '../same.ts';
import { type Ruling, refuse, write } from './ruling.ts';

/** Compare-and-set of one field: what the person saw, and what they want. Absent means the field is absent. */
export interface FieldSet<T = unknown> {
  readonly from?: T;
  readonly to?: T;
}
export type Change = Readonly<Record<string, FieldSet | undefined>>;

/** The schema of a change to some fields of a row. */
export function changeOf<E extends Record<string, v.GenericSchema>>(entries: E) {
  const sets = Object.fromEntries(
    Object.entries(entries).map(([field, schema]) => [
      field,
      v.optional(v.strictObject({ from: v.optional(schema), to: v.optional(schema) })),
    ]),
  );
  return v.strictObject(sets) as unknown as v.GenericSchema<
    { [F in keyof E]?: FieldSet<v.InferInput<E[F]>> | undefined },
    { [F in keyof E]?: FieldSet<v.InferOutput<E[F]>> | undefined }
  >;
}

/**
 * The row with the change made, or the first field that is no longer what the person saw, with both values. A field
 * that already is what they want is not a mismatch.
 */
export function changed<R extends Unstamped<Row>>(
  row: R,
  change: Change,
): { readonly row: R; readonly differs: boolean } | Extract<Ruling, { ok: false }> {
  const next: Record<string, unknown> = { ...row };
  let differs = false;
  for (const [field, set] of Object.entries(change)) {
    if (!set) continue;
    const now = (row as Record<string, unknown>)[field];
    if (same(now, set.to)) continue;
    if (!same(now, set.from)) {
      return refuse('changed', { row: row.row, id: row.id, field, from: set.from, to: set.to, now }) as Extract<
        Ruling,
        { ok: false }
      >;
    }
    if (set.to === undefined) delete next[field];
    else next[field] = set.to;
    differs = true;
  }
  return { row: next as R, differs };
}

/** Changes a row, or makes it where there is none: then every `from` is absent and `made` gives what is not said. */
export function edit<R extends Row>(now: R | undefined, made: Unstamped<R>, change: Change): Ruling {
  const result = changed((now ?? made) as Unstamped<Row>, now ? change : wishes(made, change));
  if ('ok' in result) return result;
  if (now && !result.differs) return write();
  const whole = v.safeParse(rowSchema, { ...result.row, rev: 0, by: '', atMs: 0 });
  if (!whole.success) return refuse('bad-shape', { row: made.row, id: made.id, field: whole.issues[0].message });
  return write(result.row);
}

/** For a row that is not there yet: only what is wanted counts, whatever stands where nothing is said. */
function wishes(made: object, change: Change): Change {
  const wanted: Record<string, FieldSet> = {};
  for (const [field, set] of Object.entries(change)) {
    if (set?.to !== undefined) wanted[field] = { from: (made as Record<string, unknown>)[field], to: set.to };
  }
  return wanted;
}
