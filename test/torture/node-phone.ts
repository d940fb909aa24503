import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { MemoryDisk, MemoryStore } from '../../client/sync/memory-store.ts';
import { Phone } from '../../client/sync/phone.ts';
import { type PhotoConnection, type PhotoLink, photoSocketLink } from '../../client/sync/photo-link.ts';
import { wantedPhotos } from '../../client/sync/photo-order.ts';
import { PhotoLoop } from '../../client/sync/photos.ts';
import { socketLink } from '../../client/sync/socket-link.ts';
import type { Store } from '../../client/sync/store.ts';
import { realTimers } from '../../client/sync/timers.ts';
import { uuidMaker } from '../../client/sync/uuid.ts';
import type { ArgsOf } from '../../shared/apply/apply.ts';
import { type Patch, PROTOCOL } from '../../shared/protocol.ts';
import type { Row } from '../../shared/rows/row.ts';
import { signIn } from '../server/signing-in.ts';

export interface Session {
  readonly cookie: string;
  readonly show: string;
  readonly staff: string;
  readonly device: string;
}

/** Signs a device in with the link that the server printed. */
export async function sessionOf(server: { url: string; staffLink: string }, device: string): Promise<Session> {
  const { cookie, shows } = await signIn(server, device);
  const { id: show = '', staff = '' } = shows[0] ?? {};
  return { cookie, show, staff, device };
}

/** Another device, of the same person or of another of the team. */
export async function invited(
  url: string,
  { by, device, staff = by.staff }: { readonly by: Session; readonly device: string; readonly staff?: string },
): Promise<Session> {
  const headers = { 'content-type': 'application/json', origin: url, cookie: by.cookie };
  const body = JSON.stringify({ show: by.show, staff });
  const made = await fetch(`${url}/invitations`, { method: 'POST', headers, body });
  const { invitation } = (await made.json()) as { readonly invitation: { readonly url: string } };
  return sessionOf({ url, staffLink: invitation.url }, device);
}

/**
 * On a connection of its own. One kept from the last request is closed by the server after five seconds; who reckons for
 * longer between two requests does not see it, and sends the next into it. Not through a slow line: what the server has
 * sent and closed behind is still on its way there, and lost.
 */
export const ALONE = { connection: 'close' };

/** The whole show as the server has it, and what this device had settled there. */
export async function loadShow(url: string, { cookie, show }: Session, how: object = ALONE): Promise<Patch> {
  const answer = await fetch(`${url}/shows/${show}/rows?protocol=${PROTOCOL}`, { headers: { cookie, ...how } });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Patch;
}

export interface NodePhoneOptions {
  /** Its photos may have a line of their own. */
  readonly photosAt?: string;
  /** What an earlier app left. */
  readonly disk?: MemoryDisk;
  /** Makes what reads and writes the disk, each time the app opens. */
  readonly storeOn?: (disk: MemoryDisk) => Store;
}

/** Far beyond anything that a phone waits for. */
const UNTIL_MS = 5 * 60_000;

/** A phone of the team without its browser: the app's own loops over real sockets, on a disk that outlives it. */
export class NodePhone {
  readonly session: Session;
  readonly disk: MemoryDisk;
  readonly #at: string;
  readonly #photosAt: string;
  readonly #storeOn: (disk: MemoryDisk) => Store;
  readonly #waiting = new Set<{ readonly is: () => boolean; readonly go: () => void }>();
  #phone: Phone | undefined;
  #photos: PhotoLoop | undefined;
  /** Of all photos, what was handed to the network: more than they weigh is what was sent again. */
  photoBytesSent = 0;

  /** `at`: where it reaches the server, a line before it most often. */
  constructor(
    session: Session,
    at: string,
    { photosAt = at, disk = new MemoryDisk(), storeOn = (on) => new MemoryStore(on) }: NodePhoneOptions = {},
  ) {
    this.session = session;
    this.disk = disk;
    this.#storeOn = storeOn;
    this.#at = at;
    this.#photosAt = photosAt;
  }

