import express, { type Request, type Response, type Router } from 'express';
import * as v from 'valibot';
import { erasePersonSchema, type FoundPerson, type FoundReply, personDataSchema } from '../../shared/person-request.ts';
import type { PersonRow } from '../../shared/rows/person.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from '../access/guard.ts';
import { LEDGER_RETRY_MS, type ShowsParts } from '../access/shows-parts.ts';
import { personData } from './data.ts';
import { findPerson } from './finding.ts';

const BODY_LIMIT = '32kb';

type Asked = { readonly show: string; readonly person: PersonRow };

/**
 * One person over all shows, for who administers them: `GET /shows/<id>/people/<person>` says where they are,
 * `POST …/data` gives all that is held of them, `POST …/erase` has it all emptied.
 */
export function peopleRoutes({ access, ledger, clock }: ShowsParts): Router {
  const router = express.Router();
  const json = express.json({ limit: BODY_LIMIT });
  router.use('/shows/:show/people', pagesPass, guardOrigin(access), guardSession(access));

  router.get('/shows/:show/people/:person', (req, res) => {
    const asked = askedIn(req, res);
    if (asked) answered(res, found(asked, res) satisfies FoundReply);
  });

  router.post('/shows/:show/people/:person/data', json, (req, res) => {
    const body = v.safeParse(personDataSchema, req.body);
    if (!body.success) return refused(res, 'bad-packet', body.issues[0].message);
    const asked = askedIn(req, res);
    if (!asked) return;
    const places = chosen(body.output.of, found(asked, res).found);
    if (!places) return refused(res, 'not-allowed');
    const shows = places.flatMap(({ show, person }) => {
      const rows = ledger.rows(show);
      const row = rows?.get('person', person);
      return rows && row ? [personData(rows, row)] : [];
    });
    answered(res, { data: { format: 'regie-person', version: 1, made: new Date(clock.nowMs()).toISOString(), shows } });
  });

  router.post('/shows/:show/people/:person/erase', json, (req, res) => {
    const body = v.safeParse(erasePersonSchema, req.body);
    if (!body.success) return refused(res, 'bad-packet', body.issues[0].message);
    const { of } = body.output;
    const { id: session } = sessionOf(res);
    // Asked again because the answer was lost: who is erased is found by nobody any more, and their ids are known.
    const isRepeat = of.every(({ show, person }) => isErased(show, person) && access.may(session, show, 'administer'));
    if (!isRepeat) {
      const asked = askedIn(req, res);
      if (!asked) return;
      if (!chosen(of, found(asked, res).found)) return refused(res, 'not-allowed');
    }
    const mutations = of.map(({ show, person, id }) => ({
      id,
      show,
      name: 'row.erase',
      args: { row: 'person', id: person },
      madeAtMs: clock.nowMs(),
      epoch: ledger.epoch,
    }));
    // All or nothing: someone told that they are gone must not remain in one of the shows.
    const answers = ledger.push(mutations, { by: (show) => access.staffOf(session, show), whole: true });
    const failed = answers.find(({ kind }) => kind !== 'applied');
    if (!failed) return answered(res, { erased: answers.length });
    if (failed.kind === 'refused') return refused(res, 'not-allowed', failed.refusal.code);
    later(res, failed.kind === 'later' ? failed.retryMs : LEDGER_RETRY_MS, 503);
  });
  return router;

  function askedIn(req: Request, res: Response): Asked | undefined {
    const [show, id] = [String(req.params.show), String(req.params.person)];
    const rows = ledger.rows(show);
    if (!rows) refused(res, 'unknown-show');
    else if (!access.may(sessionOf(res).id, show, 'administer')) refused(res, 'not-allowed');
    else {
      const person = rows.get('person', id);
      if (person && !person.erased) return { show, person };
      refused(res, 'unknown');
    }
    return undefined;
  }

  function found(asked: Asked, res: Response): FoundReply {
    const { id } = sessionOf(res);
    return findPerson(ledger, asked, (show) => access.may(id, show, 'administer'));
  }

  function isErased(show: string, person: string): boolean {
    return ledger.rows(show)?.get('person', person)?.erased === true;
  }
}

/** What was chosen, if all of it was found. */
function chosen(
  of: readonly { readonly show: string; readonly person: string }[],
  found: readonly FoundPerson[],
): readonly FoundPerson[] | undefined {
  const places = of.map(({ show, person }) => found.find((one) => one.show === show && one.person === person));
  const known = places.filter((place) => place !== undefined);
  return known.length === places.length ? known : undefined;
}
