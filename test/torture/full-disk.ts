import { execFileSync } from 'node:child_process';
import { MemoryStore } from '../../client/sync/memory-store.ts';
import type { Changes, PhotoRecord, Saved } from '../../client/sync/store.ts';

/** What a phone's disk has left, in bytes. */
export interface Room {
  left: number;
}

/** A disk with so much room: what does not fit is refused whole, and only photos give room back. */
export class TightStore extends MemoryStore {
  readonly #room: Room;

  constructor(disk: ConstructorParameters<typeof MemoryStore>[0], room: Room) {
    super(disk);
    this.#room = room;
  }

  override async save(changes: Changes): Promise<Saved | 'emptied'> {
    const bytes = JSON.stringify(changes).length;
    if (bytes > this.#room.left) return 'full';
    const saved = await super.save(changes);
    if (saved === 'saved') this.#room.left -= bytes;
    return saved;
  }

  override async putPhoto(photo: PhotoRecord): Promise<Saved> {
    if (photo.bytes.byteLength > this.#room.left) return 'full';
    this.#room.left -= photo.bytes.byteLength;
    return super.putPhoto(photo);
  }

  override async deletePhotos(hashes: readonly string[]): Promise<Saved> {
    for (const hash of hashes) this.#room.left += (await this.getPhoto(hash))?.bytes.byteLength ?? 0;
    return super.deletePhotos(hashes);
  }
}

/** From now on the system lets this process write no file beyond so many bytes; undefined: as it likes again. */
export function limitFiles(pid: number, bytes: number | undefined): void {
  execFileSync('prlimit', [`--fsize=${bytes ?? 'unlimited'}:unlimited`, `--pid=${pid}`]);
}
