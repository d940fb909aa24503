import { type Request, type Response, Router } from 'express';
import type { WallBoard } from './board.ts';
import type { WallTokens } from './tokens.ts';

export interface WallRouteParts {
  readonly board: WallBoard;
  readonly tokens: WallTokens;
  /** Sends a photo at the size of walls, with its fixed type; answers 404 by itself where there are no bytes. */
  readonly sendPhoto: (hash: string, response: Response) => void | Promise<void>;
}

/**
 * What a wall asks over HTTP: `GET /wall/state`, in one round trip while the socket is still being fetched, and
 * `GET /wall/photos/<hash>.jpg` while a card names it. Both with `Authorization: Bearer <token>`: the token sits in the
 * page's fragment, so that the page is the same file for all and no log holds it.
 */
export function wallRoutes({ board, tokens, sendPhoto }: WallRouteParts): Router {
  const router = Router();
  router.get('/wall/state', (request, response) => {
    const show = showOf(request, tokens);
    const whole = show === undefined ? undefined : board.whole(show);
    response.set('Cache-Control', 'no-store');
    if (whole) response.json(whole);
    else response.status(404).json({ ok: false, code: 'unknown' });
  });
  router.get(/^\/wall\/photos\/([0-9a-f]{64})\.jpg$/, async (request, response) => {
    const show = showOf(request, tokens);
    const hash = request.params[0] ?? '';
    // Not kept by the browser's own cache: the page keeps it for as long as a card names it, and no longer.
    response.set('Cache-Control', 'no-store');
    if (show !== undefined && board.names(show, hash)) await sendPhoto(hash, response);
    else response.status(404).json({ ok: false, code: 'unknown' });
  });
  return router;
}

function showOf(request: Request, tokens: WallTokens): string | undefined {
  const [, token] = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '') ?? [];
  return tokens.showOf(token);
}
