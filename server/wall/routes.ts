import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { DrawnWall, DrawWall } from '../../shared/wall-packets.ts';
import type { Log } from '../log.ts';
import { sendPhoto } from '../photos/routes.ts';
import type { PhotoStore } from '../photos/store.ts';
import type { WallBoard } from './board.ts';
import type { WallTokens } from './tokens.ts';

export interface WallRouteParts {
  readonly board: WallBoard;
  readonly tokens: WallTokens;
  readonly store: PhotoStore;
  /** Absent: the page comes empty, and asks. */
  readonly draw?: DrawWall | undefined;
  readonly log: Log;
}

/**
 * What a wall asks over HTTP: its page, `GET /wall/<token>`, with the card of this moment drawn in it; then, with
 * `Authorization: Bearer <token>`, `GET /wall/state`, where no socket comes through, and
 * `GET /wall/photos/<hash>/<wall|thumb>.jpg` while a card names it.
 */
export function wallRoutes({ board, tokens, store, draw, log }: WallRouteParts): Router {
  const router = Router();
  router.get(/^\/wall\/([^/]+)$/, (request, response, next) => {
    const show = tokens.showOf(request.params[0]);
    const whole = show === undefined ? undefined : board.whole(show);
    // A link that opens nothing gets the empty page, which asks and says so.
    if (!whole || !draw) return next();
    const visit = {
      whole,
      view: isPhone(request) ? 'visitor' : 'screen',
      search: request.originalUrl.split('?')[1] ?? '',
    } as const;
    try {
      sendDrawn(response, draw(visit));
    } catch (error) {
      // The room's wall must open all the same: the page that asks needs nothing drawn.
      log.error({ err: error, show }, 'a wall could not be drawn');
      next();
    }
  });
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

/** Kept by nobody: a copy of the page would show what has been withdrawn since. */
function sendDrawn(response: Response, { html, style }: DrawnWall): void {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = String(response.get('Content-Security-Policy') ?? '');
  response.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
    'Content-Security-Policy': policy.replace("style-src 'self'", `style-src 'self' 'sha256-${hash}'`),
  });
  response.type('html').send(html);
}

/** Guessed wrong, the page draws itself anew when its script comes. */
const isPhone = (request: Request): boolean =>
  request.get('sec-ch-ua-mobile') === '?1' || /\bMobi/.test(request.get('user-agent') ?? '');

function showOf(request: Request, tokens: WallTokens): string | undefined {
  const [, token] = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '') ?? [];
  return tokens.showOf(token);
}
