import { prepareSearch, searchPeople } from '../../client/staff/compose/search-people.ts';
import { type Row, stamp } from '../../shared/rows/row.ts';
import { RowMap } from '../../shared/rows/rows.ts';
import { type Figure, type Measure, percentile } from './figure.ts';

const PEOPLE = 2_000;
const ROUNDS = 20;
const TYPED = 'Laboratoire é';

/** What follows each letter typed in the search of people. */
export const directoryMeasure: Measure = { name: 'directory', take: async () => [await measureSearch()] };

async function measureSearch(): Promise<Figure> {
  const rows = new RowMap(people());
  const keystrokes = [...TYPED].map((_, at) => TYPED.slice(0, at + 1));
  // What opens a composer does so in idle moments, before a letter is typed.
  await prepareSearch(rows, { wait: async () => undefined });
  const first = timeOf(rows, TYPED.slice(0, 1));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) for (const query of keystrokes) times.push(timeOf(rows, query));
  return {
    measure: `Search in a directory of ${PEOPLE}, a keystroke`,
    figure: percentile(times, 95),
    unit: 'ms',
    limit: 16,
    how: `95th of ${times.length} keystrokes on this computer; the first took ${first.toFixed(1)} ms`,
  };
}

function timeOf(rows: RowMap, query: string): number {
  const fromMs = performance.now();
  searchPeople(rows, { query });
  return performance.now() - fromMs;
}

const people = (): readonly Row[] =>
  Array.from({ length: PEOPLE }, (_, at) =>
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
