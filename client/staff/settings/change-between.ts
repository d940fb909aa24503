import type { FieldSet } from '../../../shared/apply/change.ts';
import { same } from '../../../shared/same.ts';

/** What a person changed in a form: from what they saw, to what they want, and nothing else. Emptied optional fields go. */
export function changeBetween<F extends object>(seen: F, wanted: F): { readonly [K in keyof F]?: FieldSet<F[K]> } {
  const change: { -readonly [K in keyof F]?: FieldSet<F[K]> } = {};
  for (const field of Object.keys({ ...seen, ...wanted }) as (keyof F)[]) {
    if (same(seen[field], wanted[field])) continue;
    change[field] = {
      ...(seen[field] !== undefined && { from: seen[field] }),
      ...(wanted[field] !== undefined && { to: wanted[field] }),
    };
  }
  return change;
}
