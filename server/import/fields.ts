import { same } from '../../shared/same.ts';

/** Fields of a row that hold several of their own: a handle a network, what a thesis is about. */
const NESTED = ['handles', 'about'] as const;

export type Fields = ReadonlyMap<string, unknown>;

/** What a row or a reading says, each handle apart: `handles.bluesky`. Undefined is not said. */
export function flat(row: object): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [field, value] of Object.entries(row)) {
    if (value === undefined) continue;
    if (!isNested(field) || typeof value !== 'object' || value === null) found.set(field, value);
    else
      for (const [inside, each] of Object.entries(value)) if (each !== undefined) found.set(`${field}.${inside}`, each);
  }
  return found;
}

/** The change, as a mutation carries it, that gives a row these fields. */
export function changeTo(row: object | undefined, wanted: Fields): Record<string, { from?: unknown; to?: unknown }> {
  const now = (row ?? {}) as Readonly<Record<string, unknown>>;
  const next = new Map<string, unknown>();
  for (const [path, value] of wanted) {
    const [field = '', inside] = path.split('.');
    if (inside === undefined) next.set(field, value);
    else next.set(field, { ...((next.get(field) ?? now[field] ?? {}) as object), [inside]: value });
  }
  const change: Record<string, { from?: unknown; to?: unknown }> = {};
  for (const [field, to] of next) {
    const from = now[field];
    if (!same(from, to)) change[field] = row ? { ...(from !== undefined && { from }), to } : { to };
  }
  return change;
}

const isNested = (field: string): boolean => (NESTED as readonly string[]).includes(field);
