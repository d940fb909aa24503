import { lookup } from 'node:dns/promises';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';
import { CallFailed, type Fetch } from './http.ts';

export interface SafeFetchParts {
  /** Which addresses may be spoken to. */
  readonly mayReach?: (address: string) => boolean;
  /** Whether plain HTTP may be spoken. */
  readonly plainHttp?: boolean;
  readonly resolve?: (host: string) => Promise<readonly Address[]>;
}
type Address = { readonly address: string; readonly family: number };

/** No network answers a post or a list of posts with more. */
const ANSWER_LIMIT_BYTES = 8_000_000;

/**
 * A `fetch` for hosts that people type. A name is resolved once, and the connection is made to what was checked: a name
 * that answers otherwise the second time reaches nothing. Redirections are handed back, never followed. Each call has a
 * connection of its own: on a kept one that the other side has just closed, nobody could tell whether a request left.
 */
export function safeFetch({
  mayReach = isPublicAddress,
  plainHttp = false,
  resolve = all,
}: SafeFetchParts = {}): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.protocol !== 'https:' && !(plainHttp && url.protocol === 'http:')) {
      throw new CallFailed('plain-http', { left: false, detail: url.host });
    }
    const body = new Uint8Array(await request.arrayBuffer());
    const addresses = await resolved(url.hostname.replace(/^\[|\]$/g, ''), { resolve, signal: request.signal });
    for (const { address } of addresses) {
      if (!mayReach(address)) throw new CallFailed('private-address', { left: false, detail: url.hostname });
    }
    return call(url, { request, body, addresses });
  };
}

async function resolved(
  host: string,
  { resolve, signal }: { resolve: NonNullable<SafeFetchParts['resolve']>; signal: AbortSignal },
): Promise<readonly Address[]> {
  const family = isIP(host);
  if (family) return [{ address: host, family }];
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new CallFailed('timeout', { left: false }));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const found = await Promise.race([resolve(host), aborted]);
    if (found.length === 0) throw new CallFailed('unreachable', { left: false, detail: host });
    return found;
  } catch (error) {
    if (error instanceof CallFailed) throw error;
    throw new CallFailed('unreachable', { left: false, detail: host });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function call(
  url: URL,
  { request, body, addresses }: { request: Request; body: Uint8Array; addresses: readonly Address[] },
): Promise<Response> {
  const isTls = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    let left = false;
    const fail = (error: unknown) => reject(failed(error, { left, signal: request.signal, host: url.host }));
    let outgoing: ClientRequest;
    try {
      outgoing = (isTls ? httpsRequest : httpRequest)(url, {
        method: request.method,
        headers: {
          'user-agent': 'Regie',
          ...Object.fromEntries(request.headers),
          ...(body.length > 0 || request.method !== 'GET' ? { 'content-length': String(body.length) } : {}),
        },
        agent: false,
        lookup: pinned(addresses),
        signal: request.signal,
      });
    } catch (error) {
      return fail(error);
    }
    outgoing.on('error', fail);
    // Until then nothing of the request can be on its way: Node holds it back.
    outgoing.once('socket', (socket) =>
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        left = true;
      }),
    );
    outgoing.once('response', (incoming) => {
      left = true;
      void whole(incoming).then(resolve, fail);
    });
    outgoing.end(body);
  });
}

async function whole(incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_LIMIT_BYTES) {
      incoming.destroy();
      throw new CallFailed('odd-answer', { left: true, detail: `> ${ANSWER_LIMIT_BYTES}` });
    }
    chunks.push(chunk);
  }
  const status = incoming.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const hasNoBody = status === 204 || status === 205 || status === 304;
  return new Response(hasNoBody ? null : Buffer.concat(chunks), { status, headers });
}

function failed(
  error: unknown,
  { left, signal, host }: { left: boolean; signal: AbortSignal; host: string },
): CallFailed {
  if (error instanceof CallFailed) return error;
  if (signal.aborted) return new CallFailed('timeout', { left });
  const detail = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (left) return new CallFailed('cut', { left, detail });
  return new CallFailed('unreachable', { left, detail: detail === undefined ? host : `${host} ${detail}` });
}

/** Whatever the name means by now, the connection goes where it was checked to go. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    const [first] = addresses;
    callback(null, first?.address ?? '', first?.family ?? 4);
  };
}

const all = (host: string): Promise<readonly Address[]> => lookup(host, { all: true, verbatim: true });
