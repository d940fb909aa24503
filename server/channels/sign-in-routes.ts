import { randomBytes } from 'node:crypto';
import express, { type Response, type Router } from 'express';
import * as v from 'valibot';
import {
  newSignInSchema,
  SIGNED_IN_PATH,
  type SignedInReply,
  type SignInMeans,
  type SignInReply,
  signedInSchema,
} from '../../shared/connection.ts';
import { reasonWith } from '../../shared/network-reason.ts';
import { showOf } from '../../shared/rows/rows.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from '../access/guard.ts';
import { createRate } from '../access/rate.ts';
import type { Applications } from './applications.ts';
import { CHECK_LIMIT_MS, CHECKING, channelRow, checked, placeOf } from './channel-row.ts';
import type { ConnectionRoutesParts } from './connection-routes.ts';
import type { Place } from './connections.ts';
import type { Credentials } from './credentials.ts';
import type { Fetch } from './http.ts';
import { keptInMemory } from './kept.ts';
import { beginNetworkSignIn, type NetworkSignIn } from './network-sign-in.ts';

const BODY_LIMIT = '16kb';
/** Long enough to sign in there and to find one's second factor. */
const OPEN_FOR_MS = 10 * 60_000;
/** Known on the whole server, open or not: one that has ended, or is too old, is told so. */
const KNOWN_LIMIT = 200;

interface Begun extends Place {
  readonly signIn: NetworkSignIn;
  /** Whoever began is the only one who can end it: an address sent by somebody else connects nothing. */
  readonly session: string;
  readonly untilMs: number;
}

export interface SignInRoutesParts extends ConnectionRoutesParts {
  readonly applications: Applications;
  readonly fetch: Fetch;
  /** Where phones find this server: networks send people back there. */
  readonly origin: string;
}

/**
 * Connecting a channel by signing in on the network's own page. The page it comes back to is opened from another site, so
 * that it has no session yet; it posts what it was given, and that request has one.
 */
export function signInRoutes(parts: SignInRoutesParts): Router {
  const { access, ledger, connections, applications, channels, clock, log, fetch, origin } = parts;
  const router = express.Router();
  const open = new Map<string, Begun>();
  /** Ended, by the session that began them. */
  const used = new Map<string, string>();
  const rate = createRate({ ...CHECKING, clock });
  const redirectUri = new URL(SIGNED_IN_PATH, origin).href;
  const path = '/shows/:show/channels/:channel/connection/sign-in';
  router.use([path, SIGNED_IN_PATH], pagesPass, guardOrigin(access), guardSession(access));

  router.get(path, (req, res) => {
    if (!channelRow(parts, req.params, res)) return;
    const kept = applications.of(placeOf(req.params).show);
    answered(res, {
      redirectUrl: redirectUri,
      ...(kept && { application: { clientId: kept.clientId, hasSecret: kept.clientSecret !== undefined } }),
    } satisfies SignInMeans);
  });

  router.post(path, express.json({ limit: BODY_LIMIT }), async (req, res) => {
    const row = channelRow(parts, req.params, res);
    if (!row) return;
    const place = placeOf(req.params);
    const rows = ledger.rows(place.show);
    // A rehearsal calls no network: it is given no account either.
    if (!rows || showOf(rows)?.rehearsal) return refused(res, 'not-allowed', 'rehearsal');
    const asked = v.safeParse(newSignInSchema, req.body);
    if (!asked.success) return refused(res, 'bad-packet', v.getDotPath(asked.issues[0]) ?? asked.issues[0].message);
    if (asked.output.network !== row.network) return refused(res, 'bad-packet', 'network');
    const session = sessionOf(res).id;
    const retryMs = rate.take(session);
    if (retryMs > 0) return later(res, retryMs);
    if (asked.output.network === 'x' && asked.output.application)
      applications.keep(place.show, asked.output.application);
    const application = applications.of(place.show);
    if (asked.output.network === 'x' && !application) return refused(res, 'bad-packet', 'application');
    const state = randomBytes(24).toString('base64url');
    const begun = await beginNetworkSignIn(
      { fetch, nowMs: clock.nowMs },
      { asked: asked.output, application, redirectUri, state, signal: AbortSignal.timeout(CHECK_LIMIT_MS) },
    );
    if (!begun.ok) return answered(res, { check: begun } satisfies SignInReply);
    if (open.size >= KNOWN_LIMIT) forgetFirst(open);
    open.set(state, { ...place, signIn: begun.signIn, session, untilMs: clock.nowMs() + OPEN_FOR_MS });
    answered(res, { check: { ok: true, url: begun.url } } satisfies SignInReply);
  });

  router.post(SIGNED_IN_PATH, express.json({ limit: BODY_LIMIT }), async (req, res) => {
    const told = v.safeParse(signedInSchema, req.body);
    if (!told.success) return refused(res, 'bad-packet', v.getDotPath(told.issues[0]) ?? told.issues[0].message);
    const { state, code, error } = told.output;
    const begun = begunAs(state, res);
    if (!begun) return;
    const { show, channel, signIn } = begun;
    const row = channelRow(parts, { show, channel }, res);
    if (!row) return;
    const { network } = signIn;
    const reply = (check?: SignedInReply['check']) =>
      answered(res, { show, channel, network, ...(check && { check }) } satisfies SignedInReply);
    if (code === undefined) return isOfPerson(error) ? reply() : reply({ ok: false, reason: whyNot(error) });
    const given = await signIn.credentials(code, AbortSignal.timeout(CHECK_LIMIT_MS));
    if (!given.ok) return reply(given);
    const kept = keptInMemory<Credentials>(given.credentials);
    const check = await checked(channels.tried(kept));
    if (check.ok) {
      connections.connect({ show, channel }, kept.get(), check.identity);
      log.info({ show, channel, network, host: check.identity.host }, 'a channel was connected');
    }
    reply(check);
  });
  return router;

  /** What was begun under this state, which is used up by it, whatever comes of it; else says what is wrong. */
  function begunAs(state: string, res: Response): Begun | undefined {
    const session = sessionOf(res).id;
    const begun = open.get(state);
    if (begun?.session === session && begun.untilMs >= clock.nowMs()) {
      open.delete(state);
      if (used.size >= KNOWN_LIMIT) forgetFirst(used);
      used.set(state, session);
      return begun;
    }
    // Whoever did not begin it is not told that it exists.
    refused(res, begun?.session === session ? 'expired' : used.get(state) === session ? 'used' : 'unknown');
    return undefined;
  }
}

const forgetFirst = (known: Map<string, unknown>): void => {
  for (const first of known.keys()) return void known.delete(first);
};

/** https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
const isOfPerson = (error: string | undefined): boolean => !error || error === 'access_denied';
function whyNot(error: string | undefined): string {
  if (error === 'server_error' || error === 'temporarily_unavailable') return reasonWith('down', error);
  return reasonWith(error === 'unauthorized_client' ? 'application' : 'refused', error);
}
