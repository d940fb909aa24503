import type { RequestHandler, Response } from 'express';
import type { HttpRefusal, HttpRefused } from '../../shared/access.ts';
import type { Access } from './access.ts';
import { markRefused } from './refusal-log.ts';
import type { Session } from './sessions.ts';

const STATUS: Readonly<Record<HttpRefusal, number>> = {
  'bad-packet': 400,
  'too-large': 413,
  origin: 403,
  insecure: 403,
  'no-session': 401,
  'not-allowed': 403,
  'unknown-show': 404,
  unknown: 404,
  used: 410,
  expired: 410,
  revoked: 403,
  exists: 409,
  protocol: 409,
};
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Answers with a refusal: a status for programs, a code for words. */
export function refused(res: Response, code: HttpRefusal, detail?: string): void {
  markRefused(res, code);
  const body: HttpRefused = detail === undefined ? { ok: false, code } : { ok: false, code, detail };
  res.status(STATUS[code]).json(body);
}

/** Answers that the same is to be asked again later. */
export function later(res: Response, retryMs: number, status: 429 | 503 = 429): void {
  markRefused(res, 'later');
  const body: HttpRefused = { ok: false, code: 'later', retryMs };
  res
    .status(status)
    .set('Retry-After', String(Math.ceil(retryMs / 1000)))
    .json(body);
}

/** Answers with what was asked, which no cache keeps. */
export function answered(res: Response, body: object): void {
  res.set('Cache-Control', 'no-store').json({ ok: true, ...body });
}

/** Nothing is changed by a page of another site, nor by a program that does not say where it comes from. */
export function guardOrigin(access: Access): RequestHandler {
  return (req, res, next) => {
    if (SAFE_METHODS.has(req.method) || access.originOf(req.headers) === 'same') return next();
    refused(res, 'origin');
  };
}

/** What follows is for a signed-in installation only; `sessionOf(res)` says whose. */
export function guardSession(access: Access): RequestHandler {
  return (req, res, next) => {
    const session = access.authenticate(req.headers);
    if (!session) return refused(res, 'no-session');
    res.locals.session = session;
    next();
  };
}
export const sessionOf = (res: Response): Session => res.locals.session as Session;

/** A page opened at an address that a route also has (`/shows`) is the app's, which draws it. */
export const pagesPass: RequestHandler = (req, _res, next) => {
  if (req.method === 'GET' && req.headers['sec-fetch-mode'] === 'navigate') return next('router');
  next();
};
