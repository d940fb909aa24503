import * as v from 'valibot';
import type { ApprovalRow } from '../rows/approval.ts';
import { rowId } from '../rows/base.ts';
import type { PublicationRow } from '../rows/publication.ts';
import type { Unstamped } from '../rows/row.ts';
import type { Rows } from '../rows/rows.ts';
import { define } from './mutation.ts';
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
    rule: (rows, { args }) => erased(rows, args.row, args.id),
  }),
};

function erased(rows: Rows, row: (typeof ERASABLE)[number], id: string): Ruling {
  const now = rows.get(row, id);
  if (!now) return refuse('unknown-row', { row, id });
  if (now.erased) return write();
  switch (now.row) {
    case 'post':
      return write(...erasedPost(rows, id));
    case 'text':
      return write({ ...now, words: '', erased: true }, ...withoutText(rows, now.post, id));
    case 'photo':
      return write(
        { ...now, alt: '', credit: '', people: [], erased: true, removed: true },
        ...withoutPhoto(rows, now.post, id),
      );
    case 'person':
      return write({
        ...now,
        name: '',
        handles: {},
        affiliation: undefined,
        role: undefined,
        about: undefined,
        look: undefined,
        restrictions: [],
        erased: true,
      });
    case 'message':
      return write({ ...now, author: '', words: '', picture: undefined, verdict: 'refused', erased: true });
  }
}

function erasedPost(rows: Rows, id: string): readonly Unstamped[] {
  const post = rows.get('post', id);
  if (!post) return [];
  const back = new Map(takenBack(rows, id).map((row) => [row.id, row]));
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
    ...rows.ofPost('text', id).map((text) => ({ ...text, words: '', erased: true })),
    ...rows
      .ofPost('photo', id)
      .map((photo) => ({ ...photo, alt: '', credit: '', people: [], removed: true, erased: true })),
    ...rows.ofPost('approval', id).map(emptiedApproval),
    ...rows
      .ofPost('publication', id)
      .map((publication) => emptied((back.get(publication.id) as PublicationRow | undefined) ?? publication)),
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
  erased: true,
});

/** The words leave every publication that froze them, and what is out is taken back. */
function withoutText(rows: Rows, post: string, text: string): readonly Unstamped[] {
  return takingBack(rows, post, (publication) =>
    Object.values(rows.get('approval', publication.approval)?.texts ?? {}).includes(text)
      ? { ...publication, payload: { ...publication.payload, words: '' }, erased: true }
      : undefined,
  );
}

/** The photo leaves approvals and payloads; where it is out on a network, the publication is taken back. */
function withoutPhoto(rows: Rows, post: string, photo: string): readonly Unstamped[] {
  const approvals = rows
    .ofPost('approval', post)
    .filter((approval) => approval.photos.some(({ id }) => id === photo))
    .map(
      (approval): Unstamped => ({
        ...approval,
        photos: approval.photos.map((seen) => (seen.id === photo ? { ...seen, alt: '' } : seen)),
      }),
    );
  const publications = takingBack(rows, post, (publication) => {
    const photos = publication.payload.photos.filter(({ id }) => id !== photo);
    return photos.length === publication.payload.photos.length
      ? undefined
      : { ...publication, payload: { ...publication.payload, photos } };
  });
  return [...approvals, ...publications];
}

function takingBack(
  rows: Rows,
  post: string,
  without: (publication: PublicationRow) => PublicationRow | undefined,
): readonly Unstamped[] {
  const back = new Map(takenBack(rows, post).map((row) => [row.id, row as PublicationRow]));
  const written: Unstamped[] = [];
  for (const publication of rows.ofPost('publication', post)) {
    const next = without(publication);
    if (!next) continue;
    // On the wall the photo alone goes: its words were not what had to.
    const isWall = publication.payload.network === 'wall' && !next.erased;
    written.push(
      isWall
        ? next
        : {
            ...next,
            state: back.get(publication.id)?.state ?? next.state,
            gone: back.get(publication.id)?.gone ?? next.gone,
          },
    );
  }
  return written;
}
