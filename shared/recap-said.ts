import { isEngine } from './apply/mutation.ts';
import { approvalBehind } from './post-status.ts';
import type { RecapPhoto, RecapPlace, RecapSaid, RecapVersion } from './recap-schema.ts';
import type { ApprovalRow } from './rows/approval.ts';
import type { PostRow } from './rows/post.ts';
import type { PublicationRow } from './rows/publication.ts';
import type { Rows } from './rows/rows.ts';
import { ALL_CHANNELS } from './rows/variant.ts';
import { parseTokens } from './text/tokens.ts';

/** A post as it was said, or undefined where it is out nowhere: never fired, refused, withdrawn, erased. */
export function saidOf(rows: Rows, post: PostRow): RecapSaid | undefined {
  if (post.state === 'withdrawn' || post.erased) return undefined;
  const out = rows
    .ofPost('publication', post.id)
    .filter(isOut)
    .sort((a, b) => rankOf(rows, a) - rankOf(rows, b) || (a.id < b.id ? -1 : 1));
  const [first] = out;
  if (!first) return undefined;
  const photos = photosOf(rows, out);
  return {
    post: post.id,
    kind: post.kind,
    ...(post.segment === undefined ? {} : { segment: post.segment }),
    language: first.payload.language,
    saidMs: Math.min(...out.map(saidMsOf)),
    starred: post.starred,
    writtenBy: writersOf(rows, post, out),
    approvedBy: staffName(rows, approvalBehind(rows, first)?.by),
    firedBy: staffName(rows, post.firedBy),
    versions: versionsOf(rows, out),
    photos,
    people: peopleOf(rows, post, out, photos),
  };
}

/** It stands on its channel now: not owed, refused, unknown, being removed, nor emptied. */
export const isOut = (publication: PublicationRow): boolean =>
  publication.state === 'published' && !publication.gone && !publication.erased;

const saidMsOf = (publication: PublicationRow): number => publication.publishedMs ?? publication.atMs;

/** The wall comes last: what the public read on a network stands first. */
function rankOf(rows: Rows, publication: PublicationRow): number {
  const channel = rows.get('channel', publication.channel);
  return channel?.network === 'wall' ? Number.MAX_VALUE : (channel?.rank ?? 0);
}

/** Photos that are out and may still be shown: neither removed nor erased since, nor of a person who now refuses. */
function photosOf(rows: Rows, out: readonly PublicationRow[]): RecapPhoto[] {
  const photos = new Map<string, RecapPhoto>();
  for (const { payload } of out) {
    for (const { id, hash, width, height, alt, credit } of payload.photos) {
      const row = rows.get('photo', id);
      if (!row || row.removed || row.erased || isWithheld(rows, row.people)) continue;
      photos.set(id, {
        id,
        hash,
        width,
        height,
        alt,
        credit,
        people: namesOf(rows, row.people),
        received: row.received,
      });
    }
  }
  return [...photos.values()];
}

/** Someone on it refuses photos now, whatever was agreed when it went out. */
export const isWithheld = (rows: Rows, people: readonly string[]): boolean =>
  people.some((id) => rows.get('person', id)?.imageRights === 'refused');

function namesOf(rows: Rows, people: readonly string[]): string[] {
  return people.flatMap((id) => {
    const person = rows.get('person', id);
    return person && !person.erased ? [person.name] : [];
  });
}

/** Words approved as one stand as one, though each network has its own handles in them. */
function versionsOf(rows: Rows, out: readonly PublicationRow[]): RecapVersion[] {
  const versions = new Map<string, RecapVersion>();
  for (const publication of out) {
    const text = textOf(approvalBehind(rows, publication), publication.channel) ?? publication.id;
    const place = placeOf(rows, publication);
    const version = versions.get(text);
    if (version) version.places.push(place);
    else versions.set(text, { words: place.words, places: [place] });
  }
  return [...versions.values()];
}

const textOf = (approval: ApprovalRow | undefined, channel: string): string | undefined =>
  approval?.texts[channel] ?? approval?.texts[ALL_CHANNELS];

function placeOf(rows: Rows, publication: PublicationRow): RecapPlace {
  const { likes, reposts, replies, atMs } = publication.counts ?? {};
  const url = publication.remote?.url;
  return {
    publication: publication.id,
    channel: publication.channel,
    network: publication.payload.network,
    account: rows.get('channel', publication.channel)?.account ?? publication.channel,
    saidMs: saidMsOf(publication),
    ...(url ? { url } : {}),
    words: publication.payload.words,
    ...beforeOf(rows, publication),
    ...relayedBy(rows, publication),
    likes: likes ?? null,
    reposts: reposts ?? null,
    replies: replies ?? null,
    ...(atMs === undefined ? {} : { countedMs: atMs }),
  };
}

/** The accounts that show it again now: a relay that was taken back is not told. */
function relayedBy(rows: Rows, { id, post }: PublicationRow): Pick<RecapPlace, 'relayedBy'> {
  const accounts = rows
    .ofPost('relay', post)
    .filter((relay) => relay.publication === id && relay.state === 'published')
    .map(({ channel }) => rows.get('channel', channel)?.account || channel)
    .sort();
  return accounts.length === 0 ? {} : { relayedBy: accounts };
}

/** The trace of its corrections: each by the word that the next version stood by. */
function beforeOf(rows: Rows, { stood, approval }: PublicationRow): Pick<RecapPlace, 'before'> {
  if (!stood || stood.length === 0) return {};
  const before = stood.map(({ words, untilMs }, at) => {
    const word = stood[at + 1]?.approval ?? approval;
    return { words, untilMs, correctedBy: staffName(rows, word && rows.get('approval', word)?.by) };
  });
  return { before };
}

/** Those who wrote the words that went out, and who filled their slots; an import is nobody. */
function writersOf(rows: Rows, post: PostRow, out: readonly PublicationRow[]): string[] {
  const texts = out.map((publication) => textOf(approvalBehind(rows, publication), publication.channel));
  const by = texts.map((id) => (id === undefined ? undefined : rows.get('text', id)?.by));
  const filled = post.slots.map((slot) => slot.filledBy);
  const names = [...by, ...filled].map((id) => staffName(rows, id));
  return [...new Set(names.filter((name) => name !== null))];
}

function staffName(rows: Rows, by: string | undefined): string | null {
  if (by === undefined || isEngine(by)) return null;
  return rows.get('staff', by)?.name ?? null;
}

function peopleOf(rows: Rows, post: PostRow, out: readonly PublicationRow[], photos: readonly RecapPhoto[]): string[] {
  const ids = new Set<string>();
  for (const publication of out) {
    const text = textOf(approvalBehind(rows, publication), publication.channel);
    for (const token of parseTokens((text && rows.get('text', text)?.words) ?? '')) {
      if (token.kind === 'mention') ids.add(token.person);
    }
  }
  for (const { id } of photos) for (const person of rows.get('photo', id)?.people ?? []) ids.add(person);
  for (const slot of post.slots) if (slot.kind === 'winner' && slot.fill) ids.add(slot.fill);
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  if (segment?.kind === 'talk') for (const person of segment.people) ids.add(person);
  return [...ids].filter((id) => {
    const person = rows.get('person', id);
    return person !== undefined && !person.erased;
  });
}
