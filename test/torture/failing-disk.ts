import { deleteDB, openDB } from 'idb';
import { databaseName, IndexedDbStore } from '../../client/sync/indexeddb-store.ts';
import type { OutboxRecord, Saved } from '../../client/sync/store.ts';

/** What a browser's IndexedDB does to an app; each is made where the browser would, below the app's own store. */
export const DISK_FAULTS = ['connection lost', 'closing', 'blob error', 'open failing', 'upgrade blocked'] as const;
export type DiskFault = (typeof DISK_FAULTS)[number];

export interface DiskTold {
  readonly violations: readonly string[];
  /** From the save on which the fault falls to the word that all is kept. */
  readonly healedMs: readonly number[];
  /** From it to the word that it is not. */
  readonly saidMs: readonly number[];
}

/** Saves on one database: each reads all of it at its end. */
const SAVES_A_DATABASE = 50;
/** Every second time the fault stays for as long as the save does: then it cannot be healed, and must be said. */
const STAYS_EVERY = 2;
/** A tab that holds on is waited for by the clock, a browser's own: so many wait beside each other. */
const BLOCKED_AT_ONCE = 25;

/** Within a page, on its own IndexedDB: one kind of fault, so many times. */
export async function failDisk(fault: DiskFault, { rounds }: { readonly rounds: number }): Promise<DiskTold> {
  const told = { violations: [] as string[], healedMs: [] as number[], saidMs: [] as number[] };
  const atOnce = fault === 'upgrade blocked' ? BLOCKED_AT_ONCE : SAVES_A_DATABASE;
  for (let first = 0; first < rounds; first += atOnce) {
    const some = Math.min(atOnce, rounds - first);
    if (fault === 'upgrade blocked') await Promise.all(Array.from({ length: some }, () => holdOn(told)));
    else await strike(fault, some, told);
  }
  return told;
}

type Telling = { readonly violations: string[]; readonly healedMs: number[]; readonly saidMs: number[] };

async function strike(fault: Exclude<DiskFault, 'upgrade blocked'>, rounds: number, told: Telling): Promise<void> {
  const name = databaseName('finale', crypto.randomUUID());
  const store = new IndexedDbStore(name, crypto.randomUUID());
  await store.read();
  const saved = new Set<number>();
  for (let seq = 1; seq <= rounds; seq += 1) {
    const stays = seq % STAYS_EVERY === 0;
    if (fault === 'open failing') store.close();
    const end = breakDisk(fault, stays);
    const beganMs = performance.now();
    const said = await store.save({ outbox: { put: [record(seq)] } });
    (said === 'saved' ? told.healedMs : told.saidMs).push(performance.now() - beganMs);
    end();
    const due: Saved = stays ? 'failed' : 'saved';
    if (said !== due) told.violations.push(`${fault}, ${stays ? 'which stays' : 'once'}: the save said ${said}`);
    if (said === 'saved') saved.add(seq);
    else if ((await store.save({ outbox: { put: [record(seq)] } })) === 'saved') saved.add(seq);
    else told.violations.push(`${fault}: the save after it failed too`);
  }
  store.close();
  const other = new IndexedDbStore(name, crypto.randomUUID());
  const kept = await other.read();
  const there = typeof kept === 'object' ? kept.outbox.map(({ seq }) => seq) : [];
  for (const seq of saved) if (!there.includes(seq)) told.violations.push(`${fault}: what was called saved is lost`);
  if (there.length !== new Set(there).size) told.violations.push(`${fault}: something is kept twice`);
  other.close();
  await deleteDB(name);
}

/** A frozen tab holds an older app's tables, which a newer app cannot take over; then it lets go. */
async function holdOn(told: Telling): Promise<void> {
  const name = databaseName('finale', crypto.randomUUID());
  const frozen = await openDB(name, 1);
  const end = openAsNewer(name);
  const store = new IndexedDbStore(name, crypto.randomUUID());
  const beganMs = performance.now();
  const read = await store.read();
  told.saidMs.push(performance.now() - beganMs);
  if (read !== 'blocked') told.violations.push(`upgrade blocked: the app said ${JSON.stringify(read)}`);
  frozen.close();
  const freeMs = performance.now();
  const said = typeof (await store.read()) === 'object' && (await store.save({ outbox: { put: [record(1)] } }));
  told.healedMs.push(performance.now() - freeMs);
  if (said !== 'saved') told.violations.push('upgrade blocked: it did not open once the other tab let go');
  store.close();
  end();
  await deleteDB(name);
}

const record = (seq: number): OutboxRecord => ({
  seq,
  mutation: { id: `m${seq}`, show: 'finale', name: 'post.submit', args: { post: 'p1' }, madeAtMs: 1, epoch: 'e1' },
  protocol: 1,
  offsetMs: null,
});

/** Fails once, or until what it answers is called. */
function breakDisk(fault: Exclude<DiskFault, 'upgrade blocked'>, stays: boolean): () => void {
  switch (fault) {
    case 'connection lost':
      return replace(IDBDatabase.prototype, { name: 'transaction', stays, error: lost() });
    case 'closing':
      return replace(IDBDatabase.prototype, {
        name: 'transaction',
        stays,
        error: new DOMException('The database connection is closing.', 'InvalidStateError'),
      });
    case 'blob error':
      return replace(IDBObjectStore.prototype, {
        name: 'put',
        stays,
        error: new DOMException('Error preparing Blob/File data', 'UnknownError'),
      });
    case 'open failing':
      return replace(IDBFactory.prototype, { name: 'open', stays, error: lost() });
  }
}

const lost = () => new DOMException('Connection to Indexed Database server lost', 'UnknownError');

function replace<O extends object>(
  on: O,
  { name, stays, error }: { readonly name: keyof O & string; readonly stays: boolean; readonly error: DOMException },
): () => void {
  const prototype = on as Record<string, (...args: unknown[]) => unknown>;
  const real = prototype[name];
  if (!real) throw new Error(name);
  const end = () => {
    prototype[name] = real;
  };
  prototype[name] = () => {
    if (!stays) end();
    throw error;
  };
  return end;
}

const newer = new Set<string>();
let openReally: IDBFactory['open'] | undefined;

/** The app of a later day opens this database: its tables are of the next number. */
function openAsNewer(name: string): () => void {
  newer.add(name);
  if (!openReally) {
    const open = IDBFactory.prototype.open;
    openReally = open;
    IDBFactory.prototype.open = function (asked, version) {
      return open.call(this, asked, newer.has(asked) ? 2 : version);
    };
  }
  return () => {
    newer.delete(name);
    if (newer.size > 0 || !openReally) return;
    IDBFactory.prototype.open = openReally;
    openReally = undefined;
  };
}
