import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import { DRIVER, miniBrowser, SCREEN } from './find-webkit.ts';

/** The key of an element's reference on the wire, which the specification gives (https://www.w3.org/TR/webdriver2/#elements). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PATIENCE = { timeout: 30_000, interval: 50 };

/** A WebKit with one page, driven as a person would: by what controls are called, and by what can be read. */
export interface WebKit {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  address(): Promise<string>;
  /** Runs this within the page, and answers what it returns. */
  run<T>(script: string, ...args: readonly unknown[]): Promise<T>;
  /** Waits for a button of that name that can be pressed, and presses it. */
  press(name: string): Promise<void>;
  /** Types where the caret is, then lets the hand rest. */
  type(words: string, options?: { readonly restMs?: number }): Promise<void>;
  /** Types into the field of that name. */
  typeInto(name: string, words: string): Promise<void>;
  /** Chooses a file, as from the roll. */
  attach(path: string): Promise<void>;
  /** Waits until these words can be read. */
  reads(words: string): Promise<void>;
  /** Waits until this holds within the page. */
  holds(script: string, ...args: readonly unknown[]): Promise<void>;
  /** The page is thrown away, as a phone throws away one that is out of sight; `goto` opens in another. */
  discard(): Promise<void>;
}

/** To be called in a test: what it opens is closed with the test. Its memory lives as long as it does. */
export async function openWebKit({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): Promise<WebKit> {
  const display = await openScreen();
  const port = await freePort();
  const driver = spawn(DRIVER, [`--port=${port}`], { env: { ...process.env, DISPLAY: display }, stdio: 'ignore' });
  onTestFinished(() => void driver.kill());
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as {
      readonly value: T & { readonly error?: string; readonly message?: string };
    };
    if (!answer.ok) throw new Error(`${path}: ${value.error} ${value.message}`);
    return value;
  };
  await vi.waitFor(() => ask('GET', '/status'), PATIENCE);
  const browserOptions = { binary: miniBrowser(), args: ['--automation', `--geometry=${width}x${height}`] };
  const { sessionId } = await ask<{ readonly sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': browserOptions } },
  });
  onTestFinished(() => ask('DELETE', `/session/${sessionId}`));
  const at = <T>(path: string, body: object = {}) => ask<T>('POST', `/session/${sessionId}${path}`, body);
  const run = <T>(script: string, ...args: readonly unknown[]) => at<T>('/execute/sync', { script, args });

  const readable = () => run<string>('return location.pathname + ": " + document.body.innerText');

  /** The one in front that is shown and has that name: its label, what it says of itself, or what is written on it. */
  const control = (selector: string, name: string): Promise<string> =>
    vi.waitFor(async () => {
      const found = await run<{ readonly [ELEMENT]: string } | null>(FIND, selector, name);
      if (!found) throw new Error(`nothing is called « ${name} »:\n${await readable()}`);
      return found[ELEMENT];
    }, PATIENCE);
  const holds = (script: string, ...args: readonly unknown[]) =>
    vi.waitFor(async () => {
      if (!(await run(script, ...args)))
        throw new Error(`does not hold: ${script} (${args.join(', ')})\n${await readable()}`);
    }, PATIENCE);

  return {
    run,
    holds,
    goto: (url) => at('/url', { url }),
    reload: () => at('/refresh'),
    address: () => run('return location.href'),
    press: async (name) => at(`/element/${await control('button, a, label', name)}/click`),
    type: (words, { restMs = 0 } = {}) => {
      const keys = [...words].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      const actions = [...keys, { type: 'pause', duration: restMs }];
      return at('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    typeInto: async (name, text) => at(`/element/${await control('textarea, input', name)}/value`, { text }),
    async attach(text) {
      const input = await run<{ readonly [ELEMENT]: string }>(
        'return document.querySelector("input[type=file][multiple]")',
      );
      await at(`/element/${input[ELEMENT]}/value`, { text });
    },
    reads: (words) => holds('return document.body.innerText.includes(arguments[0])', words),
    async discard() {
      // A window must be left, or the session ends with its memory. So it does when a page's process is killed, which
      // is why that is not done here.
      const { handle } = await at<{ readonly handle: string }>('/window/new', { type: 'window' });
      await ask('DELETE', `/session/${sessionId}/window`);
      await at('/window', { handle });
    },
  };
}

/** Within the page: only what is not behind a dialogue can be pressed. */
const FIND = `
  const [selector, name] = arguments;
  const within = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const nameOf = (one) => (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText).trim();
  const shown = [...within.querySelectorAll(selector)].filter((one) => one.checkVisibility() && !one.disabled);
  return shown.find((one) => nameOf(one) === name) ?? shown.find((one) => nameOf(one).startsWith(name)) ?? null;`;

/** A screen of its own; it says its number once it is there. */
async function openScreen(): Promise<string> {
  const screen = spawn(SCREEN, ['-displayfd', '3', '-screen', '0', '1920x1080x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void screen.kill());
  const said = screen.stdio[3] as NodeJS.ReadableStream;
  const number = await new Promise<string>((resolve) => said.once('data', (words) => resolve(String(words).trim())));
  return `:${number}`;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
