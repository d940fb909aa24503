import { aboutPerson } from '../../shared/about-person.ts';
import type { FoundPerson, FoundReply, Sameness } from '../../shared/person-request.ts';
import type { PersonRow } from '../../shared/rows/person.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** The same person in every show of this server: the asked one first, then what is surest. */
export function findPerson(
  ledger: Pick<Ledger, 'shows' | 'rows'>,
  asked: { readonly show: string; readonly person: PersonRow },
  administers: (show: string) => boolean,
): FoundReply {
  const found: FoundPerson[] = [];
  const elsewhere = new Set<string>();
  for (const { id: show } of ledger.shows()) {
    const rows = ledger.rows(show);
    if (!rows) continue;
    for (const person of rows.all('person')) {
      const why = samenessOf(person, asked.person, show === asked.show);
      if (!why) continue;
      if (administers(show)) found.push(foundIn(rows, { show, person, why }));
      // A name alone proves nothing to someone who cannot look.
      else if (why !== 'name') elsewhere.add(show);
    }
  }
  return { found: found.sort((a, b) => SURENESS[a.why] - SURENESS[b.why]), elsewhere: elsewhere.size };
}

const SURENESS: Readonly<Record<Sameness, number>> = { itself: 0, id: 1, handle: 2, name: 3 };

function samenessOf(one: PersonRow, asked: PersonRow, isHere: boolean): Sameness | undefined {
  if (one.erased || one.kind !== asked.kind) return undefined;
  if (one.id === asked.id) return isHere ? 'itself' : 'id';
  const isOne = ([network, handle]: readonly [string, string]) => {
    const other = asked.handles[network];
    return other !== undefined && fold(other) === fold(handle);
  };
  if (Object.entries(one.handles).some(isOne)) return 'handle';
  return fold(one.name.trim()) === fold(asked.name.trim()) && asked.name.trim() !== '' ? 'name' : undefined;
}

function foundIn(
  rows: Rows,
  { show, person, why }: { readonly show: string; readonly person: PersonRow; readonly why: Sameness },
): FoundPerson {
  const about = aboutPerson(rows, person);
  const isOut = ({ id }: { readonly id: string }) =>
    rows.ofPost('publication', id).some(({ state }) => state === 'published');
  return {
    show,
    showName: showOf(rows)?.name ?? '',
    person: person.id,
    name: person.name,
    why,
    posts: about.posts.length,
    published: about.posts.filter(isOut).length,
    photos: photosOf(rows, about).length,
    messages: about.messages.length + about.given.length,
    segments: about.segments.length,
  };
}

/** Theirs, and those of the posts that name them: both go when the person does. */
const photosOf = (rows: Rows, { posts, photos }: ReturnType<typeof aboutPerson>) => [
  ...photos,
  ...posts.flatMap(({ id }) => rows.ofPost('photo', id).filter(({ erased }) => !erased)),
];
