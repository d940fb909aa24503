import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../../words/common.ts';
import type { Tone } from './Button.tsx';

/** Long enough not to be a slip of the thumb, short enough for an incident. */
export const HOLD_MS = 800;
/** Time for the second activation of a keyboard or a screen reader. */
const SECOND_MS = 5_000;

/**
 * Acts when it has been held for 0.8 s. A keyboard, a switch or a screen reader cannot hold: for them a first activation
 * arms it, says so, and a second one acts; or, with `onTap`, the first one does something else (opens a sheet where a
 * second activation acts).
 */
export function HoldButton({
  onDone,
  onTap,
  tone = 'stop',
  disabled,
  large,
  wide,
  children,
}: {
  readonly onDone: () => void;
  readonly onTap?: () => void;
  readonly tone?: Tone;
  readonly disabled?: boolean;
  readonly large?: boolean;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}) {
  const [pressing, setPressing] = useState(false);
  const [armed, setArmed] = useState(false);
  const held = useRef(false);
  const holding = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The screen is drawn again every second: the timer must outlive the function it was started with.
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => () => clearTimeout(holding.current), []);
  useEffect(() => {
    if (!armed) return;
    const timer = setTimeout(() => setArmed(false), SECOND_MS);
    return () => clearTimeout(timer);
  }, [armed]);

  const activate = () => {
    if (onTap) onTap();
    else if (armed) {
      setArmed(false);
      onDone();
    } else setArmed(true);
  };
  const letGo = () => {
    clearTimeout(holding.current);
    setPressing(false);
  };
  // From the finger on, not from when it is drawn as pressed: a slow phone would have it held for longer.
  const press = (button: HTMLElement) => {
    letGo();
    held.current = false;
    setPressing(true);
    holding.current = setTimeout(() => {
      held.current = true;
      setPressing(false);
      // No click tells that it was taken: the finger is still down.
      button.dispatchEvent(new Event('held', { bubbles: true }));
      done.current();
    }, HOLD_MS);
  };
  const names = ['button', `button-${tone}`, 'button-hold', large && 'button-large', wide && 'button-wide'];
  return (
    <button
      type="button"
      class={names.filter(Boolean).join(' ')}
      disabled={disabled ?? false}
      data-pressing={pressing}
      onPointerDown={(event) => {
        if (event.button === 0) press(event.currentTarget);
      }}
      onPointerUp={letGo}
      onPointerLeave={letGo}
      onPointerCancel={letGo}
      onContextMenu={(event) => event.preventDefault()}
      onClick={() => {
        // The click that ends a completed hold must not count as an activation.
        if (held.current) held.current = false;
        else activate();
      }}
    >
      {armed ? common().pressAgain : children}
    </button>
  );
}
