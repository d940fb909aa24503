import { foreseenMs } from '../../../shared/cue.ts';
import { approvalOf, headsOf, type PostStatus, statusOf } from '../../../shared/post-status.ts';
import type { PostKind, PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { parseTokens } from '../../../shared/text/tokens.ts';
import { matches } from '../parts/fold.ts';

/** What a person looks for among the posts; what is absent does not matter. */
export interface Wanted {
  readonly query: string;
  readonly status?: PostStatus | undefined;
  readonly channel?: string | undefined;
  readonly room?: string | undefined;
  readonly segment?: string | undefined;
  readonly kind?: PostKind | undefined;
  /** Made or held open by this staff row. */
  readonly mine?: string | undefined;
  /** The bin: withdrawn posts only; they are nowhere else. */
  readonly bin?: boolean;
}

export interface Found {
  readonly post: PostRow;
  readonly status: PostStatus;
  /** When it goes or went; undefined: by hand. */
  readonly atMs: number | undefined;
}

/** The posts that answer, in the order of the evening; those by hand in their segment's place, else last. */
export function findPosts(rows: Rows, wanted: Wanted, atMs: number): readonly Found[] {
  const found: (Found & { readonly sortMs: number })[] = [];
  for (const post of rows.all('post')) {
    if (post.erased || (post.state === 'withdrawn') !== (wanted.bin ?? false)) continue;
    if (wanted.kind && post.kind !== wanted.kind) continue;
    if (wanted.segment !== undefined && (post.segment ?? '') !== wanted.segment) continue;
    if (wanted.channel !== undefined && !post.channels.includes(wanted.channel)) continue;
    if (wanted.mine !== undefined && post.madeBy !== wanted.mine && post.owner !== wanted.mine) continue;
    const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
    if (wanted.room !== undefined && segment && !segment.rooms.includes(wanted.room)) continue;
    const status = statusOf(rows, post, atMs);
    if (wanted.status && status !== wanted.status) continue;
    if (wanted.query.trim() !== '' && !matches(wanted.query.trim(), saidIn(rows, post))) continue;
    const goesMs = post.firedMs ?? foreseenMs(rows, approvalOf(rows, post)?.cue ?? post.cue, atMs);
    found.push({ post, status, atMs: goesMs, sortMs: goesMs ?? segment?.plannedMs ?? Number.MAX_VALUE });
  }
  return found.sort((a, b) => a.sortMs - b.sortMs || (a.post.id < b.post.id ? -1 : 1));
}

/** Everything a search looks in: the words, with the people they name by name, titles, alternative texts, notes. */
export function saidIn(rows: Rows, post: PostRow): string {
  const said: string[] = [post.title ?? '', post.note ?? ''];
  for (const { words } of Object.values(headsOf(rows, post.id)).flat()) {
    said.push(words);
    for (const token of parseTokens(words)) {
      if (token.kind === 'mention') said.push(rows.get('person', token.person)?.name ?? '');
    }
  }
  for (const slot of post.slots) {
    if (slot.fill !== undefined) said.push(rows.get('person', slot.fill)?.name ?? slot.fill);
  }
  for (const { alt, people } of rows.ofPost('photo', post.id)) {
    said.push(alt, ...people.map((id) => rows.get('person', id)?.name ?? ''));
  }
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  if (segment) said.push(segment.title, ...segment.people.map((id) => rows.get('person', id)?.name ?? ''));
  return said.join('\n');
}
