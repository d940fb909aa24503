import type { Row } from '../../shared/rows/row.ts';
import type {
  Changes,
  DeskRecord,
  Kept,
  OutboxRecord,
  PhotoRecord,
  Saved,
  SettledRecord,
  Store,
  TrayRecord,
} from './store.ts';

/** What memory stores of one name share: a phone's disk, for as long as it lasts. */
export class MemoryDisk {
  base: { readonly cursor: NonNullable<Kept['cursor']>; readonly protocol: number } | undefined;
  offsetMs: number | null = null;
  tab: object | undefined;
  readonly rows = new Map<string, Row>();
  readonly outbox = new Map<number, OutboxRecord>();
  readonly settled = new Map<number, SettledRecord>();
  readonly tray = new Map<string, TrayRecord>();
  readonly desk = new Map<string, DeskRecord>();
  readonly photos = new Map<string, PhotoRecord>();

  /** As when the browser or a person clears a site's memory. */
  clear(): void {
    this.base = undefined;
    this.offsetMs = null;
    this.tab = undefined;
    for (const table of [this.rows, this.outbox, this.settled, this.tray, this.desk, this.photos]) table.clear();
  }
}

/**
 * A store without a browser: for tests, for the simulation, and for a browser that refuses IndexedDB, where it lasts as
 * long as the page and says so. Values are copied in and out, as a disk would.
 */
export class MemoryStore implements Store {
  readonly lasting: boolean;
  readonly #disk: MemoryDisk;
  readonly #tab = {};

  /** A disk that outlives the store is a simulated phone's, and as good as one; without it, nothing lasts. */
  constructor(disk?: MemoryDisk) {
    this.lasting = disk !== undefined;
    this.#disk = disk ?? new MemoryDisk();
  }

  async read(): Promise<Kept> {
    const disk = this.#disk;
    disk.tab = this.#tab;
    return copied({
      cursor: disk.base?.cursor,
      protocol: disk.base?.protocol,
      offsetMs: disk.offsetMs,
      rows: [...disk.rows.values()],
      outbox: inOrder(disk.outbox),
      settled: inOrder(disk.settled),
      tray: [...disk.tray.values()].sort((a, b) => a.atMs - b.atMs),
      desk: [...disk.desk.values()],
    });
  }

  async save(given: Changes): Promise<Saved | 'emptied'> {
    const disk = this.#disk;
    if (disk.tab === undefined && !given.afresh) return 'emptied';
    if (disk.tab !== undefined && disk.tab !== this.#tab) return 'taken';
    disk.tab = this.#tab;
    const changes = copied(given);
    if (changes.replaceRows) disk.rows.clear();
    for (const row of changes.rows ?? []) disk.rows.set(`${row.row} ${row.id}`, row);
    if (changes.base) disk.base = changes.base;
    if (changes.offsetMs !== undefined) disk.offsetMs = changes.offsetMs;
    for (const seq of changes.outbox?.remove ?? []) disk.outbox.delete(seq);
    for (const record of changes.outbox?.put ?? []) disk.outbox.set(record.seq, record);
    for (const seq of changes.settled?.remove ?? []) disk.settled.delete(seq);
    for (const record of changes.settled?.put ?? []) disk.settled.set(record.seq, record);
    for (const id of changes.tray?.remove ?? []) disk.tray.delete(id);
    for (const record of changes.tray?.put ?? []) disk.tray.set(record.mutation.id, record);
    for (const key of changes.desk?.remove ?? []) disk.desk.delete(`${key.post} ${key.variant}`);
    for (const record of changes.desk?.put ?? []) disk.desk.set(`${record.post} ${record.variant}`, record);
    return 'saved';
  }

  async putPhoto(photo: PhotoRecord): Promise<Saved> {
    this.#disk.photos.set(photo.hash, structuredClone(photo));
    return 'saved';
  }

  async getPhoto(hash: string): Promise<PhotoRecord | undefined> {
    return structuredClone(this.#disk.photos.get(hash));
  }

  async markReceived(hash: string): Promise<Saved> {
    const photo = this.#disk.photos.get(hash);
    if (photo) this.#disk.photos.set(hash, { ...photo, received: true });
    return 'saved';
  }

  async deletePhotos(hashes: readonly string[]): Promise<Saved> {
    for (const hash of hashes) this.#disk.photos.delete(hash);
    return 'saved';
  }

  async listPhotos(): Promise<readonly Omit<PhotoRecord, 'bytes'>[]> {
    return [...this.#disk.photos.values()].map(({ bytes: _, ...photo }) => photo);
  }

  close(): void {
    // Nothing is held open.
  }
}

const inOrder = <R extends { readonly seq: number }>(records: ReadonlyMap<number, R>): R[] =>
  [...records.values()].sort((a, b) => a.seq - b.seq);

/** A copy of records, nearly all plain: a structured clone of them takes ten times as long, and refuses what a disk cannot keep. */
function copied<T>(value: T): T {
  if (typeof value === 'function' || typeof value === 'symbol') return structuredClone(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied) as T;
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copied((value as Record<string, unknown>)[key]);
  return copy as T;
}
