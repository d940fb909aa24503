import { render } from 'preact';
import './style/tokens.css';
import './style/fonts.css';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import { App } from './staff/shell/App.tsx';
import { addressOf } from './staff/shell/address.ts';
import { firstDrawn } from './staff/shell/first-drawn.ts';
import { Broken } from './staff/shell/later.tsx';
import { screens } from './staff/shell/screens.ts';
import { wear } from './staff/shell/theme.ts';
import { language, wordsReady } from './words/words.ts';

const root = document.getElementById('app');
wear();
document.documentElement.lang = language.value;

/** Which app this is: the hash in the name of this very script. From its sources there is one app only. */
const build = /-([A-Za-z0-9_-]{8})\.js$/.exec(new URL(import.meta.url).pathname)?.[1] ?? 'dev';

start().catch(() => {
  if (root) render(<Broken onRetry={() => location.reload()} />, root);
});

async function start(): Promise<void> {
  // What draws and what acts are fetched side by side, the screen of this address among them.
  const acting = import('./signals/browser-session.ts');
  const address = addressOf(location.pathname);
  if (address.at === 'show') void screens[address.screen]?.fetch().catch(() => undefined);
  const { browserSession } = await acting;
  await wordsReady();
  const session = browserSession(build);
  if (!root) return;
  root.textContent = '';
  render(<App session={session} />, root);
  // Served from its sources the app changes at each keystroke of its makers: there is no build to keep.
  if (!import.meta.env.PROD) return;
  // Keeping the app fetches all of it, over the same thin network as what the first screen waits for.
  if (address.at === 'show') await firstDrawn(session);
  const { watchForUpdates } = await import('./staff/shell/watch-updates.ts');
  watchForUpdates(session);
}
