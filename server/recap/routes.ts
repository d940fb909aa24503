import { type Request, Router } from 'express';
import type { HttpRefusal } from '../../shared/access.ts';
import { recapOf } from '../../shared/recap.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { Access } from '../access/access.ts';
import { refused } from '../access/guard.ts';
import type { Log } from '../log.ts';
import { CONTENT_TYPES, exportOf, RECAP_FORMATS } from './exports.ts';
import { recapStyle } from './page.ts';
import type { PhotoReader } from './photo-file.ts';
import { sendFile } from './send-file.ts';
import { fileName } from './telling.ts';

export interface RecapParts {
  /** Why this request may not read that show; undefined: it may. */
  readonly refusalOf: (request: Request, show: string) => HttpRefusal | undefined;
  readonly rows: (show: string) => Rows | undefined;
  readonly photoFile: PhotoReader;
  readonly clock: { nowMs(): number };
  readonly log: Pick<Log, 'warn'>;
}

/**
 * `GET /shows/<id>/recap.<html|md|csv|json|zip>`, for the show's staff. Streamed with its exact length, so that a page or
 * a browser shows how far it is; hence never compressed on the way (`no-transform`). A page opens in the browser unless
 * `?download` is asked; all else is a file to keep.
 */
export function recapRoutes({ refusalOf, rows, photoFile, clock, log }: RecapParts): Router {
  const router = Router();
  router.get('/shows/:show/recap.:format', async (request, response) => {
    const { show = '' } = request.params;
    const format = RECAP_FORMATS.find((known) => known === request.params.format);
    if (!format) return refused(response, 'unknown');
    const refusal = refusalOf(request, show);
    if (refusal) return refused(response, refusal);
    const known = rows(show);
    const recap = known && recapOf(known, clock.nowMs());
    if (!recap) return refused(response, 'unknown-show');

    const sending = await exportOf(recap, format, photoFile);
    const kept = format !== 'html' || request.query.download !== undefined;
    await sendFile(response, sending, {
      type: CONTENT_TYPES[format],
      name: `${fileName(recap)}.${format}`,
      kept,
      policy: format === 'html' ? recapStyle.policy('inside') : undefined,
      onGone: () => log.warn({ show, format }, 'a photo was erased while a recap was being sent'),
    });
  });
  return router;
}

/** A session reads the recaps of the shows it is on. */
export const staffReadRecaps =
  (access: Pick<Access, 'authenticate' | 'staffRow'>): RecapParts['refusalOf'] =>
  ({ headers }, show) => {
    const session = access.authenticate(headers);
    if (!session) return 'no-session';
    return access.staffRow(session.id, show) ? undefined : 'not-allowed';
  };
