import x from 'lucide-static/icons/x.svg?raw';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { Button } from './Button.tsx';
import './ask.css';

/**
 * A panel that asks: the question, what will happen in one sentence, and the safe look beside the act. It sits above
 * the bottom bar and never covers the screen, so that the stage can still be watched.
 */
export function Ask({
  question,
  sentence,
  children,
  alert,
  onCancel,
}: {
  readonly question: ComponentChildren;
  readonly sentence?: ComponentChildren;
  /** Two buttons: first the safe one, then the act. */
  readonly children: ComponentChildren;
  /** Read out at once. */
  readonly alert?: boolean;
  /** Closes it, nothing done: a cross, and Escape. */
  readonly onCancel?: () => void;
}) {
  const id = useId();
  return (
    <section
      class="ask"
      aria-labelledby={id}
      role={alert ? 'alertdialog' : 'group'}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && onCancel) onCancel();
      }}
    >
      <div class="ask-head">
        <h2 id={id} class="grow">
          {question}
        </h2>
        {onCancel && <Button tone="plain" drawing={x} aria-label={common().close} onClick={onCancel} />}
      </div>
      {sentence && <p class="ask-sentence">{sentence}</p>}
      <div class="ask-acts">{children}</div>
    </section>
  );
}
