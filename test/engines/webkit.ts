import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import { type Driven, drive, type Size } from './driven.ts';
import { DRIVER, miniBrowser, SCREEN } from './find-webkit.ts';

/** The key of an element's reference on the wire, which the specification gives (https://www.w3.org/TR/webdriver2/#elements). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
type Element = { readonly [ELEMENT]: string };

/** A WebKit of its own, through WebDriver. To be called in a test: what it opens is closed with it, and so is its memory. */
export async function openWebKit({ width, height }: Size): Promise<Driven> {
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
  await vi.waitFor(() => ask('GET', '/status'), { timeout: 30_000, interval: 50 });
  const browserOptions = { binary: miniBrowser(), args: ['--automation', `--geometry=${width}x${height}`] };
  const { sessionId } = await ask<{ readonly sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': browserOptions } },
  });
  onTestFinished(() => ask('DELETE', `/session/${sessionId}`));
  const at = <T>(path: string, body: object = {}) => ask<T>('POST', `/session/${sessionId}${path}`, body);
  const run = <T>(script: string, ...args: readonly unknown[]) => at<T>('/execute/sync', { script, args });

  return drive<Element>({
    run,
    find: run,
    goto: (url) => at('/url', { url }),
    reload: () => at('/refresh'),
    press: (element) => at(`/element/${element[ELEMENT]}/click`),
    give: (element, text) => at(`/element/${element[ELEMENT]}/value`, { text }),
    keys: (actions) => at('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] }),
    /** Thrown away, as a phone throws away one that is out of sight. */
    async lose() {
      // A window must be left, or the session ends with its memory. So it does when a page's process is killed, which
      // is why that is not done here.
      const { handle } = await at<{ readonly handle: string }>('/window/new', { type: 'window' });
      await ask('DELETE', `/session/${sessionId}/window`);
      await at('/window', { handle });
    },
  });
}

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
