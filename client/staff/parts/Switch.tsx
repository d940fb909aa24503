import './forms.css';
import type { ComponentChildren } from 'preact';

/** On or off, with its label beside it. */
export function Switch({
  label,
  hint,
  on,
  onChange,
  disabled,
}: {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly disabled?: boolean;
}) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        class="switch-box"
        checked={on}
        aria-checked={on}
        disabled={disabled ?? false}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="grow">
        {label}
        {hint && <small class="field-hint">{hint}</small>}
      </span>
    </label>
  );
}
