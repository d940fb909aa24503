import type { HttpRefused } from '../../../shared/access.ts';
import type { HttpFailure } from '../../words/http-refusals.ts';

/** `cut`: it came shorter than the server said. `stopped`: by the person. */
export type Downloaded =
  | { readonly ok: true; readonly file: File }
  | { readonly ok: false; readonly code: HttpFailure | 'cut' | 'stopped' };

export interface DownloadOptions {
  /** From 0 to 1, as often as bytes come; never told where the server does not say how long the file is. */
  readonly onShare: (share: number) => void;
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
}

/** Fetches a whole file into memory, telling how far it is. A file shorter than announced is a failure, never a file. */
export async function download(path: string, { onShare, signal, fetch }: DownloadOptions): Promise<Downloaded> {
  try {
    const response = await fetch(path, { signal });
    if (!response.ok || !response.body) return { ok: false, code: await refusalOf(response) };
    const total = Number(response.headers.get('Content-Length') ?? Number.NaN);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let received = 0;
    for await (const piece of piecesOf(response.body)) {
      pieces.push(piece);
      received += piece.byteLength;
      if (total > 0) onShare(Math.min(1, received / total));
    }
    if (Number.isFinite(total) && received !== total) return { ok: false, code: 'cut' };
    const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
    const name = fileNameOf(response.headers.get('Content-Disposition')) ?? path.slice(path.lastIndexOf('/') + 1);
    return { ok: true, file: new File(pieces, name, { type }) };
  } catch {
    return { ok: false, code: signal.aborted ? 'stopped' : 'offline' };
  }
}

/** The name in a `Content-Disposition`; only its last part, so that it names a file and no folder. */
export function fileNameOf(disposition: string | null): string | undefined {
  const [, name] = /filename="([^"]+)"/.exec(disposition ?? '') ?? [];
  return name?.split(/[/\\]/).at(-1) || undefined;
}

/** Not every browser lets a stream be iterated. */
async function* piecesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function refusalOf(response: Response): Promise<HttpFailure> {
  try {
    return ((await response.json()) as HttpRefused).code;
  } catch {
    return 'offline';
  }
}
