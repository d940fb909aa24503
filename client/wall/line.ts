/**
 * A connection to the server's `/wall` namespace: Socket.IO's protocol (its version 5, over Engine.IO 4), as much of it as
 * a page needs that only listens. The library would be two thirds of what a visitor's phone fetches in a full hall.
 *
 *     closed ──open──▶ opening ──"0"──▶ joining ──"40/wall"──▶ joined ──silence, close──▶ closed
 */
export interface Line {
  /** Asks and waits for the answer; undefined: none came in time, and the line is opened anew. */
  ask(event: string): Promise<unknown>;
  close(): void;
}

export interface LineParts {
  /** The server's: `https://regie.example`. */
  readonly origin: string;
  readonly namespace: string;
  /** Said each time the line opens. */
  readonly hello: () => object;
  /** The first wait before opening again, and the longest. */
  readonly retryMs: { readonly least: number; readonly most: number };
  readonly onJoined: () => void;
  readonly onEvent: (event: string, data: unknown) => void;
  /** It was lost, or could not be opened; it is being opened again. `reason`: the server's, where it refused. */
  readonly onLost: (reason: string | undefined) => void;
}

type Timer = ReturnType<typeof setTimeout> | undefined;

const ANSWER_LIMIT_MS = 4_000;
const OPENING_LIMIT_MS = 10_000;

export function openLine({ origin, namespace, hello, retryMs, onJoined, onEvent, onLost }: LineParts): Line {
  const waiting = new Map<number, (answer: unknown) => void>();
  let socket: WebSocket | undefined;
  let asked = 0;
  let failures = 0;
  let limitMs = OPENING_LIMIT_MS;
  let promisedMs = 0;
  let silence: Timer;
  let again: Timer;

  const open = (): void => {
    const opened = new WebSocket(`${origin.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`);
    socket = opened;
    limitMs = OPENING_LIMIT_MS;
    heard();
    opened.onmessage = ({ data }) => {
      if (opened !== socket) return;
      heard();
      read(String(data));
    };
    opened.onclose = () => {
      if (opened === socket) lose(undefined);
    };
  };
  /** The server pings; one that says nothing for longer than it promised is gone, whatever the socket believes. */
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => lose(undefined), limitMs);
  };
  const lose = (reason: string | undefined): void => {
    const lost = socket;
    socket = undefined;
    lost?.close();
    clearTimeout(silence);
    for (const settle of waiting.values()) settle(undefined);
    waiting.clear();
    const waitMs = Math.min(retryMs.most, retryMs.least * 2 ** failures) * (0.5 + Math.random());
    failures += 1;
    clearTimeout(again);
    again = setTimeout(open, waitMs);
    onLost(reason);
  };

  const read = (data: string): void => {
    if (data === '2') socket?.send('3');
    else if (data[0] === '0') join(data.slice(1));
    else hear(PACKET.exec(data) ?? []);
  };
  const join = (handshake: string): void => {
    const { pingInterval, pingTimeout } = JSON.parse(handshake) as { pingInterval: number; pingTimeout: number };
    promisedMs = pingInterval + pingTimeout;
    socket?.send(`40${namespace},${JSON.stringify(hello())}`);
  };
  const hear = ([, kind, id, body = '']: readonly (string | undefined)[]): void => {
    switch (kind) {
      case '0':
        failures = 0;
        limitMs = promisedMs;
        heard();
        onJoined();
        break;
      case '1':
        lose(undefined);
        break;
      case '2': {
        const [event, given] = JSON.parse(body) as [string, unknown];
        onEvent(event, given);
        break;
      }
      case '3':
        waiting.get(Number(id))?.((JSON.parse(body) as unknown[])[0]);
        waiting.delete(Number(id));
        break;
      case '4':
        lose((JSON.parse(body) as { message: string }).message);
        break;
    }
  };

  open();
  return {
    async ask(event) {
      if (socket?.readyState !== WebSocket.OPEN) return undefined;
      asked += 1;
      const id = asked;
      const answer = await new Promise((resolve) => {
        waiting.set(id, resolve);
        socket?.send(`42${namespace},${id}${JSON.stringify([event])}`);
        setTimeout(() => resolve(undefined), ANSWER_LIMIT_MS);
      });
      if (waiting.delete(id)) lose(undefined);
      return answer;
    },
    close() {
      clearTimeout(again);
      clearTimeout(silence);
      const open = socket;
      socket = undefined;
      open?.close();
    },
  };
}

/** A message of a namespace: its kind, the number of what it answers, what it carries. */
const PACKET = /^4(\d)\/[^,]*,(\d*)(.*)$/s;
