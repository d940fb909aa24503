import { type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';
import { makeTables, VERSION } from './store-tables.ts';

/** A disk that is busy answers within this; what it must wait for beyond is another tab, and a person is told. */
export const ANSWER_LIMIT_MS = 8_000;
/** A tab that can let go does so at once; a frozen one, or one that is stuck, never does. */
const LET_GO_MS = 800;

/** Opens it, or says in time that it cannot: what waits for another tab would otherwise wait for ever, showing nothing. */
export function openedInTime(
  name: string,
  on: Pick<OpenDBCallbacks<unknown>, 'terminated' | 'blocking'>,
): Promise<IDBPDatabase> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const giveUp = () => {
      isLate = true;
      reject(new Blocked());
    };
    let timer = setTimeout(giveUp, ANSWER_LIMIT_MS);
    const blocked = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, LET_GO_MS);
    };
    openDB(name, VERSION, { upgrade: makeTables, blocked, ...on }).then(
      (database) => {
        clearTimeout(timer);
        // Nobody waits for it any more, and open it would block others in its turn.
        if (isLate) database.close();
        else resolve(database);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** Another tab holds the disk: an older app that does not let go, or a page that the system froze. */
export class Blocked extends Error {}
