import type { PacketRefusal } from '../../shared/protocol.ts';
import { Backoff } from './backoff.ts';
import { PhotoLine } from './photo-line.ts';
import type { PhotoLink, PhotoReply } from './photo-link.ts';
import { PieceSize } from './piece-size.ts';
import type { Store } from './store.ts';
import { type Timers, within } from './timers.ts';

export const PHOTO_CONNECT_LIMIT_MS = 15_000;
/** A piece of 64 KiB at 15 kbit/s, about the least at which a photo ever gets through. */
export const PIECE_ANSWER_LIMIT_MS = 40_000;
/** The server's disk is full: a person has to make room. */
export const DISK_RETRY_MS = 60_000;
/** After `received`, the rows must say so too within this, or the photo is offered again: a backup may have been restored. */
export const CONFIRM_MS = 60_000;
/** Whole sendings of a photo that each came out wrong, before it is given up. */
const SPOILT_LIMIT = 3;

/** What becomes of one photo on its way. `refused`: never without a person; `disk`: tried again, but no room over there. */
export type PhotoProgress =
  | { readonly state: 'sending'; readonly sentBytes: number; readonly bytes: number }
  | { readonly state: 'waiting'; readonly why: 'network' | 'server' | 'disk' }
  | { readonly state: 'received' }
  | { readonly state: 'refused'; readonly code: PacketRefusal };

export interface PhotoLoopParts {
  readonly store: Pick<Store, 'listPhotos' | 'getPhoto' | 'markReceived'>;
  readonly link: PhotoLink;
  readonly timers: Timers;
  /** From 0 to 1, for the jitter. */
  readonly random: () => number;
  /** Hashes of the photos the server lacks as far as the rows tell, the most urgent first. Asked before every piece. */
  readonly wanted: () => readonly string[];
  /** SHA-256 in hexadecimal. */
  readonly hashOf: (bytes: ArrayBuffer) => Promise<string>;
  readonly on: { progress(hash: string, progress: PhotoProgress): void };
}

/**
 * Brings photos to the server piece by piece, one piece at a time, over a link that may fail at any point. Where to go
 * on is the server's word alone; nothing of it is kept here but as a guess.
 *
 *             wanted                connected
 *   resting ─────────▶ connecting ───────────▶ sending ──┐ a piece answered: the next, of the most urgent photo
 *      ▲                ▲      │                 │  ▲────┘
 *      │ nothing left,  │      └── failed ───────┤ cut, silent, later, disk
 *      │ no session     └────── waiting ◀────────┘
 *      └──────────────────────(backoff, or woken)
 */
export class PhotoLoop {
  readonly #parts: PhotoLoopParts;
  readonly #backoff: Backoff;
  #line: PhotoLine | undefined;
  #running = false;
  #stopped = false;
  #sending = false;
  #resume: (() => void) | undefined;
  /** Something changed since it last looked for a photo to send. */
  #nudged = false;
  /** Photos on this phone. Undefined: to be read again. */
  #here: ReadonlySet<string> | undefined;
  /** Kept since the page opened: the disk may have been read just before. */
  readonly #kept = new Set<string>();
  readonly #offsets = new Map<string, number>();
  readonly #piece = new PieceSize();
  readonly #spoilt = new Map<string, number>();
  readonly #refused = new Set<string>();
  /** Received, and the rows do not say so yet. */
  readonly #unconfirmed = new Map<string, () => void>();
  #current: { readonly hash: string; readonly bytes: ArrayBuffer } | undefined;

  constructor(parts: PhotoLoopParts) {
    this.#parts = parts;
    this.#backoff = new Backoff(parts.random);
  }

  /** A piece is on its way now: not the moment to reload the page. */
  get sending(): boolean {
    return this.#sending;
  }

