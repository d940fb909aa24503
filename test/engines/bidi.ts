/** A browser that is spoken to in WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/). */
export interface BiDi {
  ask<T>(method: string, params: object): Promise<T>;
}

interface Answer {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

interface Asked {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** What is under way when the browser dies is refused. */
export async function connect(url: string): Promise<BiDi> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`no browser answers at ${url}`));
  });
  const waiting = new Map<number, Asked>();
  socket.onmessage = ({ data }) => {
    const { id = 0, type, result, error, message } = JSON.parse(String(data)) as Answer;
    if (type === 'success') waiting.get(id)?.resolve(result as never);
    else waiting.get(id)?.reject(new Error(`${error}: ${message}`));
    waiting.delete(id);
  };
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser is gone'));
  };
  let last = 0;
  return {
    ask: (method, params) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
  };
}
