import type { PublicationRow } from '../rows/publication.ts';
import type { Unstamped } from '../rows/row.ts';
import type { Rows } from '../rows/rows.ts';

/**
 * Takes back everywhere what went out for a post, in the same transaction. A call that may have landed is marked gone:
 * once found it is removed, and taking the post out of the bin does not unmark it.
 */
export function takenBack(rows: Rows, post: string): readonly Unstamped[] {
  const written: Unstamped[] = [];
  for (const publication of rows.ofPost('publication', post)) {
    const next = takeBack(publication, rows.get('channel', publication.channel)?.network === 'wall');
    if (next) written.push(next);
  }
  return written;
}

function takeBack(publication: PublicationRow, isWall: boolean): Unstamped | undefined {
  switch (publication.state) {
    case 'owed':
    case 'refused':
      return { ...publication, state: 'dropped' };
    case 'sending':
    case 'unknown':
      return { ...publication, gone: true };
    case 'published':
      return { ...publication, state: isWall ? 'removed' : 'removing' };
    case 'dropped':
    case 'removing':
    case 'removed':
      return undefined;
  }
}