  get phone(): Phone {
    if (!this.#phone) throw new Error('the phone is not open');
    return this.#phone;
  }
  get rows() {
    return this.phone.replica.rows;
  }
  /** Saved here and not answered yet. */
  get unsent(): number {
    return this.phone.replica.entries.length;
  }

  /** Starts the app on what the disk holds. */
  async open(): Promise<void> {
    const { session, disk } = this;
    const headers = { cookie: session.cookie };
    const store = this.#storeOn(disk);
    const phone = new Phone({
      show: session.show,
      staff: session.staff,
      device: session.device,
      build: 'torture',
      store,
      link: socketLink({ origin: this.#at, headers }),
      // What the browser's `load` does: a failed one is tried again by the loop.
      // As a browser asks, on a connection that it keeps.
      load: () => loadShow(this.#at, session, {}).catch(() => undefined),
      wallMs: Date.now,
      timers: realTimers,
      random: Math.random,
      newId: uuidMaker(Date.now, (bytes) => crypto.getRandomValues(bytes)),
      on: { changed: () => this.#look(), here: () => {} },
    });
    this.#phone = phone;
    this.#photos = new PhotoLoop({
      store,
      link: this.#counting(photoSocketLink({ origin: this.#photosAt, headers })),
      timers: realTimers,
      random: Math.random,
      wanted: () => wantedPhotos(phone.replica.rows, phone.clock.nowMs()),
      hashOf: async (bytes) => sha256(new Uint8Array(bytes)),
      on: { progress: () => {} },
    });
    await phone.start();
  }

  /** The app is gone, in the middle of whatever it did; what was saved is on the disk. */
  kill(): void {
    this.#photos?.stop();
    this.#phone?.loop.stop();
    this.#phone = undefined;
    this.#photos = undefined;
  }

  /** A person who comes back to the app does not wait for the next attempt. */
  lookAgain(): void {
    this.phone.hide();
    this.phone.show();
    this.#photos?.wake();
  }

  /** Resolves when the phone says so. What never comes is a fault as well, and is told by name. */
  until(is: () => boolean, what: string | (() => string) = 'what was waited for came'): Promise<void> {
    if (is()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const one = { is, go: () => resolve(clearTimeout(timer)) };
      const timer = setTimeout(() => {
        this.#waiting.delete(one);
        const told = typeof what === 'string' ? what : what();
        reject(new Error(`within ${UNTIL_MS / 60_000} minutes it never was so that ${told}`));
      }, UNTIL_MS);
      this.#waiting.add(one);
    });
  }

  /** A new post with these words, its id given back once it is saved on the phone. */
  async write(words: string, fields: Partial<ArgsOf<'post.create'>['fields']> = {}): Promise<string> {
    const post = `t-${crypto.randomUUID()}`;
    const acted = await this.phone.acts.act('post.create', { post, words, fields: { ...PLAIN, ...fields } });
    if (!acted.ok) throw new Error(JSON.stringify(acted.refusal));
    return post;
  }

  /** Keeps a picture of that weight on this phone and hangs it on a post; its hash. */
  async addPhoto(post: string, bytes: Buffer): Promise<string> {
    const hash = sha256(bytes);
    const copy = new Uint8Array(bytes).buffer;
    await this.#storeOn(this.disk).putPhoto({
      hash,
      bytes: copy,
      type: 'image/jpeg',
      atMs: Date.now(),
      received: false,
    });
    const about = { width: 1600, height: 1200, people: [], alt: 'La scène.', credit: '', rank: 1 };
    const acted = await this.phone.acts.act('photo.add', { post, hash, ...about });
    if (!acted.ok) throw new Error(JSON.stringify(acted.refusal));
    this.#photos?.kept(hash);
    return hash;
  }

  #counting(link: PhotoLink): PhotoLink {
    return {
      connect: async (on) => {
        const connection = await link.connect(on);
        if (typeof connection !== 'object') return connection;
        const send: PhotoConnection['send'] = (piece) => {
          this.photoBytesSent += piece.bytes.length;
          return connection.send(piece);
        };
        return { send, close: () => connection.close() };
      },
    };
  }

  #look(): void {
    this.#photos?.nudge();
    for (const one of this.#waiting) {
      if (!one.is()) continue;
      this.#waiting.delete(one);
      one.go();
    }
  }
}

/** A picture that weighs about that much, no two alike, and that a server can draw anew in far fewer bytes. */
export async function grain(bytes: number, seed: number): Promise<Buffer> {
  // Faint noise weighs nearly a byte a pixel at full quality, and next to nothing at less.
  const side = Math.max(64, Math.round(Math.sqrt(bytes / GRAIN_BYTES_A_PIXEL)));
  const pixels = Buffer.alloc(side * side * 3);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = 112 + (state >>> 28);
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 100 })
    .toBuffer();
}
const GRAIN_BYTES_A_PIXEL = 0.67;

export const textsIn = (rows: Iterable<Row>): ReadonlySet<string> =>
  new Set([...rows].flatMap((row) => (row.row === 'text' ? [row.id] : [])));

const PLAIN: ArgsOf<'post.create'>['fields'] = {
  kind: 'free',
  cue: { kind: 'hand' },
  freshForMs: 600_000,
  channels: ['wall'],
  language: 'fr',
  needsTwo: false,
  slots: [],
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
