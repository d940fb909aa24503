import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Sending } from './page-stream.ts';
import { PhotoGone } from './photo-file.ts';

interface SentFile {
  readonly type: string;
  readonly name: string;
  /** A file to keep; else it opens in the browser. */
  readonly kept: boolean;
  /** What a page may load; absent: it is no page. */
  readonly policy: string | undefined;
  /** A photo in it was erased meanwhile, and the file broke off. */
  readonly onGone: () => void;
}

/**
 * A file made as it is sent, with its exact length, so that a page or a browser shows how far it is; hence never
 * compressed on the way (`no-transform`).
 */
export async function sendFile(response: Response, sending: Sending, file: SentFile): Promise<void> {
  response.set({
    'Content-Type': file.type,
    'Content-Length': String(sending.bytes),
    'Content-Disposition': `${file.kept ? 'attachment' : 'inline'}; filename="${file.name}"`,
    'Content-Security-Policy': file.policy === undefined ? "default-src 'none'" : `${file.policy}; ${SANDBOX}`,
    'Cache-Control': 'private, no-store, no-transform',
    'X-Content-Type-Options': 'nosniff',
  });
  if (response.req.method === 'HEAD') return void response.end();
  try {
    await pipeline(Readable.from(sending.chunks(), { objectMode: false }), response);
  } catch (error) {
    // The reader left, or a photo was erased meanwhile: a file shorter than its length is seen as broken, as it must.
    if (error instanceof PhotoGone) file.onGone();
    else if (!isHangUp(error)) throw error;
  }
}

/** The page is of another origin than the app's, whatever it holds; its links still open. */
const SANDBOX =
  "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

const isHangUp = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE');
