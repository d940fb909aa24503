import * as v from 'valibot';
import type { Mutation } from './apply/mutation.ts';
import { REFUSAL_CODES, type Refusal } from './apply/ruling.ts';
import { givenId, instantMs } from './rows/base.ts';
import { photoHash } from './rows/photo.ts';
import { type Row, rowSchema } from './rows/row.ts';

export { PROTOCOL } from './protocol-number.ts';

/** Mutations in one push; one batch is in flight at a time. */
export const BATCH_LIMIT = 50;
/** More rows behind than this: the phone loads the whole show over HTTP instead. */
export const PATCH_ROWS_LIMIT = 500;
/** Bytes of one piece of a photo. */
export const PHOTO_PIECE_BYTES = 64 * 1024;
/** Bytes of a photo as the phone sends it. */
export const PHOTO_BYTES_LIMIT = 2_000_000;

const epoch = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const rev = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const device = givenId;

/** Where a phone stands in a show's history. `tip` is a random mark written with that rev: it tells a fork from a past. */
export const cursorSchema = v.strictObject({ epoch, rev, tip: v.pipe(v.string(), v.maxLength(64)) });
export type Cursor = v.InferOutput<typeof cursorSchema>;

export const mutationSchema = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  show: givenId,
  name: v.pipe(v.string(), v.maxLength(64)),
  args: v.unknown(),
  madeAtMs: instantMs,
  epoch,
});

export const helloSchema = v.strictObject({
  protocol: v.pipe(v.number(), v.safeInteger()),
  build: v.pipe(v.string(), v.maxLength(64)),
  device,
  /** Per show this phone wants to follow; null: it has nothing of it yet. */
  shows: v.record(givenId, v.nullable(cursorSchema)),
});
export type Hello = v.InferOutput<typeof helloSchema>;

export const patchSchema = v.strictObject({
  show: givenId,
  epoch,
  from: rev,
  to: rev,
  tip: v.string(),
  rows: v.array(rowSchema),
  /** Ids of this device's mutations with from < rev ≤ to. */
  settled: v.array(v.string()),
});
export interface Patch extends Omit<v.InferOutput<typeof patchSchema>, 'rows'> {
  readonly rows: readonly Row[];
}

export const pullSchema = v.strictObject({ show: givenId, cursor: v.nullable(cursorSchema) });
export const pushSchema = v.strictObject({
  protocol: v.pipe(v.number(), v.safeInteger()),
  mutations: v.pipe(v.array(mutationSchema), v.minLength(1), v.maxLength(BATCH_LIMIT)),
});
export const clockSchema = v.strictObject({ t0: v.number(), show: v.optional(givenId) });
export const photoPieceSchema = v.strictObject({
  hash: photoHash,
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  offset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  bytes: v.instance(Uint8Array),
});

/** One mutation's answer. `applied` moves nothing on the phone by itself: the patch that names it does. */
export type Answer =
  | { readonly id: string; readonly kind: 'applied'; readonly rev: number }
  | { readonly id: string; readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly id: string; readonly kind: 'later'; readonly retryMs: number };
export const answerSchema = v.variant('kind', [
  v.object({ id: v.string(), kind: v.literal('applied'), rev }),
  v.object({
    id: v.string(),
    kind: v.literal('refused'),
    refusal: v.object({ code: v.picklist(REFUSAL_CODES), detail: v.optional(v.record(v.string(), v.unknown())) }),
  }),
  v.object({ id: v.string(), kind: v.literal('later'), retryMs: v.number() }),
]);

/** Why a packet as a whole was not taken. */
export const PACKET_REFUSALS = [
  'bad-packet',
  'unknown-show',
  'no-session',
  'not-allowed',
  'protocol',
  'too-large',
  'bad-photo',
  'bad-hash',
  'disk',
] as const;
export type PacketRefusal = (typeof PACKET_REFUSALS)[number];
export type Reply<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly code: PacketRefusal; readonly detail?: string };
/** The server cannot now; the phone waits and sends the same again. */
export type Later = { readonly ok: false; readonly code: 'later'; readonly retryMs: number };

export interface Welcome {
  readonly serverMs: number;
  readonly epoch: string;
  readonly build: string;
  readonly protocol: number;
  /** The app that runs is older than the one served: offer the update. */
  readonly update: boolean;
  readonly limits: { readonly batch: number; readonly photoBytes: number; readonly pieceBytes: number };
  /** The shows this session may see. */
  readonly shows: readonly { readonly id: string; readonly staff: string }[];
}

export const BYE_REASONS = ['protocol', 'session', 'epoch', 'overload', 'drain'] as const;
export interface Bye {
  readonly reason: (typeof BYE_REASONS)[number];
  readonly retryMs: number;
}

/** A person connected now. */
export interface Here {
  readonly staff: string;
  readonly device: string;
  /** The post they have open. */
  readonly post?: string;
}

/** `/staff`, phone → server. Every packet is answered. */
export interface StaffUp {
  hello(
    packet: Hello,
    answer: (reply: Reply<{ welcome: Welcome; patches: readonly Patch[]; load: readonly string[] }> | Later) => void,
  ): void;
  pull(
    packet: v.InferOutput<typeof pullSchema>,
    answer: (reply: Reply<{ patch?: Patch; load?: true }> | Later) => void,
  ): void;
  push(
    packet: { protocol: number; mutations: readonly Mutation[] },
    answer: (reply: Reply<{ answers: readonly Answer[] }> | Later) => void,
  ): void;
  clock(
    packet: v.InferOutput<typeof clockSchema>,
    answer: (reply: Reply<{ serverMs: number; epoch: string; rev?: number }> | Later) => void,
  ): void;
}
/** `/staff`, server → phone. */
export interface StaffDown {
  patch(patch: Patch): void;
  bye(bye: Bye): void;
  here(here: { show: string; people: readonly Here[] }): void;
}
/** `/photos`. */
export interface PhotosUp {
  photo(
    packet: v.InferOutput<typeof photoPieceSchema>,
    answer: (reply: Reply<{ offset: number }> | Reply<{ received: true }> | Later) => void,
  ): void;
}
