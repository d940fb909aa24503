import type { Cue, PostKind, PostRow } from '../../../shared/rows/post.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { isFrench } from '../../../shared/text/hours.ts';
import { speakerOf } from '../../words/segments.ts';
import { mentionOf, TAGS } from './naming.ts';
import type { Typed } from './typing.ts';

/** What a new post is begun as. */
export interface NewPost {
  readonly start?: 'photo' | 'quote' | 'free' | 'winner' | undefined;
  readonly segment?: string | undefined;
  readonly kind?: PostKind | undefined;
  /** The post that this one corrects: it goes as an answer to it. */
  readonly corrects?: string | undefined;
}

export type Fields = Pick<
  PostRow,
  | 'segment'
  | 'kind'
  | 'cue'
  | 'freshForMs'
  | 'channels'
  | 'language'
  | 'needsTwo'
  | 'slots'
  | 'after'
  | 'corrects'
  | 'title'
  | 'note'
>;

/** "On stage now" is soon old; anything else keeps a little longer (DESIGN 6). */
const FRESH_ON_STAGE_MS = 5 * 60_000;
const FRESH_MS = 10 * 60_000;
const BY_HAND: Cue = { kind: 'hand' };

/** What a new post says of itself before anyone touches it. */
export function fieldsOf(rows: Rows, { start, segment, kind, corrects }: NewPost, atMs: number): Fields {
  const order = runningOrder(rows, atMs);
  const about = segment !== undefined && rows.get('segment', segment) ? segment : undefined;
  const isOn = about !== undefined && order.isBegun(about) && !order.isEnded(about);
  const corrected = corrects === undefined ? undefined : rows.get('post', corrects);
  const channels = corrected
    ? corrected.channels
    : [...rows.all('channel')].filter((channel) => channel.on && channel.default).map(({ id }) => id);
  return {
    ...(about === undefined ? {} : { segment: about }),
    kind: kind ?? (start === 'winner' ? 'result' : (start ?? 'free')),
    cue: BY_HAND,
    freshForMs: isOn ? FRESH_ON_STAGE_MS : FRESH_MS,
    channels: [...channels].sort(),
    language: corrected?.language ?? showOf(rows)?.language ?? 'fr',
    needsTwo: false,
    slots: [],
    ...(corrected ? { corrects: corrected.id, after: corrected.id } : {}),
  };
}

/** The words a new post opens on, as stored, and where the caret waits. */
export function firstWords(rows: Rows, { start, segment, corrects }: NewPost, language: string): Typed {
  const french = isFrench(language);
  if (corrects !== undefined) {
    const words = french ? 'Correction\u00A0: ' : 'Correction: ';
    return { words, caret: words.length };
  }
  const tag = firstTags(rows);
  const on = segment === undefined ? undefined : rows.get('segment', segment);
  const speaker = on && speakerOf(rows, on);
  const behind = [speaker && mentionOf(speaker.id, true), tag].filter(Boolean).join(' ');
  if (start === 'quote') {
    const open = french ? '«\u00A0' : '“';
    const close = french ? '\u00A0»' : '”';
    return { words: `${open}${close}${behind && ` ${behind}`}`, caret: open.length };
  }
  return { words: tag ? ` ${start === 'photo' ? behind : tag}` : '', caret: 0 };
}

/** The show's main hashtag, or what stands for each channel's own where one of them has some. */
function firstTags(rows: Rows): string | undefined {
  return channelsHaveTags(rows) ? TAGS : showOf(rows)?.hashtags[0];
}

/** Whether a channel has hashtags of its own: elsewhere the show's are written out, and nobody reads braces. */
export const channelsHaveTags = (rows: Rows): boolean =>
  [...rows.all('channel')].some(({ hashtags }) => hashtags !== undefined);
