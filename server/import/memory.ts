import { same } from '../../shared/same.ts';
import type { HistoryEntry, Ledger } from '../ledger/ledger.ts';
import { type Fields, flat } from './fields.ts';
import { isMaking } from './undo.ts';

/** What imports have set in a show, read from its history: no other record could disagree with it. */
export interface Memory {
  /** By `row:id`, the value that an import last gave to each field. */
  readonly set: ReadonlyMap<string, Fields>;
  /** Rows that an import made. */
  readonly made: ReadonlySet<string>;
  /** Segments that an import cancelled. */
  readonly cancelled: ReadonlySet<string>;
  /** By the phone's id for it, what it did, in order. */
  readonly imports: ReadonlyMap<string, readonly HistoryEntry[]>;
}

const PAGE = 1_000;
const MUTATION_ID = /^import\/[^/]+\/[^/]+\/\d+$/;

/** `import/<staff>/<import>/<n>`: the history tells who confirmed it. */
export const mutationId = (about: { readonly staff: string; readonly import: string; readonly at: number }): string =>
  `import/${about.staff}/${about.import}/${about.at}`;

export function memoryOf(ledger: Ledger, show: string): Memory {
  const set = new Map<string, Map<string, unknown>>();
  const made = new Set<string>();
  const cancelled = new Set<string>();
  const imports = new Map<string, HistoryEntry[]>();
  const settled = new Set<string>();
  for (const entry of entriesOf(ledger, show)) {
    const [, , id = ''] = entry.mutation.id.split('/');
    imports.set(id, [entry, ...(imports.get(id) ?? [])]);
    if (entry.erased) continue;
    const args = entry.mutation.args as Readonly<Record<string, unknown>>;
    if (entry.mutation.name === 'segment.cancel') {
      const key = `segment:${String(args.segment)}`;
      // Newest first: an older one was overtaken.
      if (!settled.has(key) && args.to === true) cancelled.add(key);
      settled.add(key);
      continue;
    }
    const [row = ''] = entry.mutation.name.split('.');
    const key = `${row}:${String(args[row])}`;
    const change = (args.change ?? {}) as Readonly<Record<string, { from?: unknown; to?: unknown }>>;
    const known = set.get(key) ?? new Map<string, unknown>();
    for (const [field, value] of given(change)) if (!known.has(field)) known.set(field, value);
    set.set(key, known);
    if (entry.wrote.length > 0 && isMaking(row, change)) made.add(key);
  }
  return { set, made, cancelled, imports };
}

/** What the import itself gave: a handle that staff had written beside it is not its own. */
function given(change: Readonly<Record<string, { from?: unknown; to?: unknown }>>): Fields {
  const before = flat(Object.fromEntries(Object.entries(change).map(([field, { from }]) => [field, from])));
  const after = flat(Object.fromEntries(Object.entries(change).map(([field, { to }]) => [field, to])));
  return new Map([...after].filter(([field, value]) => !same(before.get(field), value)));
}

/** Newest first. */
function* entriesOf(ledger: Ledger, show: string): Iterable<HistoryEntry> {
  let beforeRev = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const page = ledger.history(show, { beforeRev, limit: PAGE });
    for (const entry of page) if (entry.by === 'engine:import' && MUTATION_ID.test(entry.mutation.id)) yield entry;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    beforeRev = last.rev;
  }
}
