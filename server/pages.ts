import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import express, { type Router } from 'express';
import type { DrawWall } from '../shared/wall-packets.ts';

/** Files of `assets/` and `wall/assets/` carry their hash in their name. */
const ASSET_KEPT_MS = 365 * 24 * 3_600_000;

/** The mark that ends a wall's link is longer than what ends a file's name. */
const WALL_LINK = /^\/wall\/[\w-]+\.[\w-]{12,}$/;

/** What draws a wall's first card: the page's own code, built with it. Undefined: these pages were built without. */
export async function builtWall(dist: string): Promise<DrawWall | undefined> {
  const file = join(dist, 'wall/drawn.js');
  if (!existsSync(file)) return undefined;
  const { drawWall } = (await import(pathToFileURL(file).href)) as { drawWall: DrawWall };
  return drawWall;
}

/**
 * The built staff app and wall. What has a hash in its name is kept for ever by browsers, all else is asked for again
 * each time, so that an update is seen. A missing file is a 404, never the app's page under a file's name.
 */
export function builtPages(dist: string): Router {
  const pages = express.Router({ strict: true });
  const fresh = { headers: { 'Cache-Control': 'no-cache' } };
  for (const assets of ['/assets', '/wall/assets']) {
    pages.use(assets, express.static(join(dist, assets), { immutable: true, maxAge: ASSET_KEPT_MS, index: false }));
    pages.use(assets, (_request, response) => void response.sendStatus(404));
  }
  pages.get('/wall', (_request, response) => response.redirect('/wall/'));
  pages.use(
    express.static(dist, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  pages.get('/{*path}', (request, response, next) => {
    const isFile = /\.[A-Za-z0-9]+$/.test(request.path) && !WALL_LINK.test(request.path);
    if (isFile || !request.accepts('html')) return next();
    const page = request.path.startsWith('/wall/') ? 'wall/index.html' : 'index.html';
    response.sendFile(join(dist, page), { ...fresh, cacheControl: false });
  });
  return pages;
}
