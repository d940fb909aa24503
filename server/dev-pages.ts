import type { Server } from 'node:http';
import { join } from 'node:path';
import express, { type Router } from 'express';

/** The pages from their sources, with hot reload on the server's own port. */
export async function devPages(
  http: Server,
  root: string,
): Promise<{ pages: Router; drawWall: undefined; close: () => Promise<void> }> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    // The default loader writes a file that `node --watch` sees, and restarts for ever.
    configLoader: 'native',
    server: { middlewareMode: true, hmr: { server: http } },
    appType: 'spa',
  });
  const pages = express.Router({ strict: true });
  pages.get('/wall', (_request, response) => response.redirect('/wall/'));
  // A wall's link opens the page that asks for its wall.
  pages.get(/^\/wall\/[\w-]+\.[\w-]{22}$/, (request, _response, next) => {
    request.url = '/wall/';
    next();
  });
  pages.use(vite.middlewares);
  return { pages, drawWall: undefined, close: () => vite.close() };
}
