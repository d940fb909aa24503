import { isHandle } from './handles.ts';
import { headsOf, photosOf, seenOf } from './post-status.ts';
import type { Network } from './rows/channel.ts';
import type { PersonRow } from './rows/person.ts';
import type { PostRow } from './rows/post.ts';
import type { Rows } from './rows/rows.ts';
import { ALL_CHANNELS } from './rows/variant.ts';
import { byRank } from './running-plan.ts';
import { measure } from './text/length.ts';
import { problemsIn } from './text/token-problems.ts';
import { wordsOf } from './wording.ts';

export const MISSING_CODES = [
  'same-handle',
  'odd-handle',
  'too-long',
  'no-words',
  'odd-token',
  'no-alt',
  'no-channel',
  'no-speaker',
  'no-intro',
  'rights-refused',
  'rights',
  'no-handle',
  'no-cue',
] as const;
export type MissingCode = (typeof MISSING_CODES)[number];

/** One thing to mend before the show, and where. */
export interface Missing {
  readonly code: MissingCode;
  readonly row: 'person' | 'post' | 'segment';
  readonly id: string;
  readonly network?: Network;
  readonly networks?: readonly Network[];
  readonly over?: number;
  readonly handle?: string;
  readonly token?: string;
  /** The other one that has the same. */
  readonly other?: string;
}

const MENTIONED: readonly Network[] = ['bluesky', 'mastodon', 'x'];

/** Everything that preparation lacks, what would stop a post first; in the order of the show within each kind. */
export function missingIn(rows: Rows, atMs: number): readonly Missing[] {
  const found = [...sharedHandles(rows), ...oddHandles(rows), ...ofSegments(rows), ...ofPosts(rows, atMs)];
  return found.sort((a, b) => MISSING_CODES.indexOf(a.code) - MISSING_CODES.indexOf(b.code));
}

/** Two people with one handle on a network: a mention of either would name one of them. */
export function sharedHandles(rows: Rows): readonly Missing[] {
  const first = new Map<string, PersonRow>();
  const found: Missing[] = [];
  for (const person of rows.all('person')) {
    if (person.erased) continue;
    for (const [network, handle] of Object.entries(person.handles)) {
      const key = `${network} ${handle.toLowerCase()}`;
      const other = first.get(key);
      if (!other) first.set(key, person);
      else {
        found.push({
          code: 'same-handle',
          row: 'person',
          id: person.id,
          network: network as Network,
          handle,
          other: other.id,
        });
      }
    }
  }
  return found;
}

/** What no network could know, and would go out behind an `@`. */
const oddHandles = (rows: Rows): readonly Missing[] =>
  [...rows.all('person')].flatMap(({ id, erased, handles }) =>
    (Object.entries(handles) as [Network, string][])
      .filter(([network, handle]) => !erased && !isHandle(network, handle))
      .map(([network, handle]) => ({ code: 'odd-handle', row: 'person', id, network, handle }) as const),
  );

function ofSegments(rows: Rows): readonly Missing[] {
  const ours = new Set([...rows.all('channel')].filter(({ on }) => on).map(({ network }) => network));
  const wanted = MENTIONED.filter((network) => ours.has(network));
  const introduced = new Set(
    [...rows.all('post')]
      .filter(({ kind, state, erased }) => kind === 'intro' && state !== 'withdrawn' && !erased)
      .map(({ segment }) => segment),
  );
  const seen = new Set<string>();
  const found: Missing[] = [];
  const talks = [...rows.all('segment')].filter(({ kind, cancelled }) => kind === 'talk' && !cancelled).sort(byRank);
  for (const { id, people } of talks) {
    const speakers = people.flatMap((each) => rows.get('person', each) ?? []).filter(({ erased }) => !erased);
    if (speakers.length === 0) found.push({ code: 'no-speaker', row: 'segment', id });
    if (!introduced.has(id)) found.push({ code: 'no-intro', row: 'segment', id });
    for (const person of speakers) {
      if (seen.has(person.id)) continue;
      seen.add(person.id);
      const networks = wanted.filter((network) => !person.handles[network]);
      if (networks.length > 0) found.push({ code: 'no-handle', row: 'person', id: person.id, networks });
      if (person.kind !== 'human') continue;
      if (person.imageRights === 'to-confirm') found.push({ code: 'rights', row: 'person', id: person.id });
      if (person.imageRights === 'refused') found.push({ code: 'rights-refused', row: 'person', id: person.id });
    }
  }
  return found;
}

/** Kinds that are prepared to leave by themselves. */
const TIMED: readonly PostRow['kind'][] = ['intro', 'closing', 'logistics'];

function ofPosts(rows: Rows, atMs: number): readonly Missing[] {
  return [...rows.all('post')].flatMap((post) => {
    if (post.erased || post.state === 'fired' || post.state === 'withdrawn') return [];
    return ofPost(rows, post, atMs);
  });
}

function ofPost(rows: Rows, post: PostRow, atMs: number): readonly Missing[] {
  const about = { row: 'post', id: post.id } as const;
  const found: Missing[] = [];
  const heads = headsOf(rows, post.id)[ALL_CHANNELS] ?? [];
  const photos = photosOf(rows, post.id);
  const said = heads[0]?.words ?? '';
  if (said.trim() === '' && photos.length === 0) found.push({ code: 'no-words', ...about });
  const odd = problemsIn(said, rows, post.slots)[0];
  if (odd) found.push({ code: 'odd-token', ...about, token: odd.token.raw });
  if (post.channels.length === 0) found.push({ code: 'no-channel', ...about });
  const seen = seenOf(rows, post);
  for (const id of post.channels) {
    const channel = rows.get('channel', id);
    if (!channel) continue;
    const { length, limit, over } = measure(channel.network, wordsOf(rows, { post, seen, channel, atMs }));
    if (!over) continue;
    found.push({ code: 'too-long', ...about, network: channel.network, over: length - limit });
    break;
  }
  const isMute = ({ kind, look, name }: PostRow['slots'][number]) =>
    kind === 'photo' && !look?.trim() && !photos.some(({ slot }) => slot === name);
  if (photos.some(({ alt }) => alt.trim() === '') || post.slots.some(isMute)) found.push({ code: 'no-alt', ...about });
  if (post.cue.kind === 'hand' && TIMED.includes(post.kind)) found.push({ code: 'no-cue', ...about });
  return found;
}
