import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { emptyFolder } from '../server/server-process.ts';
import { type BiDi, connect } from './bidi.ts';
import { type Driven, drive, type Size } from './driven.ts';
import { firefoxPath } from './find-firefox.ts';

/** What a person would have closed by hand: else a browser that was killed asks whether it shall start in safe mode. */
const SETTINGS = `
user_pref("toolkit.startup.max_resumed_crashes", -1);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);`;

/** What a page's value is on the wire: an element is known by its `sharedId`. */
interface Remote {
  readonly type: string;
  readonly value?: unknown;
  readonly sharedId?: string;
}
type Element = { readonly sharedId: string };
type Evaluated =
  | { readonly type: 'success'; readonly result: Remote }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

/** A Firefox of its own. To be called in a test: what it opens is closed with it. Its memory outlives its processes. */
export async function openFirefox(size: Size): Promise<Driven> {
  const { root: profile } = emptyFolder();
  writeFileSync(join(profile, 'user.js'), SETTINGS);
  let now = await start(profile, size);
  const page = (method: string, params: object) => now.browser.ask(method, { context: now.context, ...params });
  const evaluate = async (body: string, args: readonly unknown[]): Promise<Remote> => {
    const evaluated = await now.browser.ask<Evaluated>('script.callFunction', {
      functionDeclaration: body,
      awaitPromise: true,
      target: { context: now.context },
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      serializationOptions: { maxDomDepth: 0 },
    });
    if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text);
    return evaluated.result;
  };
  const called = (script: string) => `(function () {${script}}).apply(null, JSON.parse(args))`;

  return drive<Element>({
    goto: async (url) => void (await page('browsingContext.navigate', { url, wait: 'complete' })),
    reload: async () => void (await page('browsingContext.reload', { wait: 'complete' })),
    async run(script, ...args) {
      const { value } = await evaluate(`async (args) => JSON.stringify(await ${called(script)})`, args);
      return value === undefined ? undefined : JSON.parse(String(value));
    },
    async find(script, ...args) {
      const { sharedId } = await evaluate(`(args) => ${called(script)}`, args);
      return sharedId === undefined ? null : { sharedId };
    },
    async press(element) {
      const { sharedId } = element;
      await now.browser.ask('script.callFunction', {
        functionDeclaration: '(element) => element.scrollIntoView({ block: "center", behavior: "instant" })',
        awaitPromise: false,
        target: { context: now.context },
        arguments: [{ sharedId }],
      });
      const actions = [
        { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element } },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await page('input.performActions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
    },
    give: async (element, path) => void (await page('input.setFiles', { element, files: [path] })),
    async keys(actions) {
      await page('input.performActions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    /** All its processes are killed, and it is opened again. */
    async lose() {
      await now.kill();
      now = await start(profile, size);
    },
  });
}

interface Started {
  readonly browser: BiDi;
  readonly context: string;
  kill(): Promise<void>;
}

async function start(profile: string, { width, height }: Size): Promise<Started> {
  const child = spawn(firefoxPath() ?? 'firefox', ['--headless', '--remote-debugging-port=0', '--profile', profile], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (words) => {
      said += words;
      const [, found] = /listening on (ws:\S+)\n/.exec(said) ?? [];
      if (found) resolve(found);
    });
    void gone.then(() => reject(new Error(`Firefox did not start: ${said}`)));
  });
  const browser = await connect(`${address}/session`);
  await browser.ask('session.new', { capabilities: {} });
  // The tab that is there at its start has no focus, which is in the address bar: fields would not be told of losing it.
  const { context } = await browser.ask<{ readonly context: string }>('browsingContext.create', { type: 'tab' });
  await browser.ask('browsingContext.setViewport', { context, viewport: { width, height } });
  return { browser, context, kill };
}
