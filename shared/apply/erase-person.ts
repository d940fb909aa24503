import { aboutPerson } from '../about-person.ts';
import type { PersonRow } from '../rows/person.ts';
import type { Unstamped } from '../rows/row.ts';
import { type Rows, showOf } from '../rows/rows.ts';
import type { SegmentRow } from '../rows/segment.ts';
import { type Says, saysOf } from '../text/says.ts';
import { emptiedMessage, emptiedPerson, emptiedPhoto, erasedPost, withoutPhotos, withoutTrace } from './erase-row.ts';
import type { Context } from './mutation.ts';

/** What a title is once it named no more than the person erased. */
const UNSAID = '—';

/**
 * One person leaves a show: what names them is emptied and taken back, photos that show them go, what they wrote and what
 * they answered too. Rows stay, marked, with who erased them and when. An organisation or a group is no person: its own
 * row is emptied, and posts that name it stand.
 */
export function erasedPerson(rows: Rows, person: PersonRow, context: Context): readonly Unstamped[] {
  if (person.kind !== 'human') return [emptiedPerson(person)];
  const says = saysOf(person);
  const about = aboutPerson(rows, person);
  const photos = Map.groupBy(about.photos, ({ post }) => post);
  const written = new Map<string, Unstamped>();
  const put = (...all: readonly Unstamped[]) => {
    for (const row of all) written.set(`${row.row} ${row.id}`, row);
  };
  put(emptiedPerson(person));
  for (const post of about.posts) put(...erasedPost(rows, post, context));
  put(...about.texts.map((text) => ({ ...text, words: '', erased: true })));
  put(...about.traces.map((publication) => ({ ...publication, ...withoutTrace(publication) })));
  for (const [post, shown] of photos) {
    put(...shown.map(emptiedPhoto), ...withoutPhotos(rows, { post, photos: shown }, context));
  }
  put(...about.won.map((post) => ({ ...post, slots: post.slots.map((slot) => unfilled(slot, person.id)) })));
  put(...about.messages.map(emptiedMessage));
  put(...about.given.map((message) => ({ ...message, given: undefined, takenMs: undefined, reply: undefined })));
  put(...about.segments.map((segment) => withoutPerson(segment, person, says)));
  for (const prize of about.prizes) {
    const isWon = prize.winner === person.id;
    const name = unsaid(prize.name, person, says);
    put(isWon ? { ...prize, name, winner: undefined, awardedBy: undefined } : { ...prize, name });
  }
  for (const other of about.people) {
    const kept = (words: string | undefined) => (says(words) ? undefined : words);
    const { affiliation, role, look } = other;
    put({ ...other, affiliation: kept(affiliation), role: kept(role), look: kept(look) });
  }
  put(...onTheWall(rows, says));
  return [...written.values()];
}

const unfilled = <S extends { readonly fill?: string | undefined }>(slot: S, id: string): S =>
  slot.fill === id ? { ...slot, fill: undefined } : slot;

function withoutPerson(segment: SegmentRow, person: PersonRow, says: Says): Unstamped {
  const people = segment.people.filter((id) => id !== person.id);
  return { ...segment, people, title: unsaid(segment.title, person, says) };
}

/** The words less the name; where the name is spelt otherwise, nothing of them. */
function unsaid(words: string, { name, otherNames = [] }: PersonRow, says: Says): string {
  if (!says(words)) return words;
  const names = [name, ...otherNames].filter((each) => each !== '');
  const left = names.reduce((said, each) => said.replaceAll(each, UNSAID), words);
  return says(left) ? UNSAID : left;
}

/** What fills the wall's screen, and what it says when nothing else may be seen. */
function onTheWall(rows: Rows, says: Says): readonly Unstamped[] {
  const show = showOf(rows);
  if (!show) return [];
  const { full, scene, safeWords, held } = show;
  const isFull = full !== undefined && 'words' in full && says(full.words);
  if (!isFull && !says(safeWords) && !says(held?.reason)) return [];
  return [
    {
      ...show,
      ...(isFull && { full: undefined, scene: scene === 'full' ? 'auto' : scene }),
      safeWords: safeWords
        .split('\n')
        .filter((line) => !says(line))
        .join('\n'),
      ...(held && { held: says(held.reason) ? { ...held, reason: '' } : held }),
    },
  ];
}
