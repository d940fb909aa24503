import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SessionModel } from '../../signals/session.ts';
import type { ShowModel } from '../../signals/show.ts';

export const ShowContext = createContext<ShowModel | undefined>(undefined);
const SessionContext = createContext<SessionModel | undefined>(undefined);
export const ProvideShow = ShowContext.Provider;
export const ProvideSession = SessionContext.Provider;

/** The open show. Every screen under `/s/<show>` has one. */
export function useShow(): ShowModel {
  const show = useContext(ShowContext);
  if (!show) throw new Error('a screen of a show was drawn outside of one');
  return show;
}

export function useSession(): SessionModel {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a screen was drawn outside of a session');
  return session;
}
