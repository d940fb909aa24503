import express, { type Router } from 'express';
import type { HandoverState, NewHandover } from '../../shared/access.ts';
import { qrOf } from '../wall/qr.ts';
import { joinUrl } from './access.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from './guard.ts';
import { createRate } from './rate.ts';
import type { AccessRoutesParts } from './routes.ts';
import { spelt } from './secrets.ts';

/** One phone's: it makes one each time the sheet is opened, and a new one when that has died. */
const HANDING_OVER = { burst: 20, perSecond: 1 / 10 };

/** Changing phones: `POST /handovers` for a code to scan, `GET` for what became of it, `DELETE` to close it. */
export function handoverRoutes({ access, clock, publicUrl }: AccessRoutesParts): Router {
  const router = express.Router();
  const rate = createRate({ ...HANDING_OVER, clock });
  router.use('/handovers', pagesPass, guardOrigin(access), guardSession(access));

  router.post('/handovers', (req, res) => {
    const { id: session } = sessionOf(res);
    const retryMs = rate.take(session);
    if (retryMs > 0) return later(res, retryMs);
    const { id, token, code, expiresMs } = access.handovers.make(session);
    const url = joinUrl(publicUrl ?? req.headers.origin ?? '', token);
    const handover: NewHandover = { id, url, code: spelt(code), expiresMs, qr: qrOf(url) };
    answered(res, { handover });
  });

  router.get('/handovers/:id', (req, res) => {
    const handover = access.handovers.byId(req.params.id);
    if (!handover || handover.from !== sessionOf(res).id) return refused(res, 'unknown');
    const taken = handover.used && access.session(handover.used.session);
    answered(res, (taken ? { taken: taken.name } : {}) satisfies HandoverState);
  });

  router.delete('/handovers', (_req, res) => {
    access.handovers.withdraw(sessionOf(res).id);
    answered(res, {});
  });
  return router;
}
