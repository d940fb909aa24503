import { Agent, request } from 'node:http';
import { connect } from 'node:net';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** A request as nobody's library would make it: its path, body and headers go out as they are. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}
export interface RawAnswer {
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export function askRaw(url: string, { method, path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const nothing = () => resolve({ status: 0, headers: {}, text: '' });
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request({ hostname, port, method, path, agent, headers: { ...length, ...headers } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', nothing);
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(pieces).toString() });
      });
    });
    asked.on('error', nothing);
    asked.end(body);
  });
}

/** Bytes on a connection of their own, and all that came back before it was closed. */
export function sendBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let said = '';
    const line = connect(Number(port), hostname);
    line.setEncoding('latin1');
    line.on('data', (piece: string) => {
      said += piece;
    });
    line.on('error', () => {});
    line.on('close', () => resolve(said));
    // Half closed: a server that waits for the rest of a request learns that none comes.
    line.end(bytes, 'latin1');
  });
}

/** The text frames of Socket.IO over a bare WebSocket, so that none has to be well formed. */
export class RawSocket {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (said: unknown) => void>();
  readonly #gone: (() => void)[] = [];
  #acks = 0;
  isOpen = true;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#heard(String(data)));
    socket.addEventListener('close', () => this.#ended());
    socket.addEventListener('error', () => this.#ended());
  }

  /** Undefined where the server lets nobody in: the handshake failed, or the namespace refused. */
  static open(
    url: string,
    { namespace, headers = {}, auth }: { namespace: string; headers?: Record<string, string>; auth?: unknown },
  ): Promise<RawSocket | undefined> {
    return new Promise((resolve) => {
      // Node's own takes headers, which a browser's does not.
      const options = { headers } as unknown as string[];
      const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, options);
      const refused = () => resolve(undefined);
      socket.addEventListener('error', refused);
      socket.addEventListener('close', refused);
      const greet = ({ data }: MessageEvent) => {
        const said = String(data);
        if (said.startsWith('0')) socket.send(`40${namespace},${auth === undefined ? '' : JSON.stringify(auth)}`);
        if (said.startsWith('44')) socket.close();
        if (!said.startsWith(`40${namespace}`)) return;
        socket.removeEventListener('message', greet);
        resolve(new RawSocket(socket));
      };
      socket.addEventListener('message', greet);
    });
  }

  /** The number of an answer that is awaited by `answerTo`. */
  ack(): number {
    this.#acks += 1;
    return this.#acks;
  }

  send(frame: string | Uint8Array<ArrayBuffer>): void {
    if (this.isOpen) this.#socket.send(frame);
  }

  /** What the server answered; undefined where it closed the connection instead. */
  answerTo(ack: number): Promise<unknown> {
    if (!this.isOpen) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting.set(ack, resolve);
      this.#gone.push(() => resolve(undefined));
    });
  }

  close(): void {
    this.isOpen = false;
    this.#socket.close();
  }

  #heard(frame: string): void {
    // A socket that does not answer the server's ping is given up after half a minute.
    if (frame === '2') this.send('3');
    const [, ack, said] = /^43\/\w+,(\d+)(.*)$/s.exec(frame) ?? [];
    if (ack === undefined) return;
    const waiting = this.#waiting.get(Number(ack));
    this.#waiting.delete(Number(ack));
    waiting?.((JSON.parse(said ?? '[]') as unknown[])[0]);
  }

  #ended(): void {
    this.isOpen = false;
    for (const gone of this.#gone.splice(0)) gone();
    this.#waiting.clear();
  }
}
