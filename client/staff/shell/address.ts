import { exec } from 'preact-iso/router';

/** The screens of a show, as they stand in its address: `/s/<show>/<screen>/<id>`. */
export const SCREENS = [
  'direct',
  'conducteur',
  'posts',
  'tray',
  'wall',
  'questions',
  'recap',
  'settings',
  'rehearsal',
] as const;
export type ScreenName = (typeof SCREENS)[number];

export type Address =
  | { readonly at: 'shows' }
  | { readonly at: 'join' }
  /** The declaration of accessibility, for anyone. */
  | { readonly at: 'accessibility' }
  /** Back from a network's own page. */
  | { readonly at: 'connected' }
  | { readonly at: 'show'; readonly show: string; readonly screen: ScreenName; readonly id?: string }
  | { readonly at: 'nowhere' };

/** Where a path leads. `/s/<show>` alone is Direct. */
export function addressOf(path: string): Address {
  if (path === '/') return { at: 'shows' };
  if (path === '/join') return { at: 'join' };
  if (path === '/accessibility') return { at: 'accessibility' };
  if (path === '/connected') return { at: 'connected' };
  const found = exec(path, '/s/:show/:screen?/:id?', undefined as never) as
    | { readonly params: Readonly<Record<string, string | undefined>> }
    | undefined;
  const { show, screen = 'direct', id } = found?.params ?? {};
  if (!show || !isScreen(screen)) return { at: 'nowhere' };
  return { at: 'show', show, screen, ...(id && { id }) };
}

/** The path of a screen of a show. */
export function pathTo(show: string, screen: ScreenName, id?: string): string {
  const path = `/s/${encodeURIComponent(show)}/${screen}`;
  return id === undefined ? path : `${path}/${encodeURIComponent(id)}`;
}

/** Behind the path of a post: it is opened to be put right, the caret in its words. */
const CORRECT = '#correct';
export const pathToCorrect = (show: string, post: string): string => `${pathTo(show, 'posts', post)}${CORRECT}`;
export const asksToCorrect = (): boolean => location.hash === CORRECT;

const isScreen = (name: string): name is ScreenName => (SCREENS as readonly string[]).includes(name);
