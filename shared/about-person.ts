import { approvalOf, headsOf } from './post-status.ts';
import type { MessageRow } from './rows/message.ts';
import type { PersonRow } from './rows/person.ts';
import type { PhotoRow } from './rows/photo.ts';
import type { PostRow } from './rows/post.ts';
import type { PrizeRow } from './rows/prize.ts';
import type { PublicationRow } from './rows/publication.ts';
import type { Rows } from './rows/rows.ts';
import type { SegmentRow } from './rows/segment.ts';
import type { TextRow } from './rows/text.ts';
import { type Says, saysOf } from './text/says.ts';

/** Everything in a show that concerns one person. What was erased before is nowhere here. */
export interface AboutPerson {
  /** Posts that name them as they stand: in their words, or in what went out or was approved to. */
  readonly posts: readonly PostRow[];
  /** Earlier versions that name them, of posts that no longer do. */
  readonly texts: readonly TextRow[];
  /** Photos of other posts that show or name them. */
  readonly photos: readonly PhotoRow[];
  /** Publications of other posts, where what stood before a correction named them. */
  readonly traces: readonly PublicationRow[];
  /** Posts of others with a winner's place that holds them. */
  readonly won: readonly PostRow[];
  /** What they said to the show, or was said of them. */
  readonly messages: readonly MessageRow[];
  /** Questions of others that they were asked to answer. */
  readonly given: readonly MessageRow[];
  readonly segments: readonly SegmentRow[];
  readonly prizes: readonly PrizeRow[];
  /** Others of the directory whose own fields name them. */
  readonly people: readonly PersonRow[];
}

export function aboutPerson(rows: Rows, person: PersonRow): AboutPerson {
  const says = saysOf(person);
  const named = [...rows.all('post')].filter((post) => !post.erased && postSays(rows, post, says));
  const whole = new Set(named.map(({ id }) => id));
  const isApart = ({ post, erased }: { readonly post: string; readonly erased?: boolean | undefined }) =>
    !whole.has(post) && !erased;
  const messages = [...rows.all('message')].filter(({ erased }) => !erased);
  const isTheirs = (message: MessageRow) => says(message.author) || says(message.words) || says(message.url);
  const isGiven = ({ given }: MessageRow) =>
    given !== undefined && 'person' in given.to && given.to.person === person.id;
  return {
    posts: named,
    texts: [...rows.all('text')].filter((text) => isApart(text) && says(text.words)),
    photos: [...rows.all('photo')].filter(
      (photo) => isApart(photo) && (photo.people.includes(person.id) || says(photo.alt) || says(photo.credit)),
    ),
    traces: [...rows.all('publication')].filter(
      (one) => isApart(one) && one.stood?.some(({ words, alts }) => says(words) || alts.some(says)),
    ),
    won: [...rows.all('post')].filter(
      ({ id, erased, slots }) => !whole.has(id) && !erased && slots.some(({ fill }) => fill === person.id),
    ),
    messages: messages.filter(isTheirs),
    given: messages.filter((message) => isGiven(message) && !isTheirs(message)),
    segments: [...rows.all('segment')].filter(({ people, title }) => people.includes(person.id) || says(title)),
    prizes: [...rows.all('prize')].filter(({ winner, name }) => winner === person.id || says(name)),
    people: [...rows.all('person')].filter(
      ({ id, erased, affiliation, role, look }) => id !== person.id && !erased && [affiliation, role, look].some(says),
    ),
  };
}

/** As it stands: what anyone would read of it now, on a phone or on a network. */
function postSays(rows: Rows, post: PostRow, says: Says): boolean {
  const { title, note, returned, held, slots } = post;
  if ([title, note, returned, held?.reason].some(says)) return true;
  if (slots.some(({ fill, look, guidance }) => says(fill) || says(look) || says(guidance))) return true;
  const approved = Object.values(approvalOf(rows, post)?.texts ?? {}).map((id) => rows.get('text', id));
  const heads = Object.values(headsOf(rows, post.id)).flat();
  if ([...heads, ...approved].some((text) => says(text?.words))) return true;
  return rows
    .ofPost('publication', post.id)
    .some(({ payload, correction }) => says(payload.words) || says(correction?.payload.words));
}
