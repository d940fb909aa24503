import { useErrorBoundary } from 'preact/hooks';
import { LocationProvider, useLocation } from 'preact-iso/router';
import type { SessionModel } from '../../signals/session.ts';
import { common } from '../../words/common.ts';
import { Progress } from '../parts/Progress.tsx';
import { addressOf } from './address.ts';
import { Broken, later } from './later.tsx';
import { NotFound } from './NotFound.tsx';
import { ShowFrame } from './ShowFrame.tsx';
import { ProvideSession } from './show-context.ts';

const SignIn = later(() => import('../sign-in/SignIn.tsx').then((found) => found.SignIn));
const Connected = later(() => import('../settings/Connected.tsx').then((found) => found.Connected));
const Accessibility = later(() => import('../accessibility/Accessibility.tsx').then((found) => found.Accessibility));
const Shows = later(() => import('../shows/Shows.tsx').then((found) => found.Shows));

/** Paths that are the app's; any other link (the recap's files, the wall) is the server's. */
const OURS = /^\/(s\/|join|connected|accessibility|$)/;

/** The staff app. */
export function App({ session }: { readonly session: SessionModel }) {
  return (
    <ProvideSession value={session}>
      <LocationProvider scope={OURS}>
        <Here session={session} />
      </LocationProvider>
    </ProvideSession>
  );
}

/** A link to join carries its token behind the `#`, which no server and no log ever sees. */
const carriesToken = (): boolean => location.hash.startsWith('#join=');

function Here({ session }: { readonly session: SessionModel }) {
  const { path } = useLocation();
  const [broken, reset] = useErrorBoundary();
  const address = addressOf(path);
  const state = session.state.value;
  if (broken) return <Broken onRetry={reset} />;
  if (address.at === 'join' || carriesToken()) return <SignIn />;
  if (address.at === 'accessibility') return <Accessibility />;
  if (state === 'unknown') return <Progress label={common().loading} />;
  if (address.at === 'connected') return <Connected />;
  // A session that the server ended keeps its show open: its words can still be exported there.
  if (state === 'signed-out' && !session.show.value) return <SignIn />;
  if (address.at === 'show') return <ShowFrame address={address} />;
  if (state === 'signed-out') return <SignIn />;
  if (address.at === 'shows') return <Shows />;
  return (
    <main id="main">
      <NotFound />
    </main>
  );
}
