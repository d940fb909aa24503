import { type ArgsOf, apply, type MutationName } from '../../shared/apply/apply.ts';
import type { Refusal } from '../../shared/apply/ruling.ts';
import { seenOf } from '../../shared/post-status.ts';
import type { PostRow } from '../../shared/rows/post.ts';
import { type Row, type RowName, type RowOf, stamp, type Unstamped } from '../../shared/rows/row.ts';
import { RowMap } from '../../shared/rows/rows.ts';

export const START_MS = Date.UTC(2027, 5, 10, 16, 30);
export const HASH = 'a'.repeat(64);

/**
 * A small show that tests act on through `apply`, as the door would: rows are stamped and kept, refusals returned.
 * Loane writes, Naïma approves and writes, Sidonie conducts, Octave moderates, Ada administers and wears every hat.
 */
export class Stage {
  readonly rows = new RowMap();
  nowMs = START_MS;
  epoch = 'first';
  #rev = 0;

  constructor() {
    for (const row of FIRST_ROWS) this.put(row);
  }

  put(row: Unstamped): void {
    this.rows.put(stamp(row, { rev: ++this.#rev, by: 'engine:import', atMs: this.nowMs }));
  }

  /** What the mutation wrote; throws what refused it, so that a test that expects it applied says why it was not. */
  act<N extends MutationName>(name: N, args: ArgsOf<N>, by: string, how: How = {}): readonly Row[] {
    const ruling = this.try(name, args, by, how);
    if ('code' in ruling) throw new Error(`${name} refused: ${JSON.stringify(ruling)}`);
    return ruling;
  }

  try<N extends MutationName>(name: N, args: ArgsOf<N>, by: string, how: How = {}): readonly Row[] | Refusal {
    const mutation = {
      id: how.id ?? `m${++this.#rev}`,
      show: 'final',
      name,
      args,
      madeAtMs: how.madeAtMs ?? this.nowMs,
      epoch: how.epoch ?? this.epoch,
    };
    const ruling = apply(this.rows, mutation, { by, atMs: this.nowMs, epoch: this.epoch });
    if (!ruling.ok) return ruling.refusal;
    const rev = ++this.#rev;
    const written = ruling.rows.map((row) => stamp(row, { rev, by, atMs: this.nowMs }));
    for (const row of written) this.rows.put(row);
    return written;
  }

  /** The refusal's code; undefined when it was applied. */
  refused<N extends MutationName>(name: N, args: ArgsOf<N>, by: string, how: How = {}): string | undefined {
    const ruling = this.try(name, args, by, how);
    return 'code' in ruling ? ruling.code : undefined;
  }

  get<N extends RowName>(row: N, id: string): RowOf<N> {
    const found = this.rows.get(row, id);
    if (!found) throw new Error(`no ${row} ${id}`);
    return found;
  }

  seen(post: string) {
    return seenOf(this.rows, this.get('post', post));
  }

  /** A draft of Loane's with words, on the wall, Bluesky and Mastodon. */
  draft(id: string, fields: Partial<PostRow> = {}, words = 'Bonsoir.'): string {
    const { segment, cue, slots, needsTwo, channels, after } = fields;
    this.act(
      'post.create',
      {
        post: id,
        fields: {
          kind: 'free',
          cue: cue ?? { kind: 'hand' },
          freshForMs: 600_000,
          channels: channels ?? ['bsky', 'masto', 'wall'],
          language: 'fr',
          needsTwo: needsTwo ?? false,
          slots: slots ?? [],
          ...(segment === undefined ? {} : { segment }),
          ...(after === undefined ? {} : { after }),
        },
        words,
      },
      'loane',
    );
    return id;
  }

  approve(id: string, by = 'naima'): string {
    this.act('post.approve', { post: id, seen: this.seen(id) }, by);
    const { approval } = this.get('post', id);
    if (approval === undefined) throw new Error(`${id} has no approval`);
    return approval;
  }

  /** Drafted, approved and fired by hand. */
  fired(id: string, fields: Partial<PostRow> = {}): string {
    this.draft(id, fields);
    this.act('post.fire', { post: id, approval: this.approve(id) }, 'loane');
    return id;
  }

  photo(post: string, fields: { slot?: string; alt?: string; people?: string[] } = {}): string {
    const [photo] = this.act(
      'photo.add',
      {
        post,
        hash: HASH,
        width: 1600,
        height: 1200,
        people: fields.people ?? [],
        alt: fields.alt ?? 'La scène, vue de la salle.',
        credit: 'I. Passemuraille',
        rank: 0,
        ...(fields.slot === undefined ? {} : { slot: fields.slot }),
      },
      'loane',
    );
    if (!photo) throw new Error('no photo');
    return photo.id;
  }
}

interface How {
  readonly id?: string;
  readonly madeAtMs?: number;
  readonly epoch?: string;
}

const staff = (id: string, name: string, hats: RowOf<'staff'>['hats']): Unstamped => ({
  row: 'staff',
  id,
  name,
  hats,
  revoked: false,
});
const channel = (id: string, network: RowOf<'channel'>['network'], served: 'server' | 'hand'): Unstamped => ({
  row: 'channel',
  id,
  network,
  account: `${id}.example`,
  rank: 0,
  spacingMs: 0,
  on: true,
  served,
  default: true,
});
const segment = (id: string, rank: number, fields: Partial<RowOf<'segment'>> = {}): Unstamped => ({
  row: 'segment',
  id,
  rooms: ['scene'],
  rank,
  title: id,
  kind: 'talk',
  people: [],
  plannedMs: START_MS + rank * 300_000,
  durationMs: 180_000,
  delayMs: 0,
  overrunMs: 0,
  cancelled: false,
  beside: false,
  exact: false,
  restrictions: [],
  ...fields,
});

const FIRST_ROWS: readonly Unstamped[] = [
  {
    row: 'show',
    id: 'final',
    name: 'Finale',
    shortName: 'MT180',
    zone: 'Europe/Paris',
    language: 'fr',
    hashtags: ['#MT180'],
    changeoverMs: 120_000,
    rehearsal: true,
    scene: 'auto',
    safeWords: 'Finale',
  },
  { row: 'room', id: 'scene', name: 'Grande scène', rank: 0, byTheClock: false },
  segment('c01', 1),
  segment('c02', 2),
  segment('prix-1', 3, { kind: 'prize' }),
  { row: 'prize', id: 'prix-1', name: '1er prix', rank: 0, segment: 'prix-1' },
  {
    row: 'person',
    id: 'p01',
    kind: 'human',
    name: 'Maëlys Tournepierre',
    handles: { bluesky: 'maelys.example' },
    imageRights: 'granted',
    restrictions: [],
  },
  {
    row: 'person',
    id: 'p02',
    kind: 'human',
    name: 'Wilfrid Aubazine',
    handles: {},
    imageRights: 'refused',
    restrictions: [],
  },
  channel('wall', 'wall', 'server'),
  channel('bsky', 'bluesky', 'server'),
  channel('masto', 'mastodon', 'server'),
  channel('insta', 'instagram', 'hand'),
  staff('loane', 'Loane', ['write']),
  staff('naima', 'Naïma', ['write', 'approve']),
  staff('sidonie', 'Sidonie', ['conduct']),
  staff('octave', 'Octave', ['moderate']),
  staff('ada', 'Ada', ['write', 'approve', 'conduct', 'moderate', 'administer']),
];
