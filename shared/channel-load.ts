import type { ServedNetwork } from './connection.ts';
import { foreseenMs } from './cue.ts';
import { costOf, type Forecast, forecast, type Load, X_PRICES } from './network-forecast.ts';
import { approvalOf, photosOf, seenOf } from './post-status.ts';
import type { ChannelRow } from './rows/channel.ts';
import type { PostRow } from './rows/post.ts';
import type { Rows } from './rows/rows.ts';
import { runningOrder } from './running-order.ts';
import { wordsOf } from './wording.ts';

/** What an evening asks of one channel, and what of it is done. */
export interface ChannelLoad {
  /** What is to come and what went out, together: limits count both. */
  readonly evening: Forecast;
  /** The same, of stretches that are not over yet. */
  readonly ahead: Forecast;
  /** In dollars: what was paid, removals included, and what the posts to come will ask. */
  readonly spent: number;
  readonly toCome: number;
  readonly budget: number | undefined;
  /** A limit of the network, or the budget, would be passed as things stand. */
  readonly over: boolean;
}

/** The network of a channel that the server publishes on. */
export function servedNetwork({ network, served }: ChannelRow): ServedNetwork | undefined {
  if (served !== 'server') return undefined;
  return network === 'bluesky' || network === 'mastodon' || network === 'x' ? network : undefined;
}

/** Undefined where the server does not publish on the channel. */
export function loadOf(rows: Rows, channel: ChannelRow, atMs: number): ChannelLoad | undefined {
  const network = servedNetwork(channel);
  if (!network) return undefined;
  const prices = channel.prices ?? X_PRICES;
  const sent = sentOn(rows, channel);
  const planned = plannedOn(rows, channel, atMs);
  const paid = (loads: readonly Load[]) => loads.reduce((sum, load) => sum + costOf(network, load, prices), 0);
  const removals = network === 'x' ? removedOn(rows, channel) * prices.removal : 0;
  const spent = rounded(paid(sent) + removals);
  const toCome = rounded(paid(planned));
  const loads = [...sent, ...planned];
  const evening = forecast(network, loads, prices);
  const ahead = forecast(network, loads, prices, atMs);
  const { budget } = channel;
  const overBudget = budget !== undefined && spent + toCome > budget;
  return { evening, ahead, spent, toCome, budget, over: overBudget || evening.quotas.some(({ over }) => over) };
}

/** Posts still to go out there, with what they would say now. Those without words yet may get some: they count. */
function plannedOn(rows: Rows, channel: ChannelRow, atMs: number): readonly Load[] {
  const loads: Load[] = [];
  for (const post of rows.all('post')) {
    if (post.erased || post.state === 'fired' || post.state === 'withdrawn') continue;
    const approval = post.state === 'approved' ? approvalOf(rows, post) : undefined;
    const seen = approval ?? seenOf(rows, post);
    if (!seen.channels.includes(channel.id)) continue;
    const open = post.slots.filter(({ kind, name }) => kind === 'photo' && !isFilled(rows, post, name)).length;
    loads.push({
      atMs: foreseenAt(rows, post, atMs),
      words: wordsOf(rows, { post, seen, channel, atMs }),
      photos: photosOf(rows, post.id).length + open,
    });
  }
  return loads;
}

const isFilled = (rows: Rows, post: PostRow, slot: string): boolean =>
  photosOf(rows, post.id).some((photo) => photo.slot === slot);

/** By its cue, else during its segment, else now: what nobody has timed may go out with all the rest. */
function foreseenAt(rows: Rows, post: PostRow, atMs: number): number {
  const cue = (post.state === 'approved' ? approvalOf(rows, post)?.cue : undefined) ?? post.cue;
  const foreseen = foreseenMs(rows, cue, atMs);
  if (foreseen !== undefined) return foreseen;
  return (post.segment === undefined ? undefined : runningOrder(rows, atMs).expected(post.segment)) ?? atMs;
}

/** What the network has or may have taken: what nobody knows may have been paid for. */
function sentOn(rows: Rows, channel: ChannelRow): readonly Load[] {
  const loads: Load[] = [];
  for (const { channel: on, state, payload, publishedMs, tries, notBeforeMs } of rows.all('publication')) {
    if (on !== channel.id || state === 'dropped' || state === 'refused') continue;
    const atMs = publishedMs ?? tries.at(-1)?.atMs ?? notBeforeMs;
    loads.push({ atMs, words: payload.words, photos: payload.photos.length });
  }
  return loads;
}

function removedOn(rows: Rows, channel: ChannelRow): number {
  let count = 0;
  for (const { channel: on, state } of rows.all('publication')) {
    if (on === channel.id && (state === 'removed' || state === 'removing')) count += 1;
  }
  return count;
}

const rounded = (dollars: number): number => Math.round(dollars * 1000) / 1000;
