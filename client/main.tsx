import { render } from 'preact';
import './style/tokens.css';
import './style/fonts.css';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import { browserSession } from './signals/browser-session.ts';
import type { SessionModel } from './signals/session.ts';
import { Toasts } from './staff/parts/Toasts.tsx';
import { App } from './staff/shell/App.tsx';
import { type Address, addressOf } from './staff/shell/address.ts';
import { firstDrawn } from './staff/shell/first-drawn.ts';
import { drawBetweenFrames, soonPainted } from './staff/shell/frames.ts';
import { Broken } from './staff/shell/later.tsx';
import { recallZone } from './staff/shell/recall-zone.ts';
import { screens } from './staff/shell/screens.ts';
import { wear } from './staff/shell/theme.ts';
import { browserPocket } from './sync/pocket.ts';
import { language, wordsReady } from './words/words.ts';

const root = document.getElementById('app');
wear();
document.documentElement.lang = language.value;

/** Which app this is: the hash in the name of this very script. From its sources there is one app only. */
const build = /-([A-Za-z0-9_-]{8})\.js$/.exec(new URL(import.meta.url).pathname)?.[1] ?? 'dev';

/** A disk that answers later is waited for by the app itself, which says so: until then the page bears the app's name. */
const DISK_MS = 1_000;

start().catch(() => {
  if (root) render(<Broken onRetry={() => location.reload()} />, root);
});

async function start(): Promise<void> {
  recallZone(browserPocket());
  const session = browserSession(build);
  const isKnown = session.state.peek() !== 'unknown';
  // Whoever is remembered is asked about once they are drawn: the answer, and having none too, takes the thread that draws.
  if (!isKnown) void session.refresh();
  const address = addressOf(location.pathname);
  // What is kept is read from the disk while the words and the screen of this address come.
  const opening = openKept(session, address);
  if (address.at === 'show') void screens[address.screen]?.fetch().catch(() => undefined);
  await Promise.all([wordsReady(), opening]);
  if (!root) return;
  root.textContent = '';
  render(<App session={session} />, root);
  // A root of its own: an open sheet takes it along (`parts/Sheet.tsx`).
  const said = document.getElementById('toasts');
  if (said) render(<Toasts />, said);
  drawBetweenFrames();
  if (isKnown) void soonPainted().then(() => session.refresh());
  // Served from its sources the app changes at each keystroke of its makers: there is no build to keep.
  if (!import.meta.env.PROD) return;
  // Keeping the app fetches all of it, over the same thin network as what the first screen waits for.
  if (address.at === 'show') await firstDrawn(session);
  const { carryOn } = await import('./staff/shell/carry-on.ts');
  carryOn(session);
}

/** Drawn at once with what is kept, the app is drawn once; but a disk that is slow to answer must not leave the page empty. */
async function openKept(session: SessionModel, address: Address): Promise<void> {
  if (address.at !== 'show' || session.state.peek() !== 'signed-in' || location.hash.startsWith('#join=')) return;
  const opened = session.open(address.show).catch(() => undefined);
  await Promise.race([opened, new Promise((late) => setTimeout(late, DISK_MS))]);
}
