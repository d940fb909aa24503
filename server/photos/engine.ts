import type { Answer } from '../../shared/protocol.ts';
import type { PhotoRow } from '../../shared/rows/photo.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import type { PhotoStore } from './store.ts';
import { sweep } from './sweep.ts';

/** The actor that says on the ledger which photos' bytes are here, and removes those that were erased. */
export interface PhotoEngine {
  /** Looks at every photo once (a crash may have come between the bytes and the word), then follows the ledger. */
  start(): Promise<void>;
  /** The bytes of this photo are in place: says so on every show that names it. `retryMs`: the ledger cannot now. */
  announce(hash: string): { readonly retryMs?: number };
  /** The shows on which a row, not erased, names it. */
  showsOf(hash: string): readonly string[];
  /** Every row that names it was erased: its bytes must not come back. */
  isErased(hash: string): boolean;
  /** Removes what no row has named for long. */
  sweep(): Promise<void>;
  /** Resolves when all that was asked so far is done. */
  idle(): Promise<void>;
  stop(): void;
}

interface Parts {
  readonly ledger: Pick<Ledger, 'epoch' | 'shows' | 'rows' | 'push' | 'onCommit'>;
  readonly store: PhotoStore;
  readonly clock: Clock;
  readonly log: Log;
}

export function createPhotoEngine({ ledger, store, clock, log }: Parts): PhotoEngine {
  let working: Promise<void> = Promise.resolve();
  let unfollow = () => {};
  /** Photos that are here and could not be announced: the ledger's next commit shows that it writes again. */
  const owed = new Set<string>();

  /** One look at a time, in the order of the commits. */
  const then = (work: () => Promise<void>) => {
    working = working.then(work).catch((error: unknown) => log.error({ error }, 'a photo could not be looked after'));
    return working;
  };

  function* naming(hash: string): Iterable<{ show: string; photo: PhotoRow }> {
    for (const { id: show } of ledger.shows()) {
      for (const photo of ledger.rows(show)?.all('photo') ?? []) if (photo.hash === hash) yield { show, photo };
    }
  }

  const isErased = (hash: string) => {
    const photos = [...naming(hash)].map(({ photo }) => photo);
    return photos.length > 0 && photos.every((photo) => photo.erased);
  };

  const announce = (hash: string) => {
    // Named after the row, not after the hash: the same picture added again to a show must be announced again.
    const byShow = new Map<string, string>();
    for (const { show, photo } of naming(hash)) if (!photo.received) byShow.set(show, photo.id);
    if (byShow.size === 0) return {};
    const mutations = [...byShow].map(([show, photo]) => ({
      id: `photo/${show}/${photo}`,
      show,
      name: 'photo.receive',
      args: { hash },
      madeAtMs: clock.nowMs(),
      epoch: ledger.epoch,
    }));
    const answers = ledger.push(mutations, { by: 'engine:photos' });
    for (const answer of answers) if (answer.kind === 'refused') log.error({ answer }, 'a received photo was refused');
    const later = answers.find((answer): answer is Extract<Answer, { kind: 'later' }> => answer.kind === 'later');
    return later ? { retryMs: later.retryMs } : {};
  };

  const look = async (photo: PhotoRow) => {
    if (photo.erased) {
      if (isErased(photo.hash)) await store.erase(photo.hash);
    } else if (!photo.received && (await store.has(photo.hash))) tell(photo.hash);
  };

  const tell = (hash: string) => {
    if (announce(hash).retryMs === undefined) owed.delete(hash);
    else owed.add(hash);
  };

  const sweepNow = async () => {
    const named = new Set<string>();
    for (const { id: show } of ledger.shows()) {
      for (const photo of ledger.rows(show)?.all('photo') ?? []) named.add(photo.hash);
    }
    const isNamed = (hash: string) => named.has(hash) || !naming(hash)[Symbol.iterator]().next().done;
    const swept = await sweep(store, { isNamed, nowMs: clock.nowMs() });
    if (swept > 0) log.info({ swept }, 'photos that no row had named for a week are gone');
  };

  return {
    announce,
    sweep: () => then(sweepNow),
    isErased,
    showsOf(hash) {
      const shows = new Set<string>();
      for (const { show, photo } of naming(hash)) if (!photo.erased) shows.add(show);
      return [...shows];
    },
    start() {
      unfollow = ledger.onCommit(({ rows }) => {
        const photos = rows.filter((row) => row.row === 'photo').filter((photo) => photo.erased || !photo.received);
        if (photos.length + owed.size === 0) return;
        void then(async () => {
          for (const photo of photos) await look(photo);
          for (const hash of [...owed]) tell(hash);
        });
      });
      return then(async () => {
        for (const { id } of ledger.shows()) {
          for (const photo of [...(ledger.rows(id)?.all('photo') ?? [])]) await look(photo);
        }
        await sweepNow();
      });
    },
    async idle() {
      await working;
    },
    stop: () => unfollow(),
  };
}
