import express, { type Router } from 'express';
import { LATEST, type LatestReply } from '../../shared/latest.ts';
import type { Access } from '../access/access.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from '../access/guard.ts';
import { createRate } from '../access/rate.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ChannelOf } from './channel.ts';
import { CHECK_LIMIT_MS, placeOf } from './channel-row.ts';
import { failureOf } from './http.ts';

/** Reading is paid for on X, and limited everywhere. */
const READING = { burst: 10, perSecond: 1 / 10 };

/** What stands on an account, for who decides whether a post is there. */
export function latestRoutes({
  access,
  ledger,
  channelOf,
  clock,
}: {
  readonly access: Access;
  readonly ledger: Ledger;
  readonly channelOf: ChannelOf;
  readonly clock: Clock;
}): Router {
  const router = express.Router();
  const path = '/shows/:show/channels/:channel/latest';
  const reading = createRate({ ...READING, clock });
  router.use(path, pagesPass, guardOrigin(access), guardSession(access));

  router.get(path, async (req, res) => {
    const { show, channel: id } = placeOf(req.params);
    const session = sessionOf(res).id;
    const rows = ledger.rows(show);
    if (!rows || !access.staffRow(session, show)) return refused(res, 'unknown-show');
    if (!access.may(session, show, 'approve')) return refused(res, 'not-allowed');
    const channel = channelOf(show, id);
    if (!channel?.latest) return answered(res, { reason: 'not-connected' } satisfies LatestReply);
    const retryMs = reading.take(session);
    if (retryMs > 0) return later(res, retryMs);
    const found = await channel.latest(AbortSignal.timeout(CHECK_LIMIT_MS)).catch((error: unknown) => ({
      later: failureOf(error).reason,
    }));
    if ('later' in found) return answered(res, { reason: found.later } satisfies LatestReply);
    const known = new Set<string>();
    for (const { channel: on, remote } of rows.all('publication')) if (on === id && remote) known.add(remote.id);
    const posts = found.posts
      .filter(({ remote }) => !known.has(remote.id))
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, LATEST);
    answered(res, { posts } satisfies LatestReply);
  });
  return router;
}
