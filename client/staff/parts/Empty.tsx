import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

/** Nothing here yet: says why, and what to do about it. */
export function Empty({
  drawing,
  title,
  children,
}: {
  readonly drawing?: string;
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      {drawing && <Icon of={drawing} size={2.5} />}
      <p class="strong">{title}</p>
      {children}
    </div>
  );
}
