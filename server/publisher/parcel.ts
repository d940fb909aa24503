import type { PublicationRow } from '../../shared/rows/publication.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { Parcel } from '../channels/channel.ts';

/** Rounds that a person may have asked for in a timeline that a restore lost. */
const ROUNDS_AHEAD = 3;
/** No thread is longer: a loop in the rows, which nothing should make, must not hang the publisher. */
const LONGEST_THREAD = 50;

/** A publication as its channel is handed it. */
export function parcelOf(show: string, rows: Rows | undefined, publication: PublicationRow): Parcel {
  const { id, round, payload, tries, bornUnknown } = publication;
  const parent = payload.replyTo === undefined ? undefined : rows?.get('publication', payload.replyTo);
  const triedMs = tries.find((call) => call.round === round)?.atMs;
  const firstTriedMs = tries[0]?.atMs;
  const thread = rows && threadPlace(rows, publication);
  return {
    show,
    publication: id,
    round,
    key: `${id}/${round}`,
    lookUnder: Array.from({ length: bornUnknown ? 1 + ROUNDS_AHEAD : 1 }, (_, more) => `${id}/${round + more}`),
    payload,
    taken: rows ? takenBy(rows, publication) : [],
    ...(parent?.state === 'published' && parent.remote ? { replyTo: parent.remote } : {}),
    ...(triedMs === undefined ? {} : { triedMs }),
    ...(firstTriedMs === undefined ? {} : { firstTriedMs }),
    ...(thread ? { thread } : {}),
  };
}

function takenBy(rows: Rows, { id, channel }: PublicationRow): readonly string[] {
  const taken: string[] = [];
  for (const other of rows.all('publication')) {
    if (other.channel === channel && other.id !== id && other.remote) taken.push(other.remote.id);
  }
  return taken;
}

/** Where a post stands in its thread on this channel. A post that nothing answers and that answers nothing has no thread. */
function threadPlace(rows: Rows, { post, channel }: PublicationRow): Parcel['thread'] {
  let n = 1;
  for (let at = rows.get('post', post)?.after; at !== undefined && n < LONGEST_THREAD; n++) {
    const before = rows.get('post', at);
    if (!before?.channels.includes(channel)) break;
    at = before.after;
  }
  let of = n;
  for (let at: string | undefined = answerTo(rows, post, channel); at !== undefined && of < LONGEST_THREAD; of++) {
    at = answerTo(rows, at, channel);
  }
  return of > 1 ? { n, of } : undefined;
}

function answerTo(rows: Rows, post: string, channel: string): string | undefined {
  for (const { id, after, channels, state } of rows.all('post')) {
    if (after === post && state !== 'withdrawn' && channels.includes(channel)) return id;
  }
  return undefined;
}
