import type { ComponentType } from 'preact';
import { later } from '../shell/later.tsx';

/** What the composer opens on: a post, or a new one of this kind about this segment. */
export interface Compose {
  readonly post?: string;
  readonly start?: 'photo' | 'quote' | 'free';
  readonly segment?: string;
}

type Composer = ComponentType<Compose & { readonly onClose: () => void }>;

const found = import.meta.glob<{ readonly Compose: Composer }>('../compose/Compose.tsx');

/** The composer, in a chunk of its own: Direct is drawn before it is needed. */
export const ComposeSheet: Composer = later(async () => {
  const load = found['../compose/Compose.tsx'];
  if (!load) throw new Error('there is no composer');
  return (await load()).Compose;
});
