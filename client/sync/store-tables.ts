import type { IDBPDatabase, IDBPObjectStore } from 'idb';
import type { Changes } from './store.ts';

/** Of the tables as they are. */
export const VERSION = 1;
/**
 * A table and its key; one without a key path is given its key. `facts`: `tab`, the tab that has the store; `base`,
 * cursor and wire number; `offset`, of the server's clock. `bytes` are apart from what is known of `photos`, so that
 * listing these does not read them.
 */
const TABLES = {
  facts: undefined,
  rows: ['row', 'id'],
  outbox: 'seq',
  settled: 'seq',
  tray: 'mutation.id',
  desk: ['post', 'variant'],
  photos: 'hash',
  bytes: undefined,
} as const;
export type Table = keyof typeof TABLES;
export type Tables = (table: Table) => IDBPObjectStore<unknown, Table[], Table, 'readwrite'>;

/** Of one transaction. */
export const WORDS: readonly Table[] = ['facts', 'rows', 'outbox', 'settled', 'tray', 'desk'];
export const PHOTOS: readonly Table[] = ['photos', 'bytes'];

export function makeTables(database: IDBPDatabase): void {
  for (const [name, keyPath] of Object.entries(TABLES)) {
    database.createObjectStore(name, keyPath === undefined ? {} : { keyPath: keyPath as string | string[] });
  }
}

type Step = () => Promise<unknown>;

const each = <T>(items: readonly T[] = [], step: (item: T) => Promise<unknown>): Step[] =>
  items.map((item) => () => step(item));

/** What a save writes, in its order. */
export function stepsOf(
  { replaceRows, rows, base, offsetMs, desk, ...changes }: Changes,
  table: Tables,
): readonly Step[] {
  const facts = table('facts');
  return [
    ...(replaceRows ? [() => table('rows').clear()] : []),
    ...each(rows, (row) => table('rows').put(row)),
    ...(base ? [() => facts.put(base, 'base')] : []),
    ...(offsetMs === undefined ? [] : [() => facts.put(offsetMs, 'offset')]),
    ...(['outbox', 'settled', 'tray'] as const).flatMap((name) => [
      ...each<IDBValidKey>(changes[name]?.remove, (key) => table(name).delete(key)),
      ...each<object>(changes[name]?.put, (record) => table(name).put(record)),
    ]),
    ...each(desk?.remove, ({ post, variant }) => table('desk').delete([post, variant])),
    ...each(desk?.put, (record) => table('desk').put(record)),
  ];
}

/** Asks all in order. A step that throws at once rejects like one that fails later: no promise is left alone. */
export async function every(steps: readonly Step[]): Promise<void> {
  await Promise.all(steps.map(async (step) => await step()));
}
