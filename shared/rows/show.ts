import * as v from 'valibot';
import { isZone } from '../text/hours.ts';
import { givenId, instantMs, language, name, prose, rowId, spanMs, stampEntries } from './base.ts';
import { POST_KINDS } from './post.ts';
import { templateSchema } from './template.ts';

/** The wall's modes. `auto`, the default: Top chooses on stage, else live. */
export const SCENES = ['auto', 'live', 'on-stage', 'photos', 'full', 'safe'] as const;
export type Scene = (typeof SCENES)[number];

/** What the scene *full* fills the screen with. */
export const fullSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('announcement'), words: prose }),
  v.strictObject({ kind: v.literal('post'), post: rowId }),
  v.strictObject({ kind: v.literal('prize'), prize: rowId }),
  v.strictObject({ kind: v.literal('recap') }),
  v.strictObject({ kind: v.literal('qr'), url: prose, words: prose }),
]);
export type Full = v.InferOutput<typeof fullSchema>;

/** Why everything is held. A person's reason is in words; an engine's has its own kind, so that it is shown in the reader's language. */
export const heldSchema = v.strictObject({
  by: v.string(),
  kind: v.picklist(['person', 'epoch', 'clock']),
  reason: prose,
  atMs: instantMs,
});
export type Held = v.InferOutput<typeof heldSchema>;

/** A day at least, ten years at most. */
const keptDays = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650));

/** The occasion covered. One per ledger of rows; its id is the show's. */
export const showSchema = v.strictObject({
  row: v.literal('show'),
  id: givenId,
  name,
  /** A few letters for the top bar: MT180. */
  shortName: name,
  /** IANA zone in which times are typed and shown. */
  zone: v.pipe(v.string(), v.maxLength(64), v.check(isZone, 'no such zone')),
  language,
  /** With their `#`; the first is the main one. */
  hashtags: v.pipe(v.array(name), v.maxLength(20)),
  /** A gap between two segments up to this is kept when things move; a longer one absorbs a delay. */
  changeoverMs: spanMs,
  /** Where visitors follow: the wall's QR code. */
  followUrl: v.optional(prose),
  /** Fixed at creation: no network is ever called for it. */
  rehearsal: v.boolean(),
  /** Of a rehearsal made by copying: the show that it rehearses. */
  rehearses: v.optional(givenId),
  held: v.optional(heldSchema),
  scene: v.picklist(SCENES),
  full: v.optional(fullSchema),
  /** Words for many posts at once; copied with the show. */
  templates: v.optional(v.pipe(v.array(templateSchema), v.maxLength(40))),
  /** What the safe scene says; lines are kept. */
  safeWords: prose,
  /** Kinds of post that need no approver: a writer's own goes out on the writer's word. */
  approvedKinds: v.optional(v.pipe(v.array(v.picklist(POST_KINDS)), v.maxLength(POST_KINDS.length))),
  endedMs: v.optional(instantMs),
  /** How long what never went out is kept after the show's end; absent: as `retention` says. */
  draftsKeptDays: v.optional(keptDays),
  /** How long what the audience said is kept; absent: as `retention` says. */
  messagesKeptDays: v.optional(keptDays),
  ...stampEntries,
});
export type ShowRow = v.InferOutput<typeof showSchema>;
