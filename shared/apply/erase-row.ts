import type { ApprovalRow } from '../rows/approval.ts';
import type { MessageRow } from '../rows/message.ts';
import type { PersonRow } from '../rows/person.ts';
import type { PhotoRow } from '../rows/photo.ts';
import type { PostRow } from '../rows/post.ts';
import type { PublicationRow } from '../rows/publication.ts';
import type { Unstamped } from '../rows/row.ts';
import type { Rows } from '../rows/rows.ts';
import type { TextRow } from '../rows/text.ts';
import type { Context } from './mutation.ts';
import { relaysBack } from './relay.ts';
import { takenBack } from './withdrawing.ts';

/** A post leaves with its texts, photos, approvals and publications, and is taken back everywhere. */
export function erasedPost(rows: Rows, post: PostRow, context: Context): readonly Unstamped[] {
  // What was kept long enough never went out: nothing is to be looked for on a network in its name.
  const back = byId(context.by === 'engine:retention' ? [] : takenBack(rows, post, context));
  const kept = rows.ofPost('publication', post.id).filter(({ id }) => !back.has(id));
  return [
    {
      ...post,
      state: 'withdrawn',
      approval: undefined,
      title: undefined,
      note: undefined,
      returned: undefined,
      slots: post.slots.map(({ fill: _fill, look: _look, guidance: _guidance, ...slot }) => slot),
      erased: true,
    },
    ...rows.ofPost('text', post.id).map((text) => ({ ...text, words: '', erased: true })),
    ...rows.ofPost('photo', post.id).map(emptiedPhoto),
    ...rows.ofPost('approval', post.id).map(emptiedApproval),
    ...[...back.values(), ...kept].map(emptied),
    ...(context.by === 'engine:retention' ? [] : relaysBack(rows, post, context)),
  ];
}

export const emptiedPhoto = (photo: PhotoRow): Unstamped => ({
  ...photo,
  alt: '',
  credit: '',
  people: [],
  erased: true,
  removed: true,
});

export const emptiedPerson = (person: PersonRow): Unstamped => ({
  ...person,
  name: '',
  otherNames: undefined,
  acronym: undefined,
  handles: {},
  affiliation: undefined,
  role: undefined,
  about: undefined,
  look: undefined,
  restrictions: [],
  erased: true,
});

export const emptiedMessage = (message: MessageRow): Unstamped => ({
  ...message,
  author: '',
  words: '',
  picture: undefined,
  url: undefined,
  given: undefined,
  reply: undefined,
  verdict: 'refused',
  erased: true,
});

const emptiedApproval = (approval: ApprovalRow): Unstamped => ({
  ...approval,
  photos: approval.photos.map((photo) => ({ ...photo, alt: '' })),
  fills: {},
});

const emptied = (publication: PublicationRow): Unstamped => ({
  ...publication,
  payload: { ...publication.payload, words: '', photos: [] },
  ...withoutTrace(publication),
  erased: true,
});

/** What stood before a correction held such words too: of it nothing is kept but its hours. */
export const withoutTrace = ({ stood }: PublicationRow): Pick<PublicationRow, 'correction' | 'stood'> => ({
  correction: undefined,
  ...(stood && { stood: stood.map((before) => ({ ...before, words: '', alts: [] })) }),
});

/** The words leave every publication that froze them, and what is out is taken back. */
export function withoutText(rows: Rows, text: TextRow, context: Context): readonly Unstamped[] {
  const taken = takingBack(rows, text.post, context, (publication) => {
    const { payload, correction } = publication;
    const isHeld = [publication.approval, correction?.approval].some((id) => names(rows, id, text.id));
    return isHeld
      ? { ...publication, payload: { ...payload, words: '' }, ...withoutTrace(publication), erased: true }
      : undefined;
  });
  const done = new Set(taken.map(({ id }) => id));
  // Corrected since, what is out says something else and stays; the trace of what it said goes.
  const traces = rows
    .ofPost('publication', text.post)
    .filter(({ id, stood }) => !done.has(id) && stood?.some(({ approval }) => names(rows, approval, text.id)))
    .map((publication) => ({ ...publication, ...withoutTrace(publication) }));
  return [...taken, ...traces];
}

const names = (rows: Rows, approval: string | undefined, text: string): boolean =>
  approval !== undefined && Object.values(rows.get('approval', approval)?.texts ?? {}).includes(text);

/** Photos of one post leave its approvals and payloads; where one is out on a network, the publication is taken back. */
export function withoutPhotos(
  rows: Rows,
  { post, photos }: { readonly post: string; readonly photos: readonly PhotoRow[] },
  context: Context,
): readonly Unstamped[] {
  const gone = new Set(photos.map(({ id }) => id));
  const isGone = ({ id }: { readonly id: string }) => gone.has(id);
  const approvals = rows
    .ofPost('approval', post)
    .filter((approval) => approval.photos.some(isGone))
    .map(
      (approval): Unstamped => ({
        ...approval,
        photos: approval.photos.map((seen) => (isGone(seen) ? { ...seen, alt: '' } : seen)),
      }),
    );
  const publications = takingBack(rows, post, context, (publication) => {
    const { payload, correction } = publication;
    if (!payload.photos.some(isGone) && !correction?.payload.photos.some(isGone)) return undefined;
    const kept = payload.photos.filter((photo) => !isGone(photo));
    return { ...publication, payload: { ...payload, photos: kept }, ...withoutTrace(publication) };
  });
  return [...approvals, ...publications];
}

/** The publications of a post that held what is erased, emptied of it and taken back. */
function takingBack(
  rows: Rows,
  id: string,
  context: Context,
  without: (publication: PublicationRow) => PublicationRow | undefined,
): readonly Unstamped[] {
  const post = rows.get('post', id);
  const back = post ? byId(takenBack(rows, post, context)) : new Map<string, PublicationRow>();
  return rows.ofPost('publication', id).flatMap((publication) => {
    const next = without(publication);
    if (!next) return [];
    // On the wall the photo alone goes: its words were not what had to.
    const isWall = publication.payload.network === 'wall' && !next.erased;
    const { state, gone } = (isWall ? undefined : back.get(publication.id)) ?? next;
    return [{ ...next, state, gone }, ...(isWall ? [] : relaysBack(rows, post, context, publication.id))];
  });
}

const byId = (publications: readonly PublicationRow[]): Map<string, PublicationRow> =>
  new Map(publications.map((publication) => [publication.id, publication]));
