import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands before a server and can change what it answers, as a newer build would. */
export interface Proxy {
  readonly url: string;
  /** From here on the answer at this path is what `change` makes of it. */
  replace(path: string, change: (text: string) => string): void;
  /**
   * From here on what a worker asks for of the app's files waits until so many are asked for at once. Resolves then, and
   * lets all pass.
   */
  gather(count: number): Promise<void>;
  /** From here on nothing passes: what is open is cut, what is opened is dropped. */
  cut(): void;
  mend(): void;
}

/** In front of this server, until the test is over. */
export async function openProxy(to: string): Promise<Proxy> {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  let isCut = false;
  const changes = new Map<string, (text: string) => string>();
  let hold: ((pass: () => void) => void) | undefined;
  const proxy = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? '/', to);
    // What a page asks for itself is for a script or a style; a worker fetches.
    const isWorkers = pathname.startsWith('/assets/') && asked.headers['sec-fetch-dest'] === 'empty';
    if (hold && isWorkers) hold(() => pass(asked, answer, pathname));
    else pass(asked, answer, pathname);
  });
  const pass = (asked: IncomingMessage, answer: ServerResponse, pathname: string): void => {
    const change = changes.get(pathname);
    const { 'if-none-match': _known, 'if-modified-since': _since, ...whole } = asked.headers;
    const headers = change ? { ...whole, 'accept-encoding': 'identity' } : asked.headers;
    const onwards = request({ hostname, port, method: asked.method, path: asked.url, headers }, (reply) => {
      if (!change) {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
        return;
      }
      const pieces: Buffer[] = [];
      reply.on('data', (piece: Buffer) => pieces.push(piece));
      reply.on('end', () => {
        const { 'content-length': _length, etag: _etag, 'last-modified': _at, ...kept } = reply.headers;
        answer.writeHead(reply.statusCode ?? 502, kept).end(change(Buffer.concat(pieces).toString()));
      });
    });
    onwards.on('error', () => answer.destroy());
    asked.pipe(onwards);
  };
  proxy.on('upgrade', (asked, socket, head) => {
    const onwards = connect(Number(port), hostname, () => {
      const lines = asked.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
      onwards.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onwards.write(head);
      socket.pipe(onwards).pipe(socket);
    });
    socket.on('error', () => onwards.destroy());
    onwards.on('error', () => socket.destroy());
  });
  proxy.on('connection', (socket) => {
    if (isCut) return void socket.destroy();
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((listening) => proxy.listen(0, listening));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return {
    url: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    replace: (path, change) => void changes.set(path, change),
    gather: (count) =>
      new Promise((gathered) => {
        const waiting: (() => void)[] = [];
        hold = (letPass) => {
          waiting.push(letPass);
          if (waiting.length < count) return;
          hold = undefined;
          for (const each of waiting) each();
          gathered();
        };
      }),
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      isCut = false;
    },
  };
}
