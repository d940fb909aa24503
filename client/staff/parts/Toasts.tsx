import x from 'lucide-static/icons/x.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { Button } from './Button.tsx';
import { closeToast, type Toast, toasts } from './toasts.ts';

/** The toasts of the moment, above the bottom bar. A polite region: screen readers hear them without losing their place. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((each) => (
        <OneToast key={each.id} toast={each} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { readonly toast: Toast }) {
  const [kept, keep] = useState(false);
  useEffect(() => {
    // While a finger or the focus is on it, it stays: who reads slowly can still undo.
    if (kept || toast.forMs === Number.POSITIVE_INFINITY) return;
    const timer = setTimeout(() => closeToast(toast.id), toast.forMs);
    return () => clearTimeout(timer);
  }, [kept, toast]);
  return (
    <div
      class={`toast toast-${toast.tone}`}
      onPointerEnter={() => keep(true)}
      onPointerLeave={() => keep(false)}
      onFocusCapture={() => keep(true)}
      onBlurCapture={() => keep(false)}
    >
      <p class="grow">{toast.words}</p>
      {toast.undo && (
        <Button
          tone="paper-quiet"
          onClick={() => {
            closeToast(toast.id);
            toast.undo?.run();
          }}
        >
          {toast.undo.label}
        </Button>
      )}
      <Button tone="paper-quiet" drawing={x} aria-label={common().close} onClick={() => closeToast(toast.id)} />
    </div>
  );
}
