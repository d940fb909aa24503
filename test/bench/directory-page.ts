import { prepareSearch, searchPeople } from '../../client/staff/compose/search-people.ts';
import { type Row, stamp } from '../../shared/rows/row.ts';
import { RowMap } from '../../shared/rows/rows.ts';

/** Runs inside a page: what the search takes of its thread after each of these letters, in milliseconds. */
export async function searchTimes({
  people,
  typed,
  rounds,
}: {
  readonly people: number;
  readonly typed: string;
  readonly rounds: number;
}): Promise<readonly number[]> {
  const rows = new RowMap(peopleRows(people));
  const keystrokes = [...typed].map((_, at) => typed.slice(0, at + 1));
  // What opens a composer does so in idle moments, before a letter is typed.
  await prepareSearch(rows, { wait: async () => undefined });
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const query of keystrokes) {
      const fromMs = performance.now();
      searchPeople(rows, { query });
      times.push(performance.now() - fromMs);
    }
  }
  return times;
}

const peopleRows = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, at) =>
    stamp(
      {
        row: 'person',
        id: `p${at}`,
        kind: at % 3 === 0 ? 'organisation' : 'human',
        name: at % 3 === 0 ? `Laboratoire d’Études ${at}` : `Éléonore Œuvrard-Trần ${at}`,
        handles: { bluesky: `compte${at}.example`, mastodon: `compte${at}@social.example` },
        imageRights: 'granted',
        restrictions: [],
      },
      { rev: 1, by: 'engine:import', atMs: 0 },
    ),
  );
