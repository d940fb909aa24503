import './forms.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface Described {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

/** A label, a control, a hint and what is wrong with it. The control takes the given attributes: `{(a) => <input {...a} />}`. */
export function Field({
  label,
  hint,
  wrong,
  children,
}: {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly wrong?: ComponentChildren;
  readonly children: (described: Described) => ComponentChildren;
}) {
  const id = useId();
  const about = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  const described: Described = {
    id,
    ...(about && { 'aria-describedby': about }),
    ...(wrong && { 'aria-invalid': true as const }),
  };
  return (
    <div class="field">
      <label class="field-label" htmlFor={id}>
        {label}
      </label>
      {children(described)}
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} class="field-wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
