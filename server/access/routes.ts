import express, { type Router } from 'express';
import * as v from 'valibot';
import {
  inviteSchema,
  joinSchema,
  type NewInvitation,
  type OpenInvitation,
  type SessionReply,
} from '../../shared/access.ts';
import { PROTOCOL } from '../../shared/protocol.ts';
import { givenId } from '../../shared/rows/base.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import { qrOf } from '../wall/qr.ts';
import { type Access, joinUrl } from './access.ts';
import { cookieIn, cookieNameFor, setCookie } from './cookies.ts';
import { devicesOf, revokeDevice } from './devices.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from './guard.ts';
import { handoverRoutes } from './handover-routes.ts';
import type { Invitation } from './invitations.ts';
import { redeem } from './joining.ts';
import { createRate, neighbourhood } from './rate.ts';
import { spelt } from './secrets.ts';
import { SESSION_LIFE_MS } from './sessions.ts';

/** Bodies here are a few ids and a name. */
const BODY_LIMIT = '8kb';
/** Wrong codes from one address: a whole team may mistype behind one address, a machine may not guess. */
const WRONG_CODES = { burst: 20, perSecond: 1 / 6 };
/** Invitations by one session. */
const INVITING = { burst: 60, perSecond: 1 };

export interface AccessRoutesParts {
  readonly access: Access;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** Which app this server serves. */
  readonly build: string;
  /** The address phones use; undefined: the one that the page asking was opened at. */
  readonly publicUrl: string | undefined;
}

/** Signing in and out, invitations, devices. */
export function accessRoutes(parts: AccessRoutesParts): Router {
  const { access, ledger, clock, log } = parts;
  const router = express.Router();
  const json = express.json({ limit: BODY_LIMIT });
  const wrongCodes = createRate({ ...WRONG_CODES, clock });
  const inviting = createRate({ ...INVITING, clock });
  const signedIn = guardSession(access);

  router.use(['/session', '/join', '/leave', '/invitations', '/devices'], pagesPass, guardOrigin(access));

  router.get('/session', signedIn, (req, res) => {
    // Its life begins anew on the phone, as it does here.
    const cookie = cookieIn(req.headers);
    if (cookie) res.append('Set-Cookie', setCookie(cookie.name, { token: cookie.token, maxAgeMs: SESSION_LIFE_MS }));
    answered(res, sessionReply(parts, sessionOf(res).id));
  });

  router.post('/join', json, (req, res) => {
    const join = v.safeParse(joinSchema, req.body);
    if (!join.success) return refused(res, 'bad-packet', join.issues[0].message);
    const cookieName = cookieNameFor(req.headers.origin ?? '');
    if (cookieName === undefined) return refused(res, 'insecure');
    const current = access.authenticate(req.headers);
    const joined = redeem({ access, ledger, clock, wrongCodes }, join.output, {
      current,
      address: neighbourhood(req.ip ?? ''),
    });
    if (!joined.ok) return joined.code === 'later' ? later(res, joined.retryMs) : refused(res, joined.code);
    res.append('Set-Cookie', setCookie(cookieName, { token: joined.token, maxAgeMs: SESSION_LIFE_MS }));
    log.info({ device: joined.session.device, admin: joined.session.admin }, 'a device signed in');
    answered(res, sessionReply(parts, joined.session.id));
  });

  router.post('/leave', (req, res) => {
    const session = access.authenticate(req.headers);
    if (session) {
      access.end(session.id);
      log.info({ device: session.device }, 'a device signed out');
    }
    const cookie = cookieIn(req.headers);
    if (cookie) res.append('Set-Cookie', setCookie(cookie.name, { token: '', maxAgeMs: 0 }));
    answered(res, {});
  });

  router.get('/invitations', signedIn, (req, res) => {
    const show = v.safeParse(givenId, req.query.show);
    if (!show.success) return refused(res, 'bad-packet', 'show');
    if (!access.staffRow(sessionOf(res).id, show.output)) return refused(res, 'not-allowed');
    const mayInvite = (invitation: Invitation) => invites(access, sessionOf(res).id, invitation);
    const invitations = access.invitations
      .open(show.output)
      .flatMap((one) => (one.target !== 'admin' && mayInvite(one) ? openInvitation(one, one.target) : []));
    answered(res, { invitations });
  });

  router.post('/invitations', signedIn, json, (req, res) => {
    const invite = v.safeParse(inviteSchema, req.body);
    if (!invite.success) return refused(res, 'bad-packet', invite.issues[0].message);
    const { show, staff } = invite.output;
    const { id } = sessionOf(res);
    if (!access.staffRow(id, show) || !invites(access, id, { target: invite.output }))
      return refused(res, 'not-allowed');
    const row = ledger.rows(show)?.get('staff', staff);
    if (!row) return refused(res, 'unknown');
    if (row.revoked) return refused(res, 'revoked');
    const retryMs = inviting.take(id);
    if (retryMs > 0) return later(res, retryMs);

    const { token, code, ...made } = access.invitations.make({ show, staff });
    log.info({ by: sessionOf(res).device, show, staff }, 'someone was invited');
    const url = joinUrl(parts.publicUrl ?? req.headers.origin ?? '', token);
    const invitation: NewInvitation = {
      ...openInvitation(made, { show, staff }),
      url,
      code: spelt(code),
      codeExpiresMs: made.codeExpiresMs,
      qr: qrOf(url),
    };
    answered(res, { invitation });
  });

  router.delete('/invitations/:id', signedIn, (req, res) => {
    const invitation = access.invitations.byId(String(req.params.id));
    if (!invitation) return refused(res, 'unknown');
    if (!invites(access, sessionOf(res).id, invitation)) return refused(res, 'not-allowed');
    access.invitations.withdraw(invitation.id);
    answered(res, {});
  });

  router.use(handoverRoutes(parts));

  router.get('/devices', signedIn, (req, res) => {
    const show = v.safeParse(givenId, req.query.show);
    if (!show.success) return refused(res, 'bad-packet', 'show');
    if (!access.staffRow(sessionOf(res).id, show.output)) return refused(res, 'not-allowed');
    answered(res, { devices: devicesOf(access, show.output, sessionOf(res)) });
  });

  router.delete('/devices/:id', signedIn, (req, res) => {
    const done = revokeDevice(access, String(req.params.id), sessionOf(res));
    if (done !== 'revoked') return refused(res, done);
    log.info({ by: sessionOf(res).device, device: req.params.id }, 'a device was sent away');
    answered(res, {});
  });

  return router;
}

function sessionReply({ access, ledger, clock, build }: AccessRoutesParts, id: string): SessionReply {
  // Looked up anew: joining has just changed it.
  const session = access.session(id);
  return {
    session: {
      device: session?.device ?? '',
      name: session?.name ?? '',
      admin: session?.admin ?? false,
      shows: access.showsOf(id),
    },
    server: { build, protocol: PROTOCOL, epoch: ledger.epoch, nowMs: clock.nowMs() },
  };
}

/** An administrator of the show may, and anyone for themselves: their other phone. */
function invites(access: Access, session: string, { target }: Pick<Invitation, 'target'>): boolean {
  if (target === 'admin') return access.session(session)?.admin ?? false;
  const me = access.staffRow(session, target.show);
  return me !== undefined && (me.id === target.staff || me.hats.includes('administer'));
}

function openInvitation(
  { id, madeMs, expiresMs }: Pick<Invitation, 'id' | 'madeMs' | 'expiresMs'>,
  target: { readonly show: string; readonly staff: string },
): OpenInvitation {
  return { id, ...target, madeMs, expiresMs };
}
