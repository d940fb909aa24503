import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

/** Nothing here yet: says why, and what to do about it. */
export function Empty({
  drawing,
  title,
  heading,
  children,
}: {
  readonly drawing?: string;
  readonly title: ComponentChildren;
  /** The page has no other heading. */
  readonly heading?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      {drawing && <Icon of={drawing} size={2.5} />}
      {heading ? <h1>{title}</h1> : <p class="strong">{title}</p>}
      {children}
    </div>
  );
}
