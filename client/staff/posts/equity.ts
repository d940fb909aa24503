import { headsOf, photosOf } from '../../../shared/post-status.ts';
import type { PersonRow } from '../../../shared/rows/person.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { parseTokens } from '../../../shared/text/tokens.ts';

/** How much is said of one speaker. */
export interface Share {
  readonly person: PersonRow;
  readonly fired: number;
  readonly planned: number;
  /** Fewer than half as many as the speaker in the middle: someone is being forgotten. */
  readonly few: boolean;
}

/** Posts that speak of each speaker (their talk's, those that name or show them), the least served first. */
export function sharesOf(rows: Rows): readonly Share[] {
  const talkOf = new Map<string, Set<string>>();
  const people: PersonRow[] = [];
  for (const segment of rows.all('segment')) {
    if (segment.kind !== 'talk' || segment.cancelled) continue;
    for (const id of segment.people) {
      const person = rows.get('person', id);
      if (person?.kind !== 'human' || person.erased) continue;
      const talks = talkOf.get(id);
      if (talks) talks.add(segment.id);
      else {
        talkOf.set(id, new Set([segment.id]));
        people.push(person);
      }
    }
  }
  const counts = new Map(people.map(({ id }) => [id, { fired: 0, planned: 0 }]));
  for (const post of rows.all('post')) {
    if (post.erased || post.state === 'withdrawn') continue;
    const named = namedIn(rows, post);
    for (const [id, talks] of talkOf) {
      const count = counts.get(id);
      if (!count || !(named.has(id) || (post.segment !== undefined && talks.has(post.segment)))) continue;
      if (post.state === 'fired') count.fired += 1;
      else count.planned += 1;
    }
  }
  const totals = [...counts.values()].map(({ fired, planned }) => fired + planned).sort((a, b) => a - b);
  const middle = totals[Math.floor(totals.length / 2)] ?? 0;
  return people
    .map((person) => {
      const { fired, planned } = counts.get(person.id) ?? { fired: 0, planned: 0 };
      return { person, fired, planned, few: (fired + planned) * 2 < middle };
    })
    .sort((a, b) => a.fired + a.planned - b.fired - b.planned || a.person.name.localeCompare(b.person.name));
}

function namedIn(rows: Rows, post: PostRow): ReadonlySet<string> {
  const named = new Set(photosOf(rows, post.id).flatMap(({ people }) => people));
  for (const heads of Object.values(headsOf(rows, post.id))) {
    for (const token of heads.flatMap(({ words }) => parseTokens(words))) {
      if (token.kind === 'mention') named.add(token.person);
    }
  }
  for (const { kind, fill } of post.slots) if (kind === 'winner' && fill !== undefined) named.add(fill);
  return named;
}
