import { Router } from 'express';
import type { WallAbout } from '../../shared/wall-packets.ts';
import type { Access } from '../access/access.ts';
import { answered, guardSession, pagesPass, refused, sessionOf } from '../access/guard.ts';
import type { WallSockets } from '../sockets/wall.ts';
import { qrOf } from './qr.ts';
import type { WallTokens } from './tokens.ts';

export interface StaffWallParts {
  readonly access: Access;
  readonly tokens: WallTokens;
  readonly walls: Pick<WallSockets, 'seen'>;
  /** Where walls are opened. */
  readonly origin: string;
}

/** What the staff of a show ask about its walls: `GET /shows/<id>/wall`. */
export function staffWallRoutes({ access, tokens, walls, origin }: StaffWallParts): Router {
  const router = Router();
  router.get('/shows/:show/wall', pagesPass, guardSession(access), (req, res) => {
    const show = String(req.params.show);
    if (!access.staffRow(sessionOf(res).id, show)) return refused(res, 'unknown-show');
    const url = wallUrl(origin, tokens.tokenOf(show));
    answered(res, { url, qr: qrOf(url), seen: walls.seen(show) } satisfies WallAbout);
  });
  return router;
}

/** The token sits in the path, so that the page comes with its card; it opens what the room sees, and nothing else. */
export const wallUrl = (origin: string, token: string): string => new URL(`/wall/${token}`, origin).href;
