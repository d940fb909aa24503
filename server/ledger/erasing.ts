import type { Mutation } from '../../shared/apply/mutation.ts';
import type { PersonRow } from '../../shared/rows/person.ts';
import type { Row } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { type Says, saidWithin, saysOf } from '../../shared/text/says.ts';
import type { Records, RowRef } from './records.ts';

/** A row that a person or the law had emptied, with the ledger it was in: a restore must empty it again. */
export interface ErasedRow extends RowRef {
  readonly ledger: string;
  readonly show: string;
}

/** The rows erased, kept outside the data folder so that no copy of that folder brings one back. */
export interface ErasedList {
  all(): readonly ErasedRow[];
  /** Durable when it returns; throws when it cannot be. */
  add(erased: ErasedRow): void;
}

export function erasedInMemory(): ErasedList {
  const erased: ErasedRow[] = [];
  return { all: () => erased, add: (row) => void erased.push(row) };
}

/**
 * Empties the arguments, in history, of every mutation that wrote one of the rows just erased, and what refusals quote.
 * An approval names the alternative texts it saw, so the approvals of the post go with it.
 */
export function emptyHistory(records: Records, about: { show: string; rows: Rows; written: readonly Row[] }): void {
  const refs: RowRef[] = about.written.map(({ row, id }) => ({ row, id }));
  for (const written of about.written) {
    const post = written.row === 'post' ? written.id : 'post' in written ? written.post : undefined;
    if (post === undefined) continue;
    for (const { id } of about.rows.ofPost('approval', post)) refs.push({ row: 'approval', id });
  }
  for (const entry of records.historyThatWrote(about.show, refs)) {
    records.emptyArgs(
      about.show,
      entry.rev,
      emptiedArgs(entry.mutation, (row) => isOneOf(refs, row)),
    );
  }
  records.emptyRefusals(about.show);
}

/**
 * Empties whatever history still says of a person about to be erased: a title or an announcement that another one has
 * replaced since is in no row any more.
 */
export function emptyHistoryOf(records: Records, show: string, person: PersonRow): void {
  if (person.kind !== 'human') return;
  const says = saysOf(person);
  for (const entry of records.historyThat(show, (args) => saidWithin(args, says))) {
    records.emptyArgs(
      show,
      entry.rev,
      emptiedArgs(entry.mutation, (row) => isAbout(row, says, person.id)),
    );
  }
}

/** A whole show came in one mutation: only the rows erased leave it. */
function emptiedArgs({ name, args }: Mutation, isErased: (row: Row) => boolean): unknown {
  if (name !== 'show.create') return {};
  const { rows } = args as { rows: readonly Row[] };
  return { rows: rows.filter((row) => !isErased(row)) };
}

const isOneOf = (refs: readonly RowRef[], { row, id }: Row): boolean =>
  refs.some((ref) => ref.row === row && ref.id === id);

const isAbout = (row: Row, says: Says, person: string): boolean =>
  (row.row === 'person' && row.id === person) || saidWithin(row, says);
