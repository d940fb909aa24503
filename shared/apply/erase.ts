import * as v from 'valibot';
import type { ApprovalRow } from '../rows/approval.ts';
import { rowId } from '../rows/base.ts';
import type { PhotoRow } from '../rows/photo.ts';
import type { PostRow } from '../rows/post.ts';
import type { PublicationRow } from '../rows/publication.ts';
import type { Unstamped } from '../rows/row.ts';
import type { Rows } from '../rows/rows.ts';
import type { TextRow } from '../rows/text.ts';
import { type Context, define } from './mutation.ts';
import { type Ruling, refuse, write } from './ruling.ts';
import { takenBack } from './withdrawing.ts';

/** Rows that a person or the law can have emptied. */
export const ERASABLE = ['post', 'text', 'photo', 'person', 'message'] as const;

/** Takedown: words, alternative texts and names are emptied, what is out is taken back; the row stays, marked. */
export const eraseDefinitions = {
  'row.erase': define({
    name: 'row.erase',
    args: v.strictObject({ row: v.picklist(ERASABLE), id: rowId }),
    who: ['approve', 'administer'],
    // A restored copy is emptied again by the ledger itself.
    engines: ['ledger'],
    freshMs: 'ever',
    rule: (rows, { args }, context) => erased(rows, args, context),
  }),
};

type Erasing = { readonly row: (typeof ERASABLE)[number]; readonly id: string };

function erased(rows: Rows, { row, id }: Erasing, context: Context): Ruling {
  const now = rows.get(row, id);
  if (!now) return refuse('unknown-row', { row, id });
  if (now.erased) return write();
  switch (now.row) {
    case 'post':
      return write(...erasedPost(rows, now, context));
    case 'text':
      return write({ ...now, words: '', erased: true }, ...withoutText(rows, now, context));
    case 'photo':
      return write(
        { ...now, alt: '', credit: '', people: [], erased: true, removed: true },
        ...withoutPhoto(rows, now, context),
      );
    case 'person':
      return write({
        ...now,
        name: '',
        acronym: undefined,
        handles: {},
        affiliation: undefined,
        role: undefined,
        about: undefined,
        look: undefined,
        restrictions: [],
        erased: true,
      });
    case 'message':
      return write({
        ...now,
        author: '',
        words: '',
        picture: undefined,
        url: undefined,
        given: undefined,
        reply: undefined,
        verdict: 'refused',
        erased: true,
      });
  }
}

function erasedPost(rows: Rows, post: PostRow, context: Context): readonly Unstamped[] {
  const back = byId(takenBack(rows, post, context));
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
    ...rows
      .ofPost('photo', post.id)
      .map((photo) => ({ ...photo, alt: '', credit: '', people: [], removed: true, erased: true })),
    ...rows.ofPost('approval', post.id).map(emptiedApproval),
    ...[...back.values(), ...kept].map(emptied),
  ];
}

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
const withoutTrace = ({ stood }: PublicationRow): Pick<PublicationRow, 'correction' | 'stood'> => ({
  correction: undefined,
  ...(stood && { stood: stood.map((before) => ({ ...before, words: '', alts: [] })) }),
});

/** The words leave every publication that froze them, and what is out is taken back. */
function withoutText(rows: Rows, text: TextRow, context: Context): readonly Unstamped[] {
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

/** The photo leaves approvals and payloads; where it is out on a network, the publication is taken back. */
function withoutPhoto(rows: Rows, photo: PhotoRow, context: Context): readonly Unstamped[] {
  const approvals = rows
    .ofPost('approval', photo.post)
    .filter((approval) => approval.photos.some(({ id }) => id === photo.id))
    .map(
      (approval): Unstamped => ({
        ...approval,
        photos: approval.photos.map((seen) => (seen.id === photo.id ? { ...seen, alt: '' } : seen)),
      }),
    );
  const publications = takingBack(rows, photo.post, context, (publication) => {
    const photos = publication.payload.photos.filter(({ id }) => id !== photo.id);
    const isComing = publication.correction?.payload.photos.some(({ id }) => id === photo.id) ?? false;
    return photos.length === publication.payload.photos.length && !isComing
      ? undefined
      : { ...publication, payload: { ...publication.payload, photos }, ...withoutTrace(publication) };
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
    return [{ ...next, state, gone }];
  });
}

const byId = (publications: readonly PublicationRow[]): Map<string, PublicationRow> =>
  new Map(publications.map((publication) => [publication.id, publication]));
