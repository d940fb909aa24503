import { foreseenMs } from '../../shared/cue.ts';
import { approvalOf, isIncomplete } from '../../shared/post-status.ts';
import type { Recap } from '../../shared/recap-schema.ts';
import type { Network } from '../../shared/rows/channel.ts';
import type { PostKind, PostRow } from '../../shared/rows/post.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import { dayIn } from './days.ts';
import { programmeOf } from './programme.ts';
import { versionsOf } from './sheet-posts.ts';
import type { OutWords } from './words.ts';

/** Words that a partner may use. */
export interface KitText {
  readonly language: string;
  readonly versions: readonly { readonly networks: readonly Network[]; readonly words: string }[];
  /** Ours to begin with, said already, or still to be said by us first. */
  readonly kind: 'suggested' | 'published' | 'coming';
  /** When it went out, or may at the earliest. */
  readonly atMs?: number;
}

/** What a partner may say ahead of time. A quotation, a photo or a result is nobody's to announce. */
const TOLD_AHEAD: ReadonlySet<PostKind> = new Set(['intro', 'logistics', 'closing']);

/** Sentences to begin with, what is out, and what is approved and may be told: never a draft, never what awaits a winner. */
export function kitTexts(
  rows: Rows,
  { recap, atMs, words }: { readonly recap: Recap; readonly atMs: number; readonly words: readonly OutWords[] },
): readonly KitText[] {
  const published = recap.parts
    .flatMap(({ said }) => said)
    .map(({ language, saidMs, versions }): KitText => {
      const told = versions.map(({ words: version, places }) => ({
        words: version,
        networks: places.map(({ network }) => network),
      }));
      return { kind: 'published', language, atMs: saidMs, versions: told };
    });
  return [...suggestedIn(rows, atMs, words), ...comingIn(rows, atMs), ...published];
}

function suggestedIn(rows: Rows, atMs: number, languages: readonly OutWords[]): KitText[] {
  const show = showOf(rows);
  const [first] = programmeOf(rows, atMs).filter(({ state }) => state !== 'cancelled' && state !== 'passed');
  if (!show || !first || show.endedMs !== undefined) return [];
  return languages.flatMap((words) => {
    const language = words.language;
    const of = {
      name: show.name,
      day: dayIn(first.startMs, { zone: show.zone, language }),
      hour: words.hour(first.startMs, show.zone),
      tags: show.hashtags.join(' '),
    };
    return words.kit.suggestions(of).map((said): KitText => {
      return { kind: 'suggested', language, versions: [{ networks: [], words: said.trim() }] };
    });
  });
}

function comingIn(rows: Rows, atMs: number): KitText[] {
  return [...rows.all('post')]
    .filter((post) => mayBeTold(rows, post))
    .map((post): KitText => {
      const approval = approvalOf(rows, post);
      const dueMs = foreseenMs(rows, approval?.cue ?? post.cue, atMs);
      const versions = versionsOf(rows, post, atMs);
      return {
        kind: 'coming',
        language: approval?.language ?? post.language,
        versions,
        ...(dueMs === undefined ? {} : { atMs: dueMs }),
      };
    })
    .sort((a, b) => (a.atMs ?? Infinity) - (b.atMs ?? Infinity));
}

function mayBeTold(rows: Rows, post: PostRow): boolean {
  if (post.state !== 'approved' || post.erased || post.held || post.needsTwo || !TOLD_AHEAD.has(post.kind))
    return false;
  if (post.slots.some(({ kind }) => kind === 'winner') || isIncomplete(rows, post)) return false;
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  const people = (segment?.people ?? []).flatMap((id) => rows.get('person', id) ?? []);
  return ![segment, ...people].some((one) => one?.restrictions.includes('no-publication-avant-accord'));
}
