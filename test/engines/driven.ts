import { vi } from 'vitest';

const PATIENCE = { timeout: 30_000, interval: 50 };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What an engine's driver can do with its one page; `E` is what it calls an element. */
export interface Driver<E> {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs this within the page, and answers what it returns. */
  run<T>(script: string, ...args: readonly unknown[]): Promise<T>;
  /** The element that this returns within the page. */
  find(script: string, ...args: readonly unknown[]): Promise<E | null>;
  press(element: E): Promise<void>;
  /** Gives a file to an input of files. */
  give(element: E, path: string): Promise<void>;
  /** Presses keys, which are actions of WebDriver (https://www.w3.org/TR/webdriver2/#actions). */
  keys(actions: readonly object[]): Promise<void>;
  lose(): Promise<void>;
}

/** A browser with one page, driven as a person would: by what controls are called, and by what can be read. */
export interface Driven {
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
  /** The page is gone without a word, as roughly as this engine lets it be done; `goto` opens in another. */
  lose(): Promise<void>;
}

export function drive<E>(driver: Driver<E>): Driven {
  const { run } = driver;
  const readable = () => run<string>('return location.pathname + ": " + document.body.innerText');
  /** The one in front that is shown and has that name: its label, what it says of itself, or what is written on it. */
  const control = (selector: string, name: string): Promise<E> =>
    vi.waitFor(async () => {
      const found = await driver.find(FIND, selector, name);
      if (!found) throw new Error(`nothing is called « ${name} »:\n${await readable()}`);
      return found;
    }, PATIENCE);
  const holds = (script: string, ...args: readonly unknown[]) =>
    vi.waitFor(async () => {
      if (!(await run(script, ...args)))
        throw new Error(`does not hold: ${script} (${args.join(', ')})\n${await readable()}`);
    }, PATIENCE);
  const type = (words: string, { restMs = 0 } = {}) => {
    const keys = [...words].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    return driver.keys([...keys, { type: 'pause', duration: restMs }]);
  };

  return {
    run,
    holds,
    type,
    goto: driver.goto,
    reload: driver.reload,
    lose: driver.lose,
    address: () => run('return location.href'),
    press: async (name) => driver.press(await control('button, a, label', name)),
    async typeInto(name, words) {
      await driver.press(await control('textarea, input', name));
      await type(words);
    },
    async attach(path) {
      const input = await driver.find('return document.querySelector("input[type=file][multiple]")');
      if (!input) throw new Error(`no photo can be chosen:\n${await readable()}`);
      await driver.give(input, path);
    },
    reads: (words) => holds('return document.body.innerText.includes(arguments[0])', words),
  };
}

/** Within the page: only what is not behind a dialogue can be pressed. */
const FIND = `
  const [selector, name] = arguments;
  const within = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const nameOf = (one) => (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText).trim();
  const shown = [...within.querySelectorAll(selector)].filter((one) => one.checkVisibility() && !one.disabled);
  return shown.find((one) => nameOf(one) === name) ?? shown.find((one) => nameOf(one).startsWith(name)) ?? null;`;
