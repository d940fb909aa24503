import express, { type Router } from 'express';
import * as v from 'valibot';
import { type CheckedReply, type ConnectionReply, newConnectionSchema } from '../../shared/connection.ts';
import { showOf } from '../../shared/rows/rows.ts';
import type { Access } from '../access/access.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from '../access/guard.ts';
import { createRate } from '../access/rate.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import { CHECKING, channelRow, checked, placeOf } from './channel-row.ts';
import type { ConnectedChannels } from './connected.ts';
import type { Connections } from './connections.ts';
import type { Credentials } from './credentials.ts';
import { keptInMemory } from './kept.ts';

const BODY_LIMIT = '32kb';

export interface ConnectionRoutesParts {
  readonly access: Access;
  readonly ledger: Ledger;
  readonly connections: Connections;
  readonly channels: ConnectedChannels;
  readonly clock: Clock;
  readonly log: Log;
}

/** Connecting channels to accounts, checking them and letting go of them: for administrators of the show. */
export function connectionRoutes(parts: ConnectionRoutesParts): Router {
  const { access, connections, channels, clock, log } = parts;
  const router = express.Router();
  const path = '/shows/:show/channels/:channel/connection';
  const checking = createRate({ ...CHECKING, clock });
  router.use(path, pagesPass, guardOrigin(access), guardSession(access));

  router.get(path, (req, res) => {
    const row = channelRow(parts, req.params, res);
    if (!row) return;
    const place = placeOf(req.params);
    const connection = connections.of(place);
    answered(res, {
      network: row.network,
      ...(connection
        ? {
            state: connections.open(place) ? 'connected' : 'unreadable',
            identity: connection.identity,
            checkedMs: connection.checkedMs,
            left: channels.leftOn(place.show, place.channel),
          }
        : { state: 'none' }),
    } satisfies ConnectionReply);
  });

  router.put(path, express.json({ limit: BODY_LIMIT }), async (req, res) => {
    const row = channelRow(parts, req.params, res);
    if (!row) return;
    const place = placeOf(req.params);
    const rows = parts.ledger.rows(place.show);
    // A rehearsal calls no network: it is given no account either.
    if (!rows || showOf(rows)?.rehearsal) return refused(res, 'not-allowed', 'rehearsal');
    const asked = v.safeParse(newConnectionSchema, req.body);
    if (!asked.success) return refused(res, 'bad-packet', v.getDotPath(asked.issues[0]) ?? asked.issues[0].message);
    if (asked.output.network !== row.network) return refused(res, 'bad-packet', 'network');
    const retryMs = checking.take(sessionOf(res).id);
    if (retryMs > 0) return later(res, retryMs);
    const kept = keptInMemory<Credentials>(asked.output);
    const check = await checked(channels.tried(kept));
    if (check.ok) {
      connections.connect(place, kept.get(), check.identity);
      log.info({ ...place, network: row.network, host: check.identity.host }, 'a channel was connected');
    }
    answered(res, { check } satisfies CheckedReply);
  });

  router.post(`${path}/test`, async (req, res) => {
    if (!channelRow(parts, req.params, res)) return;
    const place = placeOf(req.params);
    const channel = channels.channelOf(place.show, place.channel);
    if (!channel) return answered(res, { check: { ok: false, reason: 'not-connected' } } satisfies CheckedReply);
    const retryMs = checking.take(sessionOf(res).id);
    if (retryMs > 0) return later(res, retryMs);
    const check = await checked(channel);
    if (check.ok) connections.checked(place, check.identity);
    answered(res, { check } satisfies CheckedReply);
  });

  router.delete(path, (req, res) => {
    const row = channelRow(parts, req.params, res);
    if (!row) return;
    const place = placeOf(req.params);
    connections.disconnect(place);
    log.info({ ...place, network: row.network }, 'a channel was disconnected');
    answered(res, {});
  });
  return router;
}
