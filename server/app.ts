import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { HttpRefusal, HttpRefused } from '../shared/access.ts';
import { safetyHeaders } from './headers.ts';
import type { Health } from './health.ts';
import { type Log, unsaid } from './log.ts';

export interface AppParts {
  readonly log: Log;
  readonly publicUrl: URL;
  readonly isDev: boolean;
  readonly health: () => Health;
  /** The rooms' own routes, asked in this order: access, shows, photos, walls, recaps. */
  readonly routes: readonly RequestHandler[];
  /** What is left: the built pages, or the development server's. */
  readonly pages: RequestHandler;
}

/** The whole HTTP side. It never listens: whoever composes the server does. */
export function createApp({ log, publicUrl, isDev, health, routes, pages }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  // The proxy that brings HTTPS stands on this machine or its private network; its word on the caller's address counts.
  app.set('trust proxy', 'loopback, uniquelocal');
  app.use(safetyHeaders(publicUrl, { isDev }));
  app.use(compression());

  app.get('/healthz', (_request, response) => {
    const now = health();
    response.set('Cache-Control', 'no-store');
    response.status(now.database === 'ok' ? 200 : 503).json(now);
  });
  app.get('/robots.txt', (_request, response) => {
    response.type('text/plain').send('User-agent: *\nDisallow: /\n');
  });
  for (const route of routes) app.use(route);
  app.use(pages);

  app.use((_request, response) => void refuse(response.status(404), 'unknown'));
  app.use(failures(log));
  return app;
}

const refuse = (response: { json(body: HttpRefused): unknown }, code: HttpRefusal) =>
  response.json({ ok: false, code });

/** Express tells an error handler by its four arguments. */
function failures(log: Log): ErrorRequestHandler {
  return (error: { status?: number; message?: string }, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status ?? 500;
    if (status < 500) return refuse(response.status(status), status === 413 ? 'too-large' : 'bad-packet');
    log.error({ err: error, method: request.method, path: unsaid(request.path) }, 'a route broke');
    response.status(500).json({ ok: false, code: 'later', retryMs: 5_000 } satisfies HttpRefused);
  };
}
