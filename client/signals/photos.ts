import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Rows } from '../../shared/rows/rows.ts';
import { sha256 } from '../photos/hash.ts';
import type { PhotoRefusal, Shrunk } from '../photos/redraw.ts';
import type { PhotoLink } from '../sync/photo-link.ts';
import { wantedPhotos } from '../sync/photo-order.ts';
import { PhotoLoop, type PhotoProgress } from '../sync/photos.ts';
import type { Saved, Store } from '../sync/store.ts';
import type { Timers } from '../sync/timers.ts';

/** A photo on this phone's disk, ready to be added to a post; or why it is not. `full`, `failed`: the disk's doing. */
export type KeptPhoto =
  | { readonly ok: true; readonly hash: string; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly code: PhotoRefusal | Exclude<Saved, 'saved'> };

/** The photos of a show on this phone: taken in, kept, and brought to the server by themselves. */
export interface PhotosModel {
  /** Makes a file of the camera or the roll fit to send, and keeps it; its row is the caller's to add (`photo.add`). */
  keep(file: Blob): Promise<KeptPhoto>;
  /** By hash: what has become of those sent since the page opened. A photo not named here waits on this phone. */
  readonly progress: ReadonlySignal<ReadonlyMap<string, PhotoProgress>>;
  /** A piece of a photo is on its way: no moment to reload the page. */
  readonly sending: boolean;
}

export interface PhotosParts {
  readonly link: PhotoLink;
  readonly shrink: (file: Blob) => Promise<Shrunk>;
}

interface ShowParts {
  readonly photos: PhotosParts;
  readonly rows: ReadonlySignal<Rows>;
  /** The store there is now; another tab's taking over makes a new one. */
  readonly store: () => Store;
  readonly isPaused: () => boolean;
  readonly nowMs: () => number;
  readonly timers: Timers;
  readonly random: () => number;
}

export function openPhotos({ photos, rows, store, isPaused, nowMs, timers, random }: ShowParts) {
  const progress = signal<ReadonlyMap<string, PhotoProgress>>(new Map());
  const loop = new PhotoLoop({
    link: photos.link,
    timers,
    random,
    hashOf: sha256,
    // Another tab has this phone's photos: it sends them.
    wanted: () => (isPaused() ? [] : wantedPhotos(rows.peek(), nowMs())),
    store: {
      listPhotos: () => store().listPhotos(),
      getPhoto: (hash) => store().getPhoto(hash),
      markReceived: (hash) => store().markReceived(hash),
    },
    on: {
      progress(hash, now) {
        progress.value = new Map(progress.peek()).set(hash, now);
      },
    },
  });
  const unfollow = effect(() => {
    rows.value;
    loop.nudge();
  });

  const model: PhotosModel = {
    progress,
    get sending() {
      return loop.sending;
    },
    async keep(file) {
      const shrunk = await photos.shrink(file);
      if (!shrunk.ok) return shrunk;
      const { hash, width, height, bytes } = shrunk;
      const saved = await put(store(), { hash, bytes, type: 'image/jpeg', atMs: nowMs(), received: false });
      if (saved !== 'saved') return { ok: false, code: saved };
      loop.kept(hash);
      return { ok: true, hash, width, height };
    },
  };
  return {
    model,
    wake: () => loop.wake(),
    close() {
      unfollow();
      loop.stop();
    },
  };
}

/** Where there is no room, photos that the server has make some: they can be had again. */
async function put(store: Store, photo: Parameters<Store['putPhoto']>[0]): Promise<Saved> {
  const saved = await store.putPhoto(photo);
  if (saved !== 'full') return saved;
  const received = (await store.listPhotos()).filter((other) => other.received).map((other) => other.hash);
  if (received.length === 0) return saved;
  await store.deletePhotos(received);
  return store.putPhoto(photo);
}
