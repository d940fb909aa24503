import type { Ledger } from '../../server/ledger/ledger.ts';
import type { Mutation } from '../../shared/apply/mutation.ts';
import { type Row, stamp, type Unstamped } from '../../shared/rows/row.ts';

/** The least a show needs to be worked on: its row, a room, a segment, a channel, a person with every hat and a writer. */
export function smallShow(id: string): readonly Row[] {
  const rows: readonly Unstamped[] = [
    {
      row: 'show',
      id,
      name: 'Finale',
      shortName: 'Finale',
      zone: 'Europe/Paris',
      language: 'fr',
      hashtags: ['#Finale'],
      changeoverMs: 120_000,
      rehearsal: false,
      scene: 'auto',
      safeWords: 'Finale',
    },
    { row: 'room', id: 'scene', name: 'Grande scène', rank: 1, byTheClock: false },
    {
      row: 'staff',
      id: 'naima',
      name: 'Naïma',
      hats: ['write', 'approve', 'conduct', 'moderate', 'administer'],
      revoked: false,
    },
    { row: 'staff', id: 'loane', name: 'Loane', hats: ['write'], revoked: false },
    {
      row: 'channel',
      id: 'wall',
      network: 'wall',
      account: '',
      rank: 1,
      spacingMs: 0,
      on: true,
      served: 'server',
      default: true,
    },
  ];
  return rows.map((row) => stamp(row, { rev: 0, by: 'engine:import', atMs: 0 }));
}

let made = 0;
/** A UUIDv7 like a phone's; the next one each time. */
export function phoneId(): string {
  made += 1;
  return `01990000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
}

/** Mutations of a show, made as a phone makes them. */
export function mutationsOf(ledger: () => Ledger, show: string, nowMs: () => number) {
  const mutation = (name: string, args: unknown, id = phoneId()): Mutation => ({
    id,
    show,
    name,
    args,
    madeAtMs: nowMs(),
    epoch: ledger().epoch,
  });
  return {
    mutation,
    create: (): Mutation => mutation('show.create', { rows: smallShow(show) }, `import/${show}`),
    post: (post: string, words?: string): Mutation =>
      mutation('post.create', {
        post,
        fields: {
          kind: 'free',
          cue: { kind: 'hand' },
          freshForMs: 600_000,
          channels: ['wall'],
          language: 'fr',
          needsTwo: false,
          slots: [],
        },
        ...(words !== undefined && { words }),
      }),
    write: (post: string, words: string, parents: readonly string[] = []): Mutation =>
      mutation('post.write', { post, variant: 'all', parents, words }),
    submit: (post: string): Mutation => mutation('post.submit', { post }),
  };
}
