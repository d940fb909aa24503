import { signal } from '@preact/signals';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { KeptPhoto } from '../../signals/photos.ts';
import type { ShowModel } from '../../signals/show.ts';
import { said } from '../shell/act.ts';
import { photoStart } from './photo-start.ts';

const CREDIT_KEY = 'regie.credit';
export type PhotoCode = Extract<KeptPhoto, { ok: false }>['code'];

/** A file on its way into the post. */
export interface Incoming {
  readonly key: number;
  readonly post: string;
  readonly name: string;
  readonly failed: PhotoCode | undefined;
}
const incoming = signal<readonly Incoming[]>([]);
export const incomingPhotos = incoming;
let last = 0;

/** What photos are taken into: a post, made at the first of them where it is a new one. */
export interface PhotoTarget {
  readonly post: { peek(): PostRow };
  ensure(): string;
}

/**
 * Takes files in, one after the other: each is made smaller, kept on this phone, then added to the post. Gives why some
 * were not, if any.
 */
export async function takePhotos(
  show: ShowModel,
  into: PhotoTarget,
  { files, slot }: { readonly files: readonly File[]; readonly slot: string | undefined },
): Promise<readonly PhotoCode[]> {
  if (files.length === 0) return [];
  const failed: PhotoCode[] = [];
  const post = into.ensure();
  const waiting = files.map((file): Incoming & { file: File } => {
    last += 1;
    return { key: last, post, name: file.name, failed: undefined, file };
  });
  incoming.value = [...incoming.value, ...waiting];
  for (const { key, file } of waiting) {
    const kept = await show.photos.keep(file);
    if (!kept.ok) {
      failed.push(kept.code);
      incoming.value = incoming.value.map((each) => (each.key === key ? { ...each, failed: kept.code } : each));
      continue;
    }
    incoming.value = incoming.value.filter((each) => each.key !== key);
    const { hash, width, height } = kept;
    await said(() => show.act('photo.add', { hash, width, height, ...firstSaidOf(show, into.post.peek(), slot) }));
  }
  return failed;
}

export function forgetIncoming(key: number): void {
  incoming.value = incoming.value.filter((each) => each.key !== key);
}

/** What is said of a photo before anyone does: what the post says of it, and the last credit. */
function firstSaidOf(show: ShowModel, post: PostRow, slot: string | undefined) {
  const rows = show.rows.peek();
  const ranks = rows.ofPost('photo', post.id).map(({ rank }) => rank);
  return {
    post: post.id,
    ...(slot === undefined ? {} : { slot }),
    ...photoStart(rows, { post, slot, atMs: show.nowMs() }),
    credit: lastCredit(),
    rank: Math.max(0, ...ranks) + 1,
  };
}

/** The credit used last on this phone: as a rule one person takes all of an evening's photos. */
function lastCredit(): string {
  try {
    return localStorage.getItem(CREDIT_KEY) ?? '';
  } catch {
    return '';
  }
}

export function keepCredit(credit: string): void {
  try {
    localStorage.setItem(CREDIT_KEY, credit);
  } catch {
    // Storage refused: it is typed again.
  }
}
