import { render } from 'preact';
import './style/tokens.css';
import './style/fonts.css';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import { browserSession } from './signals/browser-session.ts';
import { App } from './staff/shell/App.tsx';
import { wear } from './staff/shell/theme.ts';
import { watchForUpdates } from './staff/shell/update.ts';
import { language } from './words/words.ts';

wear();
document.documentElement.lang = language.value;

/** Which app this is: the hash in the name of this very script. From its sources there is one app only. */
const build = /-([A-Za-z0-9_-]{8})\.js$/.exec(new URL(import.meta.url).pathname)?.[1] ?? 'dev';
const session = browserSession(build);
const root = document.getElementById('app');
if (root) {
  root.textContent = '';
  render(<App session={session} />, root);
}
// Served from its sources the app changes at each keystroke of its makers: there is no build to keep.
if (import.meta.env.PROD) watchForUpdates(session);
