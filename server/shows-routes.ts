import express, { type Response, type Router } from 'express';
import * as v from 'valibot';
import { type NewShow, newShowSchema } from '../shared/access.ts';
import { PROTOCOL } from '../shared/protocol.ts';
import type { Row } from '../shared/rows/row.ts';
import { showOf } from '../shared/rows/rows.ts';
import { ADMINISTRATOR } from './access/administrator.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from './access/guard.ts';
import type { Session } from './access/sessions.ts';
import { LEDGER_RETRY_MS, type ShowsParts } from './access/shows-parts.ts';
import { copiedRows } from './import/copied-show.ts';
import { newShowRows } from './import/new-show.ts';

const BODY_LIMIT = '8kb';
/** Letters of the name that the top bar shows where no short name is given. */
const SHORT_NAME_LENGTH = 12;

/** The list of shows, a show's rows as one patch from 0, and new shows. */
export function showsRoutes({ access, ledger, clock }: ShowsParts): Router {
  const router = express.Router();
  const signedIn = guardSession(access);
  router.use(['/shows'], pagesPass, guardOrigin(access));

  router.get('/shows', signedIn, (_req, res) => {
    answered(res, { shows: access.showsOf(sessionOf(res).id) });
  });

  router.get('/shows/:id/rows', signedIn, (req, res) => {
    // An app of another protocol could not read them.
    if (req.query.protocol !== undefined && req.query.protocol !== String(PROTOCOL)) return refused(res, 'protocol');
    const show = String(req.params.id);
    const session = sessionOf(res);
    if (!ledger.rows(show)) return refused(res, 'unknown-show');
    if (!access.staffRow(session.id, show)) return refused(res, 'not-allowed');
    const patch = ledger.load(show, session.device);
    if (!patch) return refused(res, 'unknown-show');
    res.set('Cache-Control', 'no-store').json(patch);
  });

  router.post('/shows', signedIn, express.json({ limit: BODY_LIMIT }), (req, res) => {
    const asked = v.safeParse(newShowSchema, req.body);
    if (!asked.success) return refused(res, 'bad-packet', asked.issues[0].message);
    const wish = asked.output;
    const session = sessionOf(res);
    if (ledger.rows(wish.id)) {
      // Asked twice, because the first answer was lost.
      const made = access.staffRow(session.id, wish.id) ? shownTo(session, wish.id) : undefined;
      return made ? answered(res, { show: made }) : refused(res, 'exists');
    }
    if (wish.zone !== undefined && !isZone(wish.zone)) return refused(res, 'bad-packet', 'zone');
    const creator = creatorOf(session, wish);
    if (!creator) return refused(res, 'not-allowed');
    const rows = rowsOf(wish, creator);
    if (!rows) return refused(res, 'unknown-show');
    // First of all, so that a server killed in between does not leave a show that no one can open.
    if (wish.from === undefined) access.enter(session.id, wish.id, creator.id);
    else access.share(wish.from, wish.id);
    if (!create(wish.id, rows, res)) return;
    answered(res, { show: shownTo(session, wish.id) });
  });
  return router;

  function shownTo(session: Session, show: string) {
    return access.showsOf(session.id).find(({ id }) => id === show);
  }

  /** An administrator: of the show that is copied, or of any for an empty one. */
  function creatorOf(session: Session, { from }: NewShow): { readonly id: string; readonly name: string } | undefined {
    const shows = from === undefined ? access.showsOf(session.id).map(({ id }) => id) : [from];
    for (const show of shows) {
      const me = access.staffRow(session.id, show);
      if (me?.hats.includes('administer')) return { id: me.id, name: me.name };
    }
    // The first show of a server that has none.
    return session.admin && from === undefined ? { id: ADMINISTRATOR, name: session.name } : undefined;
  }

  function rowsOf(wish: NewShow, creator: { readonly id: string; readonly name: string }): readonly Row[] | undefined {
    const { id, name, shortName, rehearsal, startMs, withoutProgramme, zone = 'Europe/Paris', language = 'fr' } = wish;
    const nowMs = clock.nowMs();
    if (wish.from === undefined) {
      const short = shortName ?? name.slice(0, SHORT_NAME_LENGTH).trim();
      return newShowRows({ id, name, shortName: short, zone, language, rehearsal, creator, nowMs });
    }
    const from = ledger.rows(wish.from);
    if (!from || !showOf(from)) return undefined;
    return copiedRows(from, { id, name, shortName, rehearsal, startMs, withoutProgramme, nowMs, epoch: ledger.epoch });
  }

  function create(show: string, rows: readonly Row[], res: Response): boolean {
    const { epoch } = ledger;
    const mutation = {
      id: `create/${show}`,
      show,
      name: 'show.create',
      args: { rows },
      madeAtMs: clock.nowMs(),
      epoch,
    };
    const [answer] = ledger.push([mutation], { by: 'engine:import' });
    if (answer?.kind === 'applied') return true;
    if (answer?.kind === 'refused') throw new Error(`a show could not be made: ${answer.refusal.code}`);
    later(res, answer?.retryMs ?? LEDGER_RETRY_MS, 503);
    return false;
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
