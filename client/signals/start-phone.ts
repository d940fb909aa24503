import type { ReadonlySignal } from '@preact/signals';
import type { Rows } from '../../shared/rows/rows.ts';
import type { ServerClock } from '../sync/clock.ts';
import { Phone, type PhoneParts } from '../sync/phone.ts';
import type { Kept } from '../sync/store.ts';
import { openPhotos, type PhotosModel, type PhotosParts } from './photos.ts';

/** What an open show knows and a phone needs. */
export interface HereParts
  extends Pick<PhoneParts, 'show' | 'staff' | 'device' | 'store' | 'wallMs' | 'timers' | 'newId' | 'on'> {
  readonly clock: ServerClock;
  readonly rows: ReadonlySignal<Rows>;
  readonly isPaused: () => boolean;
}
/** Makes the phone of an open show. */
export type StartHere = (here: HereParts) => Started;

export interface StartParts extends HereParts, Pick<PhoneParts, 'build' | 'link' | 'load' | 'random'> {
  readonly photos: PhotosParts;
}

/** What acts and synchronises: fetched apart, while what is kept is drawn. */
export interface Started {
  readonly phone: Phone;
  readonly photos: PhotosModel;
  /** From what was read of the store. To be called once. */
  begin(kept: Kept): void;
  /** Tries the network now. */
  wake(): void;
  /** Someone looks again. */
  show(): void;
  /** Nothing more of it, at once; what is being typed is left where it is kept. */
  abandon(): void;
  /** Writes what was typed, and lets go of network and store. */
  stop(): Promise<void>;
}

export function startPhone(parts: StartParts): Started {
  const phone = new Phone(parts);
  const photos = openPhotos({ ...parts, store: () => parts.store, nowMs: () => phone.clock.nowMs() });
  const abandon = (): void => {
    photos.close();
    phone.loop.stop();
  };
  return {
    phone,
    photos: photos.model,
    begin: (kept) => phone.begin(kept),
    wake() {
      phone.loop.wake();
      photos.wake();
    },
    show() {
      phone.show();
      photos.wake();
    },
    abandon,
    async stop() {
      photos.close();
      await phone.stop();
    },
  };
}
