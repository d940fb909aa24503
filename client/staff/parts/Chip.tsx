import type { ComponentChildren } from 'preact';

/** With `onPress` it is a switch that says whether it is on; without, a plain label. */
export function Chip({
  pressed,
  onPress,
  tone = 'plain',
  children,
}: {
  readonly pressed?: boolean;
  readonly onPress?: () => void;
  readonly tone?: 'plain' | 'act' | 'air' | 'done' | 'ready';
  readonly children: ComponentChildren;
}) {
  if (!onPress) return <span class={`chip chip-${tone}`}>{children}</span>;
  return (
    <button type="button" class={`chip chip-button chip-${tone}`} aria-pressed={pressed ?? false} onClick={onPress}>
      {children}
    </button>
  );
}
