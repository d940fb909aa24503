import * as v from 'valibot';
import { NOTICE_KINDS } from './notices.ts';

/** What a device asks for: which kinds, in which language, with or without the phone's own sound and vibration. */
export const pushWishSchema = v.strictObject({
  kinds: v.array(v.picklist(NOTICE_KINDS)),
  language: v.picklist(['fr', 'en']),
  quiet: v.boolean(),
});
export type PushWish = v.InferOutput<typeof pushWishSchema>;

const base64url = v.pipe(v.string(), v.maxLength(200), v.regex(/^[A-Za-z0-9_-]+={0,2}$/));
/** `POST /push`: where the browser's push service takes messages for this device, and the keys that only it can open them with. */
export const subscribeSchema = v.strictObject({
  endpoint: v.pipe(v.string(), v.maxLength(2000), v.url()),
  keys: v.strictObject({ p256dh: base64url, auth: base64url }),
  ...pushWishSchema.entries,
});
export type Subscribe = v.InferOutput<typeof subscribeSchema>;

/** `GET /push`. */
export interface PushAbout {
  /** The server's, for `pushManager.subscribe`. */
  readonly publicKey: string;
  /** Null: this device is told nothing. */
  readonly wish: PushWish | null;
}

/** What is sent, sealed for the device: nothing of a post's words, since a locked screen shows it to whoever looks. */
export interface PushPayload {
  readonly title: string;
  readonly body: string;
  /** One notification a tag: the next replaces it. */
  readonly tag: string;
  /** A path of the app, opened by a tap. */
  readonly path: string;
  readonly quiet: boolean;
}
