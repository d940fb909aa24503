/** IndexedDB as promises: as much of it as a store needs, and no more, for it is on the way of the first paint. */

/** Opens or makes a database. `onGone`: the browser dropped it, or someone needs it out of the way: it is closed. */
export function openDatabase(
  name: string,
  {
    version,
    upgrade,
    onGone,
  }: {
    readonly version: number;
    readonly upgrade: (database: IDBDatabase) => void;
    readonly onGone: () => void;
  },
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => upgrade(request.result);
  return asked(request).then((database) => {
    database.onclose = onGone;
    // Holding on would block whoever deletes the database, or a newer app that opens it, for ever.
    database.onversionchange = () => {
      database.close();
      onGone();
    };
    return database;
  });
}

/** A request's result. */
export function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Runs `work` in one transaction, and resolves with what it answers once all of it is on disk. Work that fails half way
 * is taken back whole. Rejects with the browser's error.
 */
export async function inTransaction<T>(
  tx: IDBTransaction,
  work: (store: (table: string) => IDBObjectStore) => Promise<T>,
): Promise<T> {
  const done = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException('aborted', 'AbortError'));
  });
  const worked = work((table) => tx.objectStore(table)).catch((error: unknown) => {
    try {
      tx.abort();
    } catch {
      // The failure had aborted it already.
    }
    throw error;
  });
  // Both are awaited: an abort rejects each, and one left alone would be an unhandled rejection.
  const [answer] = await Promise.all([worked, done]);
  return answer;
}
