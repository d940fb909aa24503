import { later } from '../shell/later.tsx';

/** What the composer opens on: a post, or a new one of this kind about this segment. */
export interface Compose {
  readonly post?: string;
  readonly start?: 'photo' | 'quote' | 'free' | 'winner';
  readonly segment?: string;
}

/** The composer, in a chunk of its own: Direct is drawn before it is needed. */
export const ComposeSheet = later(() => import('../compose/Compose.tsx').then((found) => found.Compose));
