import { setTimeout as wait } from 'node:timers/promises';
import { fieldsOf, textOf } from './answers.ts';
import type { NotSent, Refused } from './channel.ts';
import { repeatable } from './http.ts';
import type { Instance, MastodonServer } from './mastodon-server.ts';
import { type PayloadPhoto, type PhotoFit, photoBytes, type ReadPhoto } from './photo-bytes.ts';
import { Uploads } from './uploads.ts';

/** How often a photo that the server still works on is asked after. */
const POLL_MS = 1_000;
/** Servers take more and draw it smaller themselves: more than this is a hall's line wasted. */
const PHOTO_BYTES = 5_000_000;

/** The photos of a post, each uploaded once however often the post is tried, and worked on before it is sent. */
export function mastodonMedia({
  server,
  readPhoto,
  nowMs,
  pollMs = POLL_MS,
}: {
  readonly server: MastodonServer;
  readonly readPhoto: ReadPhoto;
  readonly nowMs: () => number;
  readonly pollMs?: number;
}) {
  const uploads = new Uploads();
  return { ids, forget: (key: string): void => uploads.forget(key) };

  async function ids(
    key: string,
    { photos, limits }: { readonly photos: readonly PayloadPhoto[]; readonly limits: Instance['limits'] },
    signal: AbortSignal,
  ): Promise<readonly string[] | NotSent | Refused> {
    const read = await photoBytes(readPhoto, photos, fitOf(limits));
    if (read.outcome !== 'read') return read;
    const made: string[] = [];
    for (const [at, photo] of photos.entries()) {
      const known = uploads.get(key, photo, nowMs());
      const id = known ?? (await upload(read.bytes[at] ?? new Uint8Array(), photo, signal));
      if (typeof id !== 'string') return id;
      uploads.put(key, photo, id, nowMs());
      const notReady = await untilReady(id, signal);
      if (notReady) {
        if (notReady.reason.startsWith('gone') || notReady.outcome === 'refused') uploads.forget(key);
        return notReady;
      }
      made.push(id);
    }
    return made;
  }

  async function upload(
    bytes: Uint8Array<ArrayBuffer>,
    { alt }: PayloadPhoto,
    signal: AbortSignal,
  ): Promise<string | NotSent | Refused> {
    const form = new FormData();
    form.set('file', new Blob([bytes], { type: 'image/jpeg' }), 'photo.jpg');
    form.set('description', alt);
    const asked = await server.ask('/api/v2/media', { method: 'POST', body: form, signal });
    if (asked.outcome !== 'answered') return repeatable(asked);
    return textOf(fieldsOf(asked).id) ?? { outcome: 'not-sent', reason: 'odd-answer' };
  }

  /** A post with a photo that is still worked on is refused. */
  async function untilReady(id: string, signal: AbortSignal): Promise<NotSent | Refused | undefined> {
    for (;;) {
      const asked = await server.ask(`/api/v1/media/${id}`, { signal });
      if (asked.outcome === 'refused' && asked.status === 422) return repeatable(asked);
      if (asked.outcome === 'refused' && asked.status === 404) {
        // A photo that the server has lost since is uploaded again at the next try.
        return { outcome: 'not-sent', reason: asked.reason };
      }
      if (asked.outcome !== 'answered') return repeatable(asked);
      if (asked.status !== 206 && textOf(fieldsOf(asked).url) !== undefined) return undefined;
      await wait(pollMs, undefined, { signal });
    }
  }
}

const fitOf = ({ photoBytes, photoPixels }: Instance['limits']): PhotoFit => ({
  bytes: Math.min(photoBytes, PHOTO_BYTES),
  pixels: photoPixels,
});
