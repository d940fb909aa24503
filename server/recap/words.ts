import type { Network } from '../../shared/rows/channel.ts';
import type { PostKind } from '../../shared/rows/post.ts';
import { isFrench } from '../../shared/text/hours.ts';
import { ENGLISH } from './words-en.ts';
import { FRENCH } from './words-fr.ts';

/** What a recap says in its own voice, in the show's language: French, or English for any other. */
export interface RecapWords {
  readonly language: 'fr' | 'en';
  readonly recap: string;
  readonly contents: string;
  readonly rehearsal: string;
  readonly notOver: string;
  readonly prizes: string;
  readonly timeline: string;
  readonly speakers: string;
  readonly audience: string;
  readonly figures: string;
  readonly before: string;
  readonly beside: string;
  readonly after: string;
  readonly fromTo: (from: string, to: string) => string;
  readonly planned: (hour: string) => string;
  readonly cancelled: string;
  readonly passed: string;
  readonly noWinner: string;
  readonly starred: string;
  readonly writtenBy: (names: string) => string;
  /** Which of our other accounts showed it again. */
  readonly relayedBy: (accounts: string) => string;
  /** What it said before a correction; `by` is absent where nobody of the team is known for it. */
  readonly corrected: (hour: string, by: string | null) => string;
  readonly approvedBy: (name: string) => string;
  readonly firedBy: (name: string) => string;
  readonly automatic: string;
  readonly photoBy: (name: string) => string;
  readonly photoMissing: string;
  readonly question: string;
  /** How many were asked, answered, and within how many minutes half of these were; null: none. */
  readonly questions: (asked: string, answered: string, minutes: number | null) => string;
  readonly notMeasured: string;
  readonly measuredOn: (measured: number, posts: number) => string;
  readonly measuredNote: string;
  readonly reachNote: string;
  readonly leftOut: string;
  readonly leftOutNone: string;
  readonly made: (day: string, hour: string, zone: string) => string;
  readonly nothing: string;
  readonly counted: Readonly<Record<Counted, readonly [one: string, many: string]>>;
  readonly columns: Readonly<Record<Column, string>>;
  readonly networks: Readonly<Record<Network, string>>;
  readonly kinds: Readonly<Record<PostKind, string>>;
  readonly list: (items: readonly string[]) => string;
  readonly count: (n: number) => string;
}

type Counted =
  | 'posts'
  | 'publications'
  | 'photos'
  | 'quotes'
  | 'talks'
  | 'speakers'
  | 'messages'
  | 'kept'
  | 'questions'
  | 'answered'
  | 'likes'
  | 'reposts'
  | 'replies'
  | 'withdrawn'
  | 'erased'
  | 'refused'
  | 'unknown'
  | 'unsaid'
  | 'chosen'
  | 'photosWithheld';
type Column =
  | 'date'
  | 'hour'
  | 'segment'
  | 'kind'
  | 'network'
  | 'account'
  | 'words'
  | 'language'
  | 'url'
  | 'photos'
  | 'alts'
  | 'writtenBy'
  | 'approvedBy'
  | 'firedBy'
  | 'likes'
  | 'reposts'
  | 'replies'
  | 'countedAt'
  | 'lateMinutes'
  | 'starred'
  | 'relayedBy'
  | 'name'
  | 'affiliation'
  | 'posts'
  | 'quotes';

export const recapWords = (language: string): RecapWords => (isFrench(language) ? FRENCH : ENGLISH);