  /** The rows changed. */
  nudge(): void {
    this.#nudged = true;
    if (this.#running || this.#stopped) return;
    this.#running = true;
    void this.#run();
  }

  /** This photo is on this phone's disk now. */
  kept(hash: string): void {
    this.#kept.add(hash);
    this.nudge();
  }

  /** The person or the network is back, or someone signed in: whatever was waited for is tried now. */
  wake(): void {
    this.#backoff.reset();
    this.#here = undefined;
    this.#resume?.();
    this.nudge();
  }

  /** Lets go of the network. What is not sent stays on this phone. */
  stop(): void {
    this.#stopped = true;
    this.#line?.end();
    this.#resume?.();
    for (const cancel of this.#unconfirmed.values()) cancel();
  }

  async #run(): Promise<void> {
    try {
      for (;;) {
        const hash = await this.#next();
        if (hash === undefined) {
          // Nudged while it looked: what it saw may be old.
          if (this.#nudged && !this.#stopped) continue;
          break;
        }
        const line = await this.#connect();
        if (line === 'no-session') break;
        const waitMs = line ? await this.#sendPiece(line, hash) : this.#lost(hash);
        if (waitMs > 0) await this.#wait(waitMs);
      }
    } finally {
      this.#running = false;
      this.#line?.end();
      this.#current = undefined;
    }
  }

  /** The most urgent photo that is here and may go. */
  async #next(): Promise<string | undefined> {
    this.#nudged = false;
    if (this.#stopped) return undefined;
    const wanted = this.#parts.wanted();
    for (const [hash, cancel] of this.#unconfirmed) {
      if (wanted.includes(hash)) continue;
      cancel();
      this.#unconfirmed.delete(hash);
    }
    const free = wanted.filter((hash) => !this.#refused.has(hash) && !this.#unconfirmed.has(hash));
    // The disk is not asked while nothing is wanted: rows change all the time.
    if (free.length === 0) return undefined;
    const here = this.#here ?? new Set((await this.#parts.store.listPhotos()).map((photo) => photo.hash));
    this.#here = here;
    return this.#stopped ? undefined : free.find((hash) => here.has(hash) || this.#kept.has(hash));
  }

  async #connect(): Promise<PhotoLine | 'no-session' | undefined> {
    if (this.#line?.alive) return this.#line;
    const line = new PhotoLine();
    const connected = await within(
      this.#parts.timers,
      PHOTO_CONNECT_LIMIT_MS,
      this.#parts.link.connect({ closed: () => line.end() }),
      (late) => typeof late === 'object' && late.close(),
    );
    if (typeof connected !== 'object') return connected === 'no-session' ? connected : undefined;
    line.open(connected);
    if (this.#stopped) line.end();
    this.#line = line;
    return line.alive ? line : undefined;
  }

  /** Sends one piece; how long to wait before the next. */
  async #sendPiece(line: PhotoLine, hash: string): Promise<number> {
    const bytes = await this.#bytesOf(hash);
    if (!bytes) return 0;
    const offset = this.#offsets.get(hash) ?? 0;
    const size = bytes.byteLength;
    const piece = new Uint8Array(bytes.slice(offset, offset + this.#piece.bytes));
    this.#sending = true;
    this.#tell(hash, { state: 'sending', sentBytes: offset, bytes: size });
    const asked = line.ask({ hash, size, offset, bytes: piece });
    const reply = await within(this.#parts.timers, PIECE_ANSWER_LIMIT_MS, asked);
    this.#sending = false;
    if (!reply) {
      this.#piece.lost();
      return this.#lost(hash);
    }
    this.#piece.came(piece.length);
    return this.#answered(hash, { bytes, offset, reply });
  }

  async #answered(
    hash: string,
    { bytes, offset, reply }: { bytes: ArrayBuffer; offset: number; reply: PhotoReply },
  ): Promise<number> {
    if (reply.ok && 'received' in reply) {
      await this.#received(hash);
      return 0;
    }
    if (reply.ok) {
      const next = Math.min(Math.max(0, reply.offset), bytes.byteLength);
      this.#offsets.set(hash, next);
      // A server that keeps asking for the same bytes is waited for, or the phone would send them for ever.
      if (next === offset) return this.#backoff.nextMs();
      this.#backoff.reset();
      return 0;
    }
    switch (reply.code) {
      case 'later':
        this.#tell(hash, { state: 'waiting', why: 'server' });
        return this.#backoff.asked(reply.retryMs);
      case 'disk':
        this.#tell(hash, { state: 'waiting', why: 'disk' });
        return this.#backoff.asked(DISK_RETRY_MS);
      case 'no-session':
        // Connecting anew says whether it is so, and ends the run.
        return this.#lost(hash);
      case 'bad-hash':
        return this.#spoiled(hash, bytes);
      default:
        this.#refuse(hash, reply.code);
        return 0;
    }
  }

  /** Some byte came out wrong on the way, or at rest: whole on this phone, it is sent again. */
  async #spoiled(hash: string, bytes: ArrayBuffer): Promise<number> {
    const times = (this.#spoilt.get(hash) ?? 0) + 1;
    this.#spoilt.set(hash, times);
    this.#offsets.delete(hash);
    if (times < SPOILT_LIMIT && (await this.#parts.hashOf(bytes)) === hash) return this.#backoff.nextMs();
    this.#refuse(hash, 'bad-hash');
    return 0;
  }

  async #received(hash: string): Promise<void> {
    this.#offsets.delete(hash);
    const { store, timers } = this.#parts;
    const again = (): void => {
      this.#unconfirmed.delete(hash);
      this.nudge();
    };
    this.#unconfirmed.set(hash, timers.after(CONFIRM_MS, again));
    this.#tell(hash, { state: 'received' });
    await store.markReceived(hash);
  }

  #refuse(hash: string, code: PacketRefusal): void {
    this.#refused.add(hash);
    this.#offsets.delete(hash);
    this.#tell(hash, { state: 'refused', code });
  }

  #lost(hash: string): number {
    this.#line?.end();
    this.#tell(hash, { state: 'waiting', why: 'network' });
    return this.#backoff.nextMs();
  }

  async #bytesOf(hash: string): Promise<ArrayBuffer | undefined> {
    if (this.#current?.hash === hash) return this.#current.bytes;
    const photo = await this.#parts.store.getPhoto(hash);
    if (!photo) {
      // Shed or erased since it was listed.
      this.#here = undefined;
      this.#kept.delete(hash);
      return undefined;
    }
    this.#current = { hash, bytes: photo.bytes };
    return photo.bytes;
  }

  #wait(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const go = (): void => {
        cancel();
        this.#resume = undefined;
        resolve();
      };
      const cancel = this.#parts.timers.after(ms, go);
      this.#resume = go;
    });
  }

  #tell(hash: string, progress: PhotoProgress): void {
    if (!this.#stopped) this.#parts.on.progress(hash, progress);
  }
}
