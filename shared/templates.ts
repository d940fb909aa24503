import type { Network } from './rows/channel.ts';
import type { PersonRow } from './rows/person.ts';
import type { Cue, PostKind, PostRow, Slot } from './rows/post.ts';
import { type Rows, showOf } from './rows/rows.ts';
import type { SegmentRow } from './rows/segment.ts';
import type { Template } from './rows/template.ts';
import { byRank } from './running-plan.ts';
import { measure } from './text/length.ts';
import { render } from './text/tokens.ts';
import { typeset } from './text/typography.ts';

/** What a template may hold besides tokens; filled once, when its posts are made. */
export const PLACES = ['name', 'handle', 'title', 'affiliation', 'field', 'room', 'hour', 'hashtags'] as const;
export type Place = (typeof PLACES)[number];
/** Names under which a template opens a place for a quotation. */
const QUOTES = ['citation', 'quote'];

export type TemplateProblem =
  | { readonly code: 'empty'; readonly place: Place }
  | { readonly code: 'too-long'; readonly network: Network; readonly over: number }
  | { readonly code: 'no-channel' }
  | { readonly code: 'no-handle'; readonly person: string; readonly network: Network }
  | { readonly code: 'rights' | 'rights-unsure' | 'no-agreement'; readonly person: string };

/** One post that a template would make, or a talk that has one of that kind already. */
export interface Planned {
  readonly segment: SegmentRow;
  readonly people: readonly PersonRow[];
  /** Made already: a post of that kind is there, and is left alone. */
  readonly isThere: boolean;
  readonly fields: PostFields;
  readonly words: string;
  readonly problems: readonly TemplateProblem[];
}
export type PostFields = Pick<
  PostRow,
  'segment' | 'kind' | 'cue' | 'freshForMs' | 'channels' | 'language' | 'needsTwo' | 'slots'
>;

/** What keeps a post from being made: it could not go out as it is. */
export const isStopped = ({ problems }: Planned): boolean =>
  problems.some(({ code }) => code === 'empty' || code === 'too-long' || code === 'no-channel');

/** Networks where a mention is worth a handle. */
const MENTIONED: readonly Network[] = ['bluesky', 'mastodon', 'x'];
const TALKS: readonly PostKind[] = ['intro', 'photo', 'quote', 'closing'];

/** Every post of one template, in the running order. */
export function plannedPosts(rows: Rows, template: Template, atMs: number): readonly Planned[] {
  const language = showOf(rows)?.language ?? 'fr';
  const having = new Set<string>();
  for (const { segment, kind, state, erased } of rows.all('post')) {
    if (segment !== undefined && kind === template.kind && state !== 'withdrawn' && !erased) having.add(segment);
  }
  return [...rows.all('segment')]
    .filter((segment) => isFor(segment, template, language))
    .sort(byRank)
    .map((segment) => planned(rows, { template, segment, isThere: having.has(segment.id), atMs }));
}

/** Talks for what is said of speakers; for logistics, all that is none. What is over or called off is left out. */
function isFor(segment: SegmentRow, { kind, language }: Template, showLanguage: string): boolean {
  if (segment.cancelled || segment.endMs !== undefined) return false;
  if ((segment.language ?? showLanguage) !== language) return false;
  if (TALKS.includes(kind)) return segment.kind === 'talk' && segment.people.length > 0;
  return segment.kind !== 'talk' && (kind !== 'result' || segment.kind === 'prize');
}

function planned(
  rows: Rows,
  {
    template,
    segment,
    isThere,
    atMs,
  }: { readonly template: Template; readonly segment: SegmentRow; readonly isThere: boolean; readonly atMs: number },
): Planned {
  const people = segment.people.flatMap((id) => rows.get('person', id) ?? []).filter(({ erased }) => !erased);
  const filled = fillTemplate(rows, {
    words: withHashtags(template.words),
    segment,
    people,
    language: template.language,
  });
  const channels = channelsOf(rows, template);
  const slots: Slot[] = [];
  const quote = QUOTES.find((name) => filled.words.includes(`{${name}}`));
  if (quote !== undefined) slots.push({ name: quote, kind: 'quote', required: true });
  if (template.look !== undefined) {
    const look = fillTemplate(rows, {
      words: template.look,
      segment,
      people,
      language: template.language,
      isPlain: true,
    });
    slots.push({ name: 'photo', kind: 'photo', required: false, look: look.words });
  }
  const problems: TemplateProblem[] = [...filled.problems];
  if (channels.length === 0) problems.push({ code: 'no-channel' });
  for (const id of channels) {
    const network = rows.get('channel', id)?.network;
    if (!network) continue;
    const options = { rows, network, atMs, fills: {}, segment: segment.id, language: template.language };
    const { length, limit, over } = measure(network, render(filled.words, options));
    if (over) problems.push({ code: 'too-long', network, over: length - limit });
    if (!MENTIONED.includes(network)) continue;
    for (const { name, handles } of people)
      if (!handles[network]) problems.push({ code: 'no-handle', person: name, network });
  }
  for (const { name, imageRights } of people) {
    if (imageRights === 'refused') problems.push({ code: 'rights', person: name });
    else if (imageRights === 'to-confirm') problems.push({ code: 'rights-unsure', person: name });
  }
  const { kind, freshForMs, language } = template;
  const fields = {
    segment: segment.id,
    kind,
    cue: cueOf(template, segment),
    freshForMs,
    channels,
    language,
    needsTwo: false,
    slots,
  };
  return { segment, people, isThere, fields, words: filled.words, problems };
}

