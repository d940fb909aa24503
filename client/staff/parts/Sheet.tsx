import './forms.css';
import { type ReadonlySignal, useSignalEffect } from '@preact/signals';
import x from 'lucide-static/icons/x.svg?raw';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { Button } from './Button.tsx';

interface SheetProps {
  readonly title: ComponentChildren;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Stays in sight at the bottom, at the thumb. */
  readonly foot?: ComponentChildren;
  /** Fills the phone, for editors. */
  readonly tall?: boolean;
  /** Out of the way while what was asked of it is done; drawn as it is, so that it comes back at once if that is refused. */
  readonly away?: ReadonlySignal<boolean>;
}

/**
 * A native modal dialog that comes from below. The browser keeps the focus inside, gives it back on closing, and closes
 * on Escape and on the phone's back gesture.
 */
export function Sheet({ title, onClose, children, foot, tall, away }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Before the effects of what is inside: a field of a dialog that is not open yet cannot take the focus.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    carryToasts();
    return () => {
      shown?.close();
      carryToasts();
    };
  }, []);
  useSignalEffect(() => {
    if (away?.value) dialog.current?.close();
    else if (away && dialog.current?.open === false) dialog.current.showModal();
    if (away) carryToasts();
  });
  return (
    <dialog
      ref={dialog}
      class={tall ? 'sheet sheet-tall' : 'sheet'}
      aria-labelledby={heading}
      onCancel={(event) => {
        // A file picker inside the sheet cancels too, and its event comes up to here.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="sheet-inside">
        <div class="sheet-head">
          <h2 id={heading} class="grow">
            {title}
          </h2>
          <Button tone="plain" drawing={x} aria-label={common().close} onClick={onClose} />
        </div>
        <div class="sheet-body">{children}</div>
        {foot && <div class="sheet-foot">{foot}</div>}
      </div>
    </dialog>
  );
}

/**
 * What is said in passing goes along into the sheet in front, and back out of it: outside of a modal dialog nothing is
 * seen over it, read out or pressed, not even the way back.
 */
function carryToasts(): void {
  const toasts = document.getElementById('toasts');
  const front = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  if (toasts && toasts.parentNode !== front) front.append(toasts);
}
