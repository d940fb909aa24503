import { signal } from '@preact/signals';
import type { PersonRow } from '../../../shared/rows/person.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { KeptPhoto } from '../../signals/photos.ts';
import type { ShowModel } from '../../signals/show.ts';
import { speakerOf } from '../../words/segments.ts';
import { said } from '../shell/act.ts';
import type { Composer } from './composer.ts';

const CREDIT_KEY = 'regie.credit';
type PhotoCode = Extract<KeptPhoto, { ok: false }>['code'];

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

/** Takes files in, one after the other: each is made smaller, kept on this phone, then added to the post. */
export async function takePhotos(
  show: ShowModel,
  composer: Composer,
  { files, slot }: { readonly files: readonly File[]; readonly slot: string | undefined },
): Promise<void> {
  if (files.length === 0) return;
  const post = composer.ensure();
  const waiting = files.map((file): Incoming & { file: File } => {
    last += 1;
    return { key: last, post, name: file.name, failed: undefined, file };
  });
  incoming.value = [...incoming.value, ...waiting];
  for (const { key, file } of waiting) {
    const kept = await show.photos.keep(file);
    if (!kept.ok) {
      incoming.value = incoming.value.map((each) => (each.key === key ? { ...each, failed: kept.code } : each));
      continue;
    }
    incoming.value = incoming.value.filter((each) => each.key !== key);
    const { hash, width, height } = kept;
    await said(show.act('photo.add', { hash, width, height, ...firstWordsOf(show.rows.peek(), composer, slot) }));
  }
}

export function forgetIncoming(key: number): void {
  incoming.value = incoming.value.filter((each) => each.key !== key);
}

/** What is said of a photo before anyone does: the slot's or the speaker's description, who is on stage, the last credit. */
function firstWordsOf(rows: Rows, composer: Composer, slot: string | undefined) {
  const post = composer.post.peek();
  const person = portrayed(rows, post);
  const alt = post.slots.find(({ name }) => name === slot)?.look ?? person?.look ?? '';
  const ranks = rows.ofPost('photo', post.id).map(({ rank }) => rank);
  return {
    post: post.id,
    ...(slot === undefined ? {} : { slot }),
    people: person ? [person.id] : [],
    alt,
    credit: lastCredit(),
    rank: Math.max(0, ...ranks) + 1,
  };
}

/** Who a photo of this post most likely shows; never proposed who refuses. */
function portrayed(rows: Rows, { segment }: PostRow): PersonRow | undefined {
  const about = segment === undefined ? undefined : rows.get('segment', segment);
  const speaker = about && speakerOf(rows, about);
  return speaker && speaker.imageRights !== 'refused' ? speaker : undefined;
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
