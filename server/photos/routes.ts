import { type Request, type Response, Router } from 'express';
import { PHOTO_SIZES, type PhotoSize } from '../../shared/picture/sizes.ts';
import type { Access } from '../access/access.ts';
import { isPhotoHash } from './check.ts';
import type { PhotoEngine } from './engine.ts';
import type { PhotoStore } from './store.ts';

interface Parts {
  readonly store: PhotoStore;
  readonly mayRead: (request: Request, hash: string) => boolean;
}

/**
 * `GET /photos/<hash>/<size>.jpg`, for staff. A hash names the same bytes for ever, so that a browser keeps them, and
 * only the browser: what lies between must not.
 */
export function photoRoutes({ store, mayRead }: Parts): Router {
  const router = Router();
  router.get('/photos/:hash/:file', async (request, response) => {
    const { hash, file } = request.params;
    const size = PHOTO_SIZES.find((size) => file === `${size}.jpg`);
    if (!isPhotoHash(hash) || !size) return void response.status(404).end();
    if (!mayRead(request, hash)) return void response.status(403).set('Cache-Control', 'no-store').end();
    response.set('Cache-Control', 'private, max-age=31536000, immutable');
    await sendPhoto(response, { store, hash, size });
  });
  return router;
}

/** A session reads the photos of the shows it is on. */
export function staffMayRead(parts: {
  readonly access: Pick<Access, 'authenticate' | 'staffRow'>;
  readonly engine: Pick<PhotoEngine, 'showsOf'>;
}): (request: Request, hash: string) => boolean {
  return ({ headers }, hash) => {
    const session = parts.access.authenticate(headers);
    return session !== undefined && parts.engine.showsOf(hash).some((show) => parts.access.staffRow(session.id, show));
  };
}

/**
 * Sends a photo, or 404. Its type is fixed, whatever the bytes, and nothing in it may run. How long it is kept is the
 * caller's to say; a photo that is not there is never kept as such.
 */
export async function sendPhoto(
  response: Response,
  { store, hash, size }: { readonly store: PhotoStore; readonly hash: string; readonly size: PhotoSize },
): Promise<void> {
  if (!(await store.has(hash))) return void response.status(404).set('Cache-Control', 'no-store').end();
  response.set({
    'Content-Type': 'image/jpeg',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': `inline; filename="${hash.slice(0, 12)}-${size}.jpg"`,
  });
  response.sendFile(store.pathOf(hash, size), { cacheControl: false, lastModified: false, dotfiles: 'allow' });
}
