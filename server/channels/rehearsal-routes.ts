import express, { type Router } from 'express';
import * as v from 'valibot';
import type { RehearsalReply } from '../../shared/rehearsal.ts';
import { FAULTS } from '../../shared/rehearsal.ts';
import { givenId } from '../../shared/rows/base.ts';
import { showOf } from '../../shared/rows/rows.ts';
import type { Access } from '../access/access.ts';
import { answered, guardOrigin, guardSession, pagesPass, refused, sessionOf } from '../access/guard.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RehearsalNetwork } from './rehearsal.ts';

const faultSchema = v.strictObject({ channel: givenId, fault: v.picklist(FAULTS) });

/** What the rehearsal networks hold of a show, and what is to happen to their next calls. */
export function rehearsalRoutes({
  access,
  ledger,
  network,
}: {
  access: Access;
  ledger: Ledger;
  network: RehearsalNetwork;
}): Router {
  const router = express.Router();
  router.use('/shows/:show/rehearsal', pagesPass, guardOrigin(access), guardSession(access));

  router.get('/shows/:show/rehearsal', (req, res) => {
    const rows = ledger.rows(req.params.show);
    if (!rows || !access.staffRow(sessionOf(res).id, req.params.show)) return refused(res, 'unknown-show');
    const channels = [...rows.all('channel')].filter(
      ({ served, network: name }) => served === 'server' && name !== 'wall',
    );
    answered(res, {
      rehearsal: showOf(rows)?.rehearsal === true,
      posts: network.posts(req.params.show),
      faults: Object.fromEntries(channels.map(({ id }) => [id, network.faults(req.params.show, id)])),
    } satisfies RehearsalReply);
  });

  router.post('/shows/:show/rehearsal', express.json({ limit: '1kb' }), (req, res) => {
    const show = String(req.params.show);
    const wanted = v.safeParse(faultSchema, req.body);
    if (!wanted.success) return refused(res, 'bad-packet');
    if (!access.may(sessionOf(res).id, show, 'administer')) return refused(res, 'not-allowed');
    network.fault(show, wanted.output.channel, wanted.output.fault);
    answered(res, {});
  });
  return router;
}
