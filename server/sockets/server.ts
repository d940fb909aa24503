import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Access } from '../access/access.ts';
import type { RefusalLog } from '../access/refusal-log.ts';

/**
 * Bytes of one packet. The largest a phone sends is a batch of mutations; one that is larger than this ends the
 * connection without an answer, so phones keep a batch under `BATCH_BYTES`.
 */
const PACKET_BYTES_LIMIT = 4_000_000;
const COMPRESSED_FROM_BYTES = 16 * 1024;

/** The one Socket.IO server, for `/staff`, `/photos` and `/wall`. A page of another site gets no connection. */
export function createSocketServer(
  http: HttpServer,
  access: Pick<Access, 'originOf'>,
  { tell }: Pick<RefusalLog, 'tell'>,
): Server {
  return new Server(http, {
    serveClient: false,
    maxHttpBufferSize: PACKET_BYTES_LIMIT,
    // Words go as they are, at once. What brings a phone up to date after an absence would hold a hall's line for five
    // seconds; compressed, with nothing kept between two packets, for one.
    perMessageDeflate: {
      threshold: COMPRESSED_FROM_BYTES,
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
    },
    httpCompression: false,
    // CORS does not cover websockets: a page of another site could open one with our cookies.
    allowRequest(request, allow) {
      const mayOpen = access.originOf(request.headers) !== 'foreign';
      // Behind the proxy the caller's own address is not known here; where the page came from is what tells.
      if (!mayOpen) tell({ code: 'origin', method: 'GET', path: '/socket.io/', address: request.socket.remoteAddress });
      allow(null, mayOpen);
    },
  });
}
