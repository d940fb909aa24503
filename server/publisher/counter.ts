import type { Mutation } from '../../shared/apply/mutation.ts';
import type { PublicationRow } from '../../shared/rows/publication.ts';
import type { Channel, ChannelOf, Counts } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';

const HOUR_MS = 3_600_000;
/** How long after a post its figures are read: while it is fresh, the day after, and once it has had its week. */
export const COUNTED_AFTER_MS: readonly number[] = [HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS];
/** A post that no network tells of by then is let be. */
const GIVEN_UP_AFTER_MS = 30 * 24 * HOUR_MS;
const EVERY_MS = 60_000;
/** What the network did not tell is not asked for again before this: each reading is counted, and on X paid for. */
const RETRY_MS = HOUR_MS;
const POSTS_AT_ONCE = 100;
const CALL_LIMIT_MS = 20_000;

export interface Counter {
  /** Looks for posts whose figures are due, once a minute. Returns at once. */
  tick(): void;
  /** Resolves when nothing is being read. */
  idle(): Promise<void>;
}

/** Brings likes, reposts and replies into the rows, one channel at a time, in as few calls as its network allows. */
export function createCounter({
  ledger,
  channelOf,
  clock,
  log,
}: {
  readonly ledger: Ledger;
  readonly channelOf: ChannelOf;
  readonly clock: Clock;
  readonly log: Log;
}): Counter {
  const notBefore = new Map<string, number>();
  let nextMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  return {
    tick() {
      if (reading || clock.nowMs() < nextMs) return;
      nextMs = clock.nowMs() + EVERY_MS;
      reading = readAll()
        .catch((error: unknown) => log.error({ err: error }, 'figures could not be read'))
        .finally(() => {
          reading = undefined;
        });
    },
    idle: async () => reading,
  };

  async function readAll(): Promise<void> {
    for (const { id: show } of ledger.shows()) {
      const rows = ledger.rows(show);
      if (!rows) continue;
      const due = Map.groupBy(
        [...rows.all('publication')].filter((publication) => isDue(show, publication)),
        ({ channel }) => channel,
      );
      for (const [id, publications] of due) {
        const channel = channelOf(show, id);
        if (channel?.counts) await read(show, channel, publications.slice(0, POSTS_AT_ONCE));
      }
    }
  }

  async function read(show: string, channel: Channel, publications: readonly PublicationRow[]): Promise<void> {
    const remotes = publications.flatMap(({ remote }) => remote ?? []);
    const result = await channel.counts?.(remotes, AbortSignal.timeout(CALL_LIMIT_MS)).catch((error: unknown) => ({
      later: error instanceof Error ? error.message : String(error),
      retryAtMs: undefined,
    }));
    const nowMs = clock.nowMs();
    for (const publication of publications) {
      const { id, remote } = publication;
      const counts = result && 'counts' in result && remote ? result.counts.get(remote.id) : undefined;
      const retryAtMs = result && 'later' in result ? result.retryAtMs : undefined;
      notBefore.set(`${show}/${id}`, Math.max(retryAtMs ?? 0, nowMs + RETRY_MS));
      if (counts && Object.keys(counts).length > 0) commit(show, publication, counts);
    }
  }

  function isDue(show: string, publication: PublicationRow): boolean {
    const mark = markOf(publication, clock.nowMs());
    return mark !== undefined && (notBefore.get(`${show}/${publication.id}`) ?? 0) <= clock.nowMs();
  }

  function commit(show: string, publication: PublicationRow, counts: Counts): void {
    const { id, round } = publication;
    const args = { publication: id, counts };
    const mutation: Mutation = {
      id: `count/${id}/${round}/${markOf(publication, clock.nowMs())}`,
      show,
      name: 'publication.count',
      args,
      madeAtMs: clock.nowMs(),
      epoch: ledger.epoch,
    };
    ledger.push([mutation], { by: 'engine:publisher' });
  }
}

/** The last hour of reading that has come and was not read since; undefined: nothing is to be read now. */
function markOf({ state, remote, publishedMs, counts, erased }: PublicationRow, nowMs: number): number | undefined {
  if (state !== 'published' || !remote || publishedMs === undefined || erased) return undefined;
  if (nowMs - publishedMs > GIVEN_UP_AFTER_MS) return undefined;
  const mark = COUNTED_AFTER_MS.findLast((afterMs) => publishedMs + afterMs <= nowMs);
  return mark !== undefined && (counts?.atMs ?? 0) < publishedMs + mark ? mark : undefined;
}
