import type { RequestHandler, Response } from 'express';
import type { HttpRefused } from '../../shared/access.ts';
import type { Clock } from '../clock.ts';
import { type Log, unsaid } from '../log.ts';
import { createRate, neighbourhood } from './rate.ts';

type Code = HttpRefused['code'];

/** Someone tried what is not theirs. A session that ended is none of these: an app left open asks with one all day. */
const TRIED: ReadonlySet<Code> = new Set(['origin', 'not-allowed', 'revoked', 'insecure']);
/** A machine that tries doors fills no disk; what was left out is counted in the next line. */
const LINES = { burst: 100, perSecond: 1 };

/** What is told of one refusal: never what was sent, which may be a link or a code. */
interface Refusal {
  readonly code: Code;
  readonly method: string;
  readonly path: string;
  readonly address: string | undefined;
  readonly device?: string | undefined;
}

export interface RefusalLog {
  tell(refusal: Refusal): void;
  /** Stands before the routes: tells of every sign-in they refuse, and of whatever else was not the caller's to do. */
  readonly routes: RequestHandler;
}

/** Tells the operator who was turned away (OWASP ASVS 5.0, 16.3.1 and 16.3.2). Refused mutations are in the history. */
export function createRefusalLog({ log, clock }: { readonly log: Log; readonly clock: Clock }): RefusalLog {
  const lines = createRate({ ...LINES, clock });
  let leftOut = 0;

  const tell = ({ path, address = '', ...refusal }: Refusal): void => {
    if (lines.take('') > 0) {
      leftOut += 1;
      return;
    }
    const about = { ...refusal, path: unsaid(path), from: neighbourhood(address) };
    log.warn(leftOut > 0 ? { ...about, leftOut } : about, 'a request was turned away');
    leftOut = 0;
  };

  return {
    tell,
    routes(req, res, next) {
      // Read now: a router that takes the request shortens its path.
      const { method, path, ip: address } = req;
      res.once('finish', () => {
        const code = refusalOf(res);
        if (code === undefined || !(path === '/join' || TRIED.has(code))) return;
        const { session } = res.locals as { readonly session?: { readonly device: string } };
        tell({ code, method, path, address, device: session?.device });
      });
      next();
    },
  };
}

/** To be called where a request is refused. */
export function markRefused(res: Response, code: Code): void {
  res.locals.refused = code;
}
const refusalOf = (res: Response): Code | undefined => res.locals.refused as Code | undefined;
