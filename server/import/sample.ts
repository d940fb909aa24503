import type { ImageRights } from '../../shared/rows/person.ts';
import type { PostRow } from '../../shared/rows/post.ts';
import { type Row, stamp, type Unstamped } from '../../shared/rows/row.ts';
import { RowMap } from '../../shared/rows/rows.ts';
import type { SegmentKind } from '../../shared/rows/segment.ts';
import type { Hat } from '../../shared/rows/staff.ts';
import type { Sample } from './sample-format.ts';
import { approved, type PublishPast, postOf } from './sample-posts.ts';

export interface SampleOptions {
  /** The show's id: the sample's own may be there already. */
  readonly show: string;
  /** This segment's planned start falls at `anchorMs`; everything else moves with it. */
  readonly anchor: string;
  readonly anchorMs: number;
  /** What lies before is over: its segments ended, its approved posts published. */
  readonly nowMs: number;
  readonly epoch: string;
  readonly publish: PublishPast;
}

/** The administrator every sample gets: its team has none. */
export const SAMPLE_ADMINISTRATOR = 'administrator';

/** A sample show as the rows of a rehearsal, shifted to now. */
export function sampleRows(sample: Sample, options: SampleOptions): readonly Row[] {
  const anchor = sample.segments.find(({ id }) => id === options.anchor);
  if (!anchor) throw new Error(`the sample has no segment ${options.anchor}`);
  const shiftMs = options.anchorMs - Date.parse(anchor.plannedStart);
  const by = { rev: 0, by: 'engine:import', atMs: options.nowMs };
  const rows = new RowMap();
  const put = (row: Unstamped) => rows.put(stamp(row, by));

  for (const row of [...places(sample, options), ...people(sample), ...segments(sample, shiftMs, options.nowMs)])
    put(row);
  const threads = new Map<string, string>();
  for (const post of sample.posts) {
    const after = post.thread === undefined ? undefined : threads.get(post.thread);
    if (post.thread !== undefined) threads.set(post.thread, post.id);
    const row: PostRow = { ...postOf(post, shiftMs, options.epoch), ...(after === undefined ? {} : { after }), ...by };
    rows.put(row);
    put({ row: 'text', id: `${post.id}-words`, post: post.id, variant: 'all', parents: [], words: post.text });
    if (post.status === 'validé') for (const next of approved(rows, row, options)) put(next);
  }
  return [...rows.own()];
}

/** A message of the sample's audience and the moment it comes in. */
export function sampleMessages(sample: Sample, anchor: { id: string; plannedMs: number }) {
  const from = sample.segments.find(({ id }) => id === anchor.id);
  if (!from) return [];
  const shiftMs = anchor.plannedMs - Date.parse(from.plannedStart);
  return sample.audience.map(({ id, network, author, text, receivedAt }) => ({
    id: `audience-${id}`,
    network,
    author,
    words: text,
    saidMs: Date.parse(receivedAt) + shiftMs,
  }));
}

function places(sample: Sample, { show }: SampleOptions): readonly Unstamped[] {
  const { name, shortName, timezone, lang, hashtags, liveUrl, rooms, prizes } = sample.show;
  const segmentIds = new Set(sample.segments.map(({ id }) => id));
  return [
    {
      row: 'show',
      id: show,
      name,
      shortName,
      zone: timezone,
      language: lang,
      hashtags: [hashtags.main, ...hashtags.others],
      changeoverMs: 120_000,
      ...(liveUrl === undefined ? {} : { followUrl: liveUrl }),
      rehearsal: true,
      scene: 'auto',
      safeWords: sample.wall.safeSlide.text,
    },
    ...rooms.map(({ id, name }, rank) => ({ row: 'room', id, name, rank, byTheClock: false }) as const),
    ...prizes.map(
      ({ id, name }, rank) =>
        ({ row: 'prize', id, name, rank, ...(segmentIds.has(id) ? { segment: id } : {}) }) as const,
    ),
    ...sample.channels.map(
      (channel, rank) =>
        ({
          row: 'channel',
          id: channel.id,
          network: channel.network,
          account: channel.account,
          rank,
          spacingMs: channel.minSpacingSec * 1000,
          on: channel.enabled,
          served: channel.publish === 'auto' ? 'server' : 'hand',
          default: channel.enabled && channel.publish === 'auto',
        }) as const,
    ),
    ...sample.team.map(
      ({ id, name, role }) => ({ row: 'staff', id, name, hats: hatsOf(role), revoked: false }) as const,
    ),
    {
      row: 'staff',
      id: SAMPLE_ADMINISTRATOR,
      name: 'Administration',
      hats: ['write', 'approve', 'conduct', 'moderate', 'administer'],
      revoked: false,
    },
  ];
}

const people = (sample: Sample): readonly Unstamped[] =>
  sample.people.map((person) => ({
    row: 'person',
    id: person.id,
    kind: person.kind === 'person' ? 'human' : person.kind,
    name: person.name,
    handles: Object.fromEntries(
      Object.entries(person.handles).flatMap(([network, handle]) => (handle === null ? [] : [[network, handle]])),
    ),
    ...(person.affiliation === undefined ? {} : { affiliation: person.affiliation }),
    ...(person.role === undefined ? {} : { role: person.role }),
    ...(person.accord === undefined && person.thesisTitle === undefined
      ? {}
      : { about: { agreement: person.accord, title: person.thesisTitle, field: person.discipline } }),
    imageRights: rightsOf(person.imageRights?.status, person.kind),
    restrictions: person.restrictions,
  }));

const segments = (sample: Sample, shiftMs: number, nowMs: number): readonly Unstamped[] =>
  sample.segments.map((segment, rank) => {
    const plannedMs = Date.parse(segment.plannedStart) + shiftMs;
    const durationMs = segment.plannedDurationSec * 1000;
    return {
      row: 'segment',
      id: segment.id,
      rooms: segment.rooms,
      rank,
      title: segment.label,
      kind: segmentKinds[segment.kind] ?? 'other',
      people: segment.people,
      plannedMs,
      durationMs,
      delayMs: 0,
      overrunMs: 0,
      ...(plannedMs + durationMs <= nowMs ? { startMs: plannedMs, endMs: plannedMs + durationMs } : {}),
      cancelled: false,
      beside: segment.beside,
      exact: segment.exact,
      restrictions: segment.restrictions,
    };
  });

const segmentKinds: Readonly<Record<string, SegmentKind>> = {
  talk: 'talk',
  pause: 'break',
  deliberation: 'jury',
  prix: 'prize',
};

function rightsOf(status: string | undefined, kind: Sample['people'][number]['kind']): ImageRights {
  switch (status) {
    case 'autorisé':
      return 'granted';
    case 'refusé':
      return 'refused';
    case 'interdit-visage':
      return 'no-face';
    default:
      return kind === 'organisation' ? 'granted' : 'to-confirm';
  }
}

function hatsOf(role: string): Hat[] {
  const hats: Hat[] = [];
  if (/rédaction|photo/.test(role)) hats.push('write');
  if (/validation/.test(role)) hats.push('write', 'approve');
  if (/modération/.test(role)) hats.push('moderate', 'write');
  if (/conducteur/.test(role)) hats.push('conduct');
  return hats;
}
