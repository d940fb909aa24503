import { constants, existsSync, rmSync } from 'node:fs';
import {
  access,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { PHOTO_SIZES, type PhotoSize } from '../../shared/picture/sizes.ts';
import { isPhotoHash } from './check.ts';

/** The call through which bytes go to the disk: the one that can meet a full one. */
export type OpenFile = typeof open;

/** How the name of a whole photo ends. */
const ORIGINAL = '.original.jpg';

/** Bytes of photos whose sending stopped are kept this long: a phone may be off for days between two rehearsals. */
const UNFINISHED_KEPT_MS = 30 * 24 * 3_600_000;

/**
 * Photos as files named by their hash: `photos/ab/<hash>.<size>.jpg`, and `photos/incoming/<hash>.part` while they
 * arrive. A photo is there when its `original` is; it is put in place last, all else being on the disk by then.
 * Full or failing disks throw, with everything as it was.
 */
export class PhotoStore {
  readonly #root: string;
  readonly #open: OpenFile;

  constructor(dataDir: string, openFile: OpenFile = open) {
    this.#root = resolve(dataDir, 'photos');
    this.#open = openFile;
  }

  /** Makes the folders, and drops what has not gone on arriving for a month. */
  async prepare(nowMs: number): Promise<void> {
    await mkdir(this.#incoming, { recursive: true });
    for (const name of await readdir(this.#incoming)) {
      const path = join(this.#incoming, name);
      const { mtimeMs } = await stat(path);
      if (nowMs - mtimeMs > UNFINISHED_KEPT_MS) await rm(path, { force: true });
    }
  }

  /** The file of a photo in one size, whether it is there or not. */
  pathOf(hash: string, size: PhotoSize): string {
    if (!isPhotoHash(hash)) throw new Error('not a hash');
    return join(this.#root, hash.slice(0, 2), `${hash}.${size}.jpg`);
  }

  async has(hash: string): Promise<boolean> {
    return access(this.pathOf(hash, 'original'), constants.R_OK).then(
      () => true,
      () => false,
    );
  }

  /** The bytes of a photo in one size; undefined where it is not here. */
  async read(hash: string, size: PhotoSize): Promise<Uint8Array | undefined> {
    if (!(await this.has(hash))) return undefined;
    return readFile(this.pathOf(hash, size));
  }

  /** How many bytes of it have arrived: where its phone goes on. */
  async arrived(hash: string): Promise<number> {
    try {
      return (await stat(this.#part(hash))).size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 0;
      throw error;
    }
  }

  /** Adds bytes at the end of what has arrived. */
  async append(hash: string, bytes: Uint8Array): Promise<void> {
    const before = await this.arrived(hash);
    try {
      await using file = await this.#open(this.#part(hash), 'a');
      await file.writeFile(bytes);
    } catch (error) {
      // A disk that fills up takes a part of the piece; kept, it would shift all that follows.
      await truncate(this.#part(hash), before).catch(() => undefined);
      throw error;
    }
  }

  /** All the bytes that have arrived. */
  async arrivedBytes(hash: string): Promise<Uint8Array> {
    return readFile(this.#part(hash));
  }

  /** What has arrived is thrown away; its phone begins anew. */
  async forget(hash: string): Promise<void> {
    await rm(this.#part(hash), { force: true });
  }

  /** Puts a whole photo and its sizes in place. On the disk when it resolves. */
  async keep(hash: string, sizes: Readonly<Record<Exclude<PhotoSize, 'original'>, Uint8Array>>): Promise<void> {
    const folder = join(this.#root, hash.slice(0, 2));
    await mkdir(folder, { recursive: true });
    const written: string[] = [];
    try {
      for (const [size, bytes] of Object.entries(sizes)) {
        const path = join(this.#incoming, `${hash}.${size}`);
        written.push(path);
        await using file = await this.#open(path, 'w');
        await file.writeFile(bytes);
        await file.sync();
      }
      await using part = await this.#open(this.#part(hash), 'r+');
      await part.sync();
    } catch (error) {
      for (const path of written) await rm(path, { force: true });
      throw error;
    }
    for (const size of Object.keys(sizes) as Exclude<PhotoSize, 'original'>[]) {
      await rename(join(this.#incoming, `${hash}.${size}`), this.pathOf(hash, size));
    }
    await syncFolder(folder);
    await rename(this.#part(hash), this.pathOf(hash, 'original'));
    await syncFolder(folder);
    await syncFolder(this.#root);
  }

  /** Removes every byte of a photo: takedown, law. Gone from the disk when it resolves. */
  async erase(hash: string): Promise<void> {
    for (const size of PHOTO_SIZES) await rm(this.pathOf(hash, size), { force: true });
    await this.forget(hash);
    const folder = join(this.#root, hash.slice(0, 2));
    await syncFolder(folder).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }

  /** Every photo that is here. */
  async hashes(): Promise<readonly string[]> {
    const names = await readdir(this.#root, { recursive: true });
    const files = names.map((name) => basename(name)).filter((name) => name.endsWith(ORIGINAL));
    return files.map((name) => name.slice(0, -ORIGINAL.length)).filter(isPhotoHash);
  }

  /** When it was marked as named by no row; undefined: it is not. */
  async unnamedSince(hash: string): Promise<number | undefined> {
    const text = await readFile(this.#mark(hash), 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return '';
      throw error;
    });
    // A mark that a crash left empty says nothing.
    return text === '' ? undefined : Number(text);
  }

  async markUnnamed(hash: string, nowMs: number): Promise<void> {
    await writeFile(this.#mark(hash), String(nowMs));
  }

  /** A row names it, or a phone has just asked after it. */
  async unmark(hash: string): Promise<void> {
    await rm(this.#mark(hash), { force: true });
  }

  /**
   * Lets a marked photo go, unless its mark went meanwhile. In one turn: a phone that asks takes the mark away first and
   * looks then, so that it is never told that a photo is here which is about to leave.
   */
  letGo(hash: string): boolean {
    if (!existsSync(this.#mark(hash))) return false;
    rmSync(this.pathOf(hash, 'original'), { force: true });
    return true;
  }

  #mark(hash: string): string {
    if (!isPhotoHash(hash)) throw new Error('not a hash');
    return join(this.#root, hash.slice(0, 2), `${hash}.unnamed`);
  }

  get #incoming(): string {
    return join(this.#root, 'incoming');
  }

  #part(hash: string): string {
    if (!isPhotoHash(hash)) throw new Error('not a hash');
    return join(this.#incoming, `${hash}.part`);
  }
}

/** Whether an error is the disk's doing (full, over quota, read-only, broken), not a bug. */
export function isDiskTrouble(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'EFBIG'].includes(codeOf(error) ?? '');
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** A rename is safe from a power cut once its folder is written. Windows has no such call, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, 'r');
    await folder.sync();
  } finally {
    await folder?.close();
  }
}
