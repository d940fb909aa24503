import { randomBytes } from 'node:crypto';
import express, { type Router } from 'express';
import * as v from 'valibot';
import {
  newSignInSchema,
  SIGNED_IN_PATH,
  type SignedInReply,
  type SignInReply,
  signedInSchema,
} from '../../shared/connection.ts';
import { showOf } from '../../shared/rows/rows.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from '../access/guard.ts';
import { createRate } from '../access/rate.ts';
import { CHECK_LIMIT_MS, CHECKING, channelRow, checked, placeOf } from './channel-row.ts';
import type { ConnectionRoutesParts } from './connection-routes.ts';
import type { Place } from './connections.ts';
import type { Credentials } from './credentials.ts';
import type { Fetch } from './http.ts';
import { keptInMemory } from './kept.ts';
import { beginSignIn, type MastodonSignIn, tokenFor } from './mastodon-sign-in.ts';

const BODY_LIMIT = '16kb';
/** Long enough to sign in there and to find one's second factor. */
const OPEN_FOR_MS = 10 * 60_000;
/** Begun and not ended, on the whole server. */
const OPEN_LIMIT = 200;

interface Open extends Place {
  readonly signIn: MastodonSignIn;
  /** Whoever began is the only one who can end it: an address sent by somebody else connects nothing. */
  readonly session: string;
  readonly untilMs: number;
}

export interface SignInRoutesParts extends ConnectionRoutesParts {
  readonly fetch: Fetch;
  /** Where phones find this server: networks send people back there. */
  readonly origin: string;
}

/**
 * Connecting a channel by signing in on the network's own page. The page it comes back to is opened from another site, so
 * that it has no session yet; it posts what it was given, and that request has one.
 */
export function signInRoutes(parts: SignInRoutesParts): Router {
  const { access, ledger, connections, channels, clock, log, fetch, origin } = parts;
  const router = express.Router();
  const open = new Map<string, Open>();
  const rate = createRate({ ...CHECKING, clock });
  const path = '/shows/:show/channels/:channel/connection/sign-in';
  router.use([path, SIGNED_IN_PATH], pagesPass, guardOrigin(access), guardSession(access));

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
    const state = randomBytes(24).toString('base64url');
    const begun = await beginSignIn(
      { fetch, nowMs: clock.nowMs },
      {
        server: asked.output.server,
        redirectUri: new URL(SIGNED_IN_PATH, origin).href,
        state,
        signal: AbortSignal.timeout(CHECK_LIMIT_MS),
      },
    );
    if (!begun.ok) return answered(res, { check: begun } satisfies SignInReply);
    forgetOld();
    open.set(state, { ...place, signIn: begun.signIn, session, untilMs: clock.nowMs() + OPEN_FOR_MS });
    answered(res, { check: { ok: true, url: begun.url } } satisfies SignInReply);
  });

  router.post(SIGNED_IN_PATH, express.json({ limit: BODY_LIMIT }), async (req, res) => {
    const told = v.safeParse(signedInSchema, req.body);
    if (!told.success) return refused(res, 'bad-packet', v.getDotPath(told.issues[0]) ?? told.issues[0].message);
    const { state, code } = told.output;
    const begun = open.get(state);
    if (!begun || begun.session !== sessionOf(res).id || begun.untilMs < clock.nowMs()) return refused(res, 'expired');
    // Good once, whatever comes of it.
    open.delete(state);
    const { show, channel, signIn } = begun;
    const row = channelRow(parts, { show, channel }, res);
    if (!row) return;
    if (code === undefined) return answered(res, { show, channel } satisfies SignedInReply);
    const signal = AbortSignal.timeout(CHECK_LIMIT_MS);
    const given = await tokenFor({ fetch, nowMs: clock.nowMs }, { signIn, code, signal });
    if (!given.ok) return answered(res, { show, channel, check: given } satisfies SignedInReply);
    const { server } = signIn;
    const kept = keptInMemory<Credentials>({ network: 'mastodon', server, token: given.token, visibility: 'public' });
    const check = await checked(channels.tried(kept));
    if (check.ok) {
      connections.connect({ show, channel }, kept.get(), check.identity);
      log.info({ show, channel, network: row.network, host: check.identity.host }, 'a channel was connected');
    }
    answered(res, { show, channel, check } satisfies SignedInReply);
  });
  return router;

  function forgetOld(): void {
    for (const [state, { untilMs }] of open) {
      if (untilMs < clock.nowMs() || open.size >= OPEN_LIMIT) open.delete(state);
    }
  }
}
