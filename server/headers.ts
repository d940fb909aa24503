import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The headers every answer carries. Scripts and styles come from files of ours alone: no inline script, no HTML from
 * anyone. Sockets are named beside `'self'` because older Safari does not count them in it.
 */
export function safetyHeaders(publicUrl: URL, { isDev }: { readonly isDev: boolean }): RequestHandler {
  const isHttps = publicUrl.protocol === 'https:';
  return helmet({
    // The development server writes inline scripts, and nobody but its developer opens it.
    contentSecurityPolicy: isDev
      ? false
      : {
          useDefaults: false,
          directives: {
            defaultSrc: ["'none'"],
            scriptSrc: ["'self'"],
            styleSrc: ["'self'"],
            imgSrc: ["'self'", 'blob:', 'data:'],
            fontSrc: ["'self'"],
            connectSrc: ["'self'", `ws://${publicUrl.host}`, `wss://${publicUrl.host}`],
            workerSrc: ["'self'", 'blob:'],
            manifestSrc: ["'self'"],
            baseUri: ["'none'"],
            formAction: ["'self'"],
            frameAncestors: ["'none'"],
            objectSrc: ["'none'"],
          },
        },
    strictTransportSecurity: isHttps ? { maxAge: 365 * 24 * 3600, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
}
