import express, { type Router } from 'express';
import * as v from 'valibot';
import { type PushAbout, subscribeSchema } from '../../shared/push.ts';
import type { Access } from '../access/access.ts';
import { answered, guardOrigin, guardSession, later, pagesPass, refused, sessionOf } from '../access/guard.ts';
import { createRate } from '../access/rate.ts';
import type { Clock } from '../clock.ts';
import type { Send } from './sender.ts';
import type { Subscriptions } from './subscriptions.ts';
import { testPayload } from './words.ts';

const BODY_LIMIT = '8kb';
/** Each test is a call to a server that the device named. */
const TESTING = { burst: 5, perSecond: 1 / 20 };
const BUSY_MS = 30_000;

export interface PushRoutesParts {
  readonly access: Access;
  readonly subscriptions: Subscriptions;
  readonly publicKey: string;
  readonly send: Send;
  readonly clock: Clock;
}

/** Whether this device is told, of what, and a try of it: `GET`, `POST` and `DELETE /push`, `POST /push/test`. */
export function pushRoutes({ access, subscriptions, publicKey, send, clock }: PushRoutesParts): Router {
  const router = express.Router();
  const testing = createRate({ ...TESTING, clock });
  router.use('/push', pagesPass, guardOrigin(access), guardSession(access));

  router.get('/push', (_req, res) => {
    const known = subscriptions.of(sessionOf(res).id);
    const wish = known ? { kinds: known.kinds, language: known.language, quiet: known.quiet } : null;
    answered(res, { publicKey, wish } satisfies PushAbout);
  });

  router.post('/push', express.json({ limit: BODY_LIMIT }), (req, res) => {
    const subscribe = v.safeParse(subscribeSchema, req.body);
    if (!subscribe.success) return refused(res, 'bad-packet', subscribe.issues[0].message);
    subscriptions.put(sessionOf(res).id, subscribe.output);
    answered(res, {});
  });

  router.delete('/push', (_req, res) => {
    subscriptions.forget(sessionOf(res).id);
    answered(res, {});
  });

  router.post('/push/test', async (_req, res) => {
    const { id } = sessionOf(res);
    const subscription = subscriptions.of(id);
    if (!subscription) return refused(res, 'unknown');
    const retryMs = testing.take(id);
    if (retryMs > 0) return later(res, retryMs);
    const sent = await send(subscription, testPayload(subscription));
    if (sent === 'gone') {
      subscriptions.forgetEndpoint(subscription.endpoint);
      return refused(res, 'expired');
    }
    if (sent !== 'sent') return later(res, BUSY_MS, 503);
    answered(res, {});
  });

  return router;
}
