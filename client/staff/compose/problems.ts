import { limitsOf } from '../../../shared/networks.ts';
import { isOpen, photosOf } from '../../../shared/post-status.ts';
import type { Network } from '../../../shared/rows/channel.ts';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { literalHours } from '../../../shared/text/literal-hours.ts';
import { problemsIn, type TokenProblem } from '../../../shared/text/token-problems.ts';
import { hashtagsCutShort, middleDots } from '../../../shared/text/typography.ts';
import type { Measured } from '../direct/previews.ts';

/** What is wrong with a post, or worth a look, while it is written. */
export type Problem = { readonly blocks: boolean } & (
  | { readonly code: 'no-words' | 'no-channel' | 'two-versions' }
  | { readonly code: 'too-long'; readonly network: Network; readonly over: number; readonly unit: 'byte' | 'character' }
  | { readonly code: 'too-many-photos' | 'photo-needed'; readonly network: Network; readonly limit: number }
  | { readonly code: 'no-alt'; readonly photo: string }
  | { readonly code: 'alt-open'; readonly photo: string }
  | { readonly code: 'alt-too-long'; readonly network: Network; readonly limit: number }
  | { readonly code: 'rights' | 'rights-unsure'; readonly person: string }
  | { readonly code: 'token'; readonly problem: TokenProblem['code']; readonly raw: string }
  | { readonly code: 'hashtag'; readonly tag: string; readonly reads: string }
  | { readonly code: 'hour'; readonly hour: string }
  /** Narrow spaces count double on X: with ordinary no-break ones that much is gained. */
  | { readonly code: 'narrow-spaces'; readonly channel: string; readonly gain: number }
  | { readonly code: 'middle-dot'; readonly word: string }
  | { readonly code: 'slot'; readonly slot: Slot }
);

interface Given {
  readonly post: PostRow;
  /** The words being edited, as stored. */
  readonly words: string;
  readonly previews: readonly Measured[];
}

/** Everything to mend or to look at, what stops the approval first. */
export function problemsOf(rows: Rows, { post, words, previews }: Given): readonly Problem[] {
  const problems = [
    ...lengthProblems(previews),
    ...narrowSpaces(previews),
    ...photoProblems(rows, post, previews),
    ...wordProblems(rows, post, words),
  ];
  if (post.channels.length === 0) problems.push({ code: 'no-channel', blocks: true });
  for (const slot of post.slots) {
    if (slot.required && isOpen(rows, post, slot)) problems.push({ code: 'slot', slot, blocks: false });
  }
  return problems.sort((a, b) => Number(b.blocks) - Number(a.blocks));
}

function lengthProblems(previews: readonly Measured[]): Problem[] {
  return previews
    .filter(({ measure }) => measure.over)
    .map(({ channel, measure: { length, limit, unit } }) => ({
      code: 'too-long',
      blocks: true,
      network: channel.network,
      over: length - limit,
      unit: unit === 'byte' ? 'byte' : 'character',
    }));
}

function narrowSpaces(previews: readonly Measured[]): Problem[] {
  return previews.flatMap(({ channel, words, measure }) => {
    const gain = words.split('\u202F').length - 1;
    if (channel.network !== 'x' || !measure.over || gain === 0) return [];
    return [{ code: 'narrow-spaces' as const, blocks: false, channel: channel.id, gain }];
  });
}

function photoProblems(rows: Rows, post: PostRow, previews: readonly Measured[]): Problem[] {
  const problems: Problem[] = [];
  const photos = photosOf(rows, post.id);
  const waits = post.slots.some((slot) => slot.kind === 'photo' && isOpen(rows, post, slot));
  const longestAlt = Math.max(0, ...photos.map(({ alt }) => alt.length));
  for (const { channel } of previews) {
    const { network } = channel;
    const limits = limitsOf(network);
    if (photos.length > limits.photos) {
      problems.push({ code: 'too-many-photos', blocks: true, network, limit: limits.photos });
    }
    if (photos.length < limits.photosMin && !waits) {
      problems.push({ code: 'photo-needed', blocks: false, network, limit: limits.photosMin });
    }
    if (longestAlt > limits.altLength) {
      problems.push({ code: 'alt-too-long', blocks: false, network, limit: limits.altLength });
    }
  }
  for (const photo of photos) {
    if (photo.alt.trim() === '') problems.push({ code: 'no-alt', blocks: true, photo: photo.id });
    else if (/\{[^{}]*\}/.test(photo.alt)) problems.push({ code: 'alt-open', blocks: false, photo: photo.id });
  }
  for (const id of new Set(photos.flatMap(({ people }) => people))) {
    const person = rows.get('person', id);
    if (person?.imageRights === 'refused') problems.push({ code: 'rights', blocks: true, person: person.name });
    else if (person?.imageRights === 'to-confirm') {
      problems.push({ code: 'rights-unsure', blocks: false, person: person.name });
    }
  }
  return problems;
}

function wordProblems(rows: Rows, post: PostRow, words: string): Problem[] {
  const problems: Problem[] = [];
  if (words.trim() === '' && photosOf(rows, post.id).length === 0) problems.push({ code: 'no-words', blocks: true });
  for (const { code, token } of problemsIn(words, rows, post.slots)) {
    problems.push({ code: 'token', blocks: false, problem: code, raw: token.raw });
  }
  for (const { text, cut } of hashtagsCutShort(words)) {
    problems.push({ code: 'hashtag', blocks: false, tag: text, reads: cut });
  }
  for (const word of middleDots(words)) problems.push({ code: 'middle-dot', blocks: false, word });
  for (const { text } of literalHours(words)) problems.push({ code: 'hour', blocks: false, hour: text });
  return problems;
}
