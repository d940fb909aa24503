import type { PersonRow } from '../../../shared/rows/person.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { render } from '../../../shared/text/tokens.ts';
import { speakerOf } from '../../words/segments.ts';

interface Taken {
  readonly post: PostRow;
  readonly slot: string | undefined;
  readonly atMs: number;
}

/** Whom a photo taken into a post most likely shows, and what is said of it until someone says better. */
export function photoStart(rows: Rows, taken: Taken): { readonly people: string[]; readonly alt: string } {
  const person = portrayed(rows, taken.post);
  return { people: person ? [person.id] : [], alt: altOf(rows, taken, person) };
}

/** The place's own description, names in it resolved; else the person's; else who and where. */
function altOf(rows: Rows, { post, slot, atMs }: Taken, person: PersonRow | undefined): string {
  const look = post.slots.find(({ name }) => name === slot)?.look;
  if (look !== undefined) {
    const fills = Object.fromEntries(
      post.slots.flatMap(({ name, fill }) => (fill === undefined ? [] : [[name, fill]])),
    );
    // A wall has no handles: whoever cannot see the picture hears a name.
    return render(look, { rows, network: 'wall', atMs, fills, segment: post.segment, language: post.language });
  }
  if (!person || person.look !== undefined) return person?.look ?? '';
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  const place = segment?.rooms[0] === undefined ? undefined : rows.get('room', segment.rooms[0])?.name;
  return `${[person.name, place].filter(Boolean).join(', ')}.`;
}

/** The winner named, else who speaks; never proposed who refuses. */
function portrayed(rows: Rows, { segment, slots }: PostRow): PersonRow | undefined {
  const winner = slots.find(({ kind }) => kind === 'winner')?.fill;
  const about = segment === undefined ? undefined : rows.get('segment', segment);
  const person = winner === undefined ? about && speakerOf(rows, about) : rows.get('person', winner);
  return person && person.imageRights !== 'refused' ? person : undefined;
}
