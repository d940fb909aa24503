import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

/** `act`: the one primary action of a screen. `stop`: what stops or takes back. `paper`: inside a paper panel. */
export type Tone = 'act' | 'quiet' | 'stop' | 'plain' | 'paper' | 'paper-quiet';

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> & {
  readonly tone?: Tone;
  /** A lucide drawing, imported with `?raw`. */
  readonly drawing?: string;
  readonly wide?: boolean;
  readonly large?: boolean;
  readonly children?: ComponentChildren;
};

/** At least 48 px high. With a drawing alone, give it an `aria-label`. */
export function Button({ tone = 'quiet', drawing, wide, large, children, class: more, ...rest }: ButtonProps) {
  const names = ['button', `button-${tone}`, wide && 'button-wide', large && 'button-large', more];
  return (
    <button type="button" {...rest} class={names.filter(Boolean).join(' ')}>
      {drawing && <Icon of={drawing} />}
      {children}
    </button>
  );
}
