import { type Request, Router } from 'express';
import { sendPhoto } from '../photos/routes.ts';
import type { PhotoStore } from '../photos/store.ts';
import type { WallBoard } from './board.ts';
import type { WallTokens } from './tokens.ts';

export interface WallRouteParts {
  readonly board: WallBoard;
  readonly tokens: WallTokens;
  readonly store: PhotoStore;
}

/**
 * What a wall asks over HTTP: `GET /wall/state`, in one round trip while the socket is still being fetched, and
 * `GET /wall/photos/<hash>/<wall|thumb>.jpg` while a card names it. Both with `Authorization: Bearer <token>`: the token
 * sits in the page's fragment, so that the page is the same file for all and no log holds it.
 */
export function wallRoutes({ board, tokens, store }: WallRouteParts): Router {
  const router = Router();
  router.get('/wall/state', (request, response) => {
    const show = showOf(request, tokens);
    const whole = show === undefined ? undefined : board.whole(show);
    response.set('Cache-Control', 'no-store');
    const { run, n } = request.query;
    if (show !== undefined && board.isCurrent(show, { run: String(run), n: Number(n) })) response.status(204).end();
    else if (whole) response.json(whole);
    else response.status(404).json({ ok: false, code: 'unknown' });
  });
  router.get(/^\/wall\/photos\/([0-9a-f]{64})\/(wall|thumb)\.jpg$/, async (request, response) => {
    const show = showOf(request, tokens);
    const hash = request.params[0] ?? '';
    // Not kept by the browser's own cache: the page keeps it for as long as a card names it, and no longer.
    response.set('Cache-Control', 'no-store');
    if (show !== undefined && board.names(show, hash)) {
      await sendPhoto(response, { store, hash, size: request.params[1] === 'thumb' ? 'thumb' : 'wall' });
    } else response.status(404).json({ ok: false, code: 'unknown' });
  });
  return router;
}

function showOf(request: Request, tokens: WallTokens): string | undefined {
  const [, token] = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '') ?? [];
  return tokens.showOf(token);
}