/** Hashtags come by default, at the end, unless the words have their own. */
const withHashtags = (words: string): string =>
  /#|\{hashtags\}/u.test(words) ? words : `${words.trimEnd()} {hashtags}`;

function cueOf({ cue }: Template, { id }: SegmentRow): Cue {
  return cue.edge === 'hand'
    ? { kind: 'hand' }
    : { kind: 'segment', segment: id, edge: cue.edge, offsetMs: cue.offsetMs };
}

function channelsOf(rows: Rows, { channels }: Template): string[] {
  const all = [...rows.all('channel')];
  const chosen = channels
    ? all.filter(({ id }) => channels.includes(id))
    : all.filter(({ on, default: ticked }) => on && ticked);
  return chosen.map(({ id }) => id).sort();
}

interface Filling {
  readonly words: string;
  readonly segment: SegmentRow;
  readonly people: readonly PersonRow[];
  readonly language: string;
  /** Names in words and not as tokens: an alternative text is read as it stands. */
  readonly isPlain?: boolean;
}

const PLACE = new RegExp(`\\{(${PLACES.join('|')})\\}`, 'g');
/** `{doctorant|doctorante}`: by the person's agreement. */
const AGREED = /(?<!@)\{([^{}|\n]*)\|([^{}|\n]*)\}/g;
/** `[, {affiliation}]`: left out where its place is empty. */
const OPTIONAL = /\[([^[\]]*\{[^[\]]*)\]/g;

/** A template's words for one segment, with its typography; and which places nothing fills. */
export function fillTemplate(
  rows: Rows,
  filling: Filling,
): { readonly words: string; readonly problems: readonly TemplateProblem[] } {
  const problems: TemplateProblem[] = [];
  const fills = new Map(PLACES.map((place) => [place, fillOf(rows, place, filling)]));
  const isEmptyIn = (stretch: string) => [...stretch.matchAll(PLACE)].some(([, place]) => !fills.get(place as Place));
  const kept = filling.words.replace(OPTIONAL, (_, inside: string) => (isEmptyIn(inside) ? '' : inside));
  const words = kept
    .replace(PLACE, (raw, place: Place) => {
      const fill = fills.get(place);
      // A show without hashtags has nothing to add.
      if (!fill && place !== 'hashtags') problems.push({ code: 'empty', place });
      return fill || (place === 'hashtags' ? '' : raw);
    })
    .replace(AGREED, (_, one: string, other: string) => {
      const agreements = new Set(filling.people.map(({ about }) => about?.agreement));
      if (agreements.size === 1 && agreements.has('m')) return one;
      if (agreements.size === 1 && agreements.has('f')) return other;
      for (const { name, about } of filling.people)
        if (!about?.agreement) problems.push({ code: 'no-agreement', person: name });
      return filling.language.startsWith('fr') ? `${one} ou ${other}` : `${one} or ${other}`;
    });
  return { words: typeset(words.trim(), filling.language), problems };
}

function fillOf(rows: Rows, place: Place, { segment, people, language, isPlain }: Filling): string | undefined {
  const [first] = people;
  switch (place) {
    case 'name':
      return joined(
        people.map(({ id, name }) => (isPlain ? name : `@{${id}|full}`)),
        language,
      );
    case 'handle':
      return joined(
        people.map(({ id, name }) => (isPlain ? name : `@{${id}}`)),
        language,
      );
    case 'title':
      return first?.about?.title ?? (people.some(({ name }) => name === segment.title) ? undefined : segment.title);
    case 'affiliation': {
      const organisation = first?.affiliation === undefined ? undefined : rows.get('person', first.affiliation);
      if (!organisation) return first?.affiliation;
      return isPlain ? organisation.name : `@{${organisation.id}}`;
    }
    case 'field':
      return first?.about?.field;
    case 'room':
      return rows.get('room', segment.rooms[0] ?? '')?.name;
    case 'hour':
      return `{time:${segment.id}}`;
    case 'hashtags':
      return showOf(rows)?.hashtags.join(' ');
  }
}

/** « Ada, Léo et Zoé ». */
function joined(names: readonly string[], language: string): string {
  const last = names.at(-1) ?? '';
  const before = names.slice(0, -1).join(', ');
  return before === '' ? last : `${before} ${language.startsWith('fr') ? 'et' : 'and'} ${last}`;
}
