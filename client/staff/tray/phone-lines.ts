import type { PhotoRow } from '../../../shared/rows/photo.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { OutboxEntry, OutboxState } from '../../signals/show.ts';
import { postOf } from './rebase.ts';

/** What was done here and is not yet confirmed; the same thing done several times in a row is one line. */
export interface Line {
  readonly key: string;
  readonly name: string;
  readonly post: string | undefined;
  readonly state: OutboxState;
  readonly impossible: boolean;
  readonly count: number;
}

export function linesOf(outbox: readonly OutboxEntry[]): readonly Line[] {
  const lines: Line[] = [];
  for (const { id, mutation, state, impossible } of outbox) {
    if (mutation.name === 'post.take') continue;
    const line = { name: mutation.name, post: postOf(mutation.args), state, impossible: impossible !== undefined };
    const last = lines.at(-1);
    const same =
      last?.name === line.name &&
      last.post === line.post &&
      last.state === line.state &&
      last.impossible === line.impossible;
    if (same && last) lines[lines.length - 1] = { ...last, count: last.count + 1 };
    else lines.push({ key: id, count: 1, ...line });
  }
  return lines;
}

/** Photos of the show whose bytes are here and not yet with the server. */
export function photosHere(rows: Rows, kept: ReadonlySet<string>): readonly PhotoRow[] {
  const photos: PhotoRow[] = [];
  for (const photo of rows.all('photo')) {
    if (!photo.received && !photo.removed && !photo.erased && kept.has(photo.hash)) photos.push(photo);
  }
  return photos.sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}
