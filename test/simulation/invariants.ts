import type { PublicationRow } from '../../shared/rows/publication.ts';
import type { Row } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { same } from '../../shared/same.ts';
import type { Landed } from './networks.ts';
import { SHOW } from './server.ts';
import type { World } from './world.ts';

/** Names of rows that hold words which must never be lost. */
const WORDY = ['post.write', 'post.create'];

/** Every promise, looked at once all is quiet: what is broken, in words. */
export function brokenPromises(world: World): readonly string[] {
  const { watch, server } = world;
  if (!server) return ['no server'];
  const history = server.ledger.history(SHOW, { limit: 100_000 });
  const applied = new Map(history.map((entry) => [entry.mutation.id, entry]));
  const tray = new Set(world.phones.flatMap((phone) => [...phone.tray()]));

  for (const phone of world.phones) {
    for (const { record, state } of phone.phone?.replica.entries ?? []) {
      watch.broken(`never drains: ${record.mutation.name} is ${state} on ${phone.device}`);
    }
    const differs = phone.phone && firstDifference(phone.phone.replica.rows, world.rows);
    if (differs) watch.broken(`replicas differ: ${differs} on ${phone.device}`);
  }
  for (const { mutation, by } of watch.saved.values()) {
    const { id, name, args } = mutation;
    const entry = applied.get(id);
    if (!entry && !tray.has(id) && !watch.lostTail.has(id)) watch.broken(`saved and lost: ${name}`);
    if (entry && entry.by !== by) watch.broken(`sent under another’s name: ${name}`);
    if (WORDY.includes(name) && applied.has(id) && !wordsReachable(world.rows, id, args))
      watch.broken(`words replaced: ${name}`);
  }
  for (const [words, count] of timesWritten(world.rows)) if (count > 1) watch.broken(`applied twice: ${words}`);
  for (const post of world.rows.all('post')) {
    if (post.state !== 'withdrawn') continue;
    const visible = world.networks.landed.find(
      (landed) => landed.publication.startsWith(`${post.id}:`) && !landed.removed && !isKnownToNobody(world, landed),
    );
    if (visible) watch.broken(`visible after withdrawal: ${visible.publication}`);
  }
  for (const publication of world.rows.all('publication')) whatStands(world, publication);
  const { landed } = world.networks;
  for (const [at, one] of landed.entries()) {
    const name = `${one.publication}/${one.round}`;
    const twice = landed
      .slice(at + 1)
      .some((other) => `${other.publication}/${other.round}` === name && areTwo(world, one, other));
    if (twice && !watch.sentBlindly.has(name)) watch.broken(`sent twice: ${name}`);
  }
  return watch.violations;
}

/**
 * A machine rolled back that no phone ever showed that there was more: what went out in between stands in no row and on no
 * phone, so nobody could take it back (README).
 */
const isKnownToNobody = ({ server, networks }: World, { calledMs }: Landed): boolean =>
  server?.isBlind === true && networks.isLost(calledMs);

/**
 * A round is sent once. One that a lost timeline sent or took down may be used anew once it is down: that it stood is in no
 * row, and the withdrawal may sit on a phone that has not come back (the release names it). Two never stand at once.
 */
function areTwo({ networks }: World, { calledMs, removedMs }: Landed, second: Landed): boolean {
  if (removedMs === undefined || removedMs > second.atMs) return true;
  return !networks.isLost(calledMs) && !networks.isLost(removedMs);
}

/** At the end one post stands at most, and says what was approved last for it. */
function whatStands({ networks, watch }: World, { id, state, payload, correction }: PublicationRow): void {
  const blind = [...watch.sentBlindly].some((name) => name.startsWith(`${id}/`));
  const standing = networks.landed.filter((post) => post.publication === id && !post.removed);
  if (blind) return;
  if (standing.length > 1) watch.broken(`two stand: ${id}`);
  // One refused, or too late, waits for a person, and may have been made by a timeline that was lost.
  if (state !== 'published' || correction) return;
  // What a lost timeline made it say, these rows cannot know.
  for (const { words, calledMs } of standing)
    if (words !== payload.words && !networks.isLost(calledMs)) watch.broken(`says what was approved before: ${id}`);
}

/** A text row holds the words, over those that their writer saw and no others: never changed, never removed. */
function wordsReachable(rows: Rows, id: string, args: unknown): boolean {
  const { words, parents } = args as { words?: string; parents?: readonly string[] };
  const text = rows.get('text', id);
  return words === undefined || (text?.words === words && same(text.parents, parents ?? []));
}

function timesWritten(rows: Rows): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of rows.all('text')) counts.set(words, (counts.get(words) ?? 0) + 1);
  return counts;
}

function firstDifference(mine: Rows, theirs: Rows): string | undefined {
  for (const name of ['show', 'post', 'text', 'approval', 'publication'] as const) {
    const left = [...mine.all(name)];
    if (left.length !== [...theirs.all(name)].length) return name;
    if (left.some((row) => !isSameRow(row, theirs.get(name, row.id)))) return name;
  }
  return undefined;
}

/** A row that was stored and one that was sent may differ in the order of their keys. */
const isSameRow = (one: Row, other: Row | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other) || JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
