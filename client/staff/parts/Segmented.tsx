import './forms.css';
import { useId } from 'preact/hooks';

/** One of a few: a radio group drawn as a row of pills. */
export function Segmented<V extends string>({
  label,
  options,
  value,
  onChoose,
  showLabel,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly onChoose: (value: V) => void;
  readonly showLabel?: boolean;
}) {
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class={showLabel ? 'field-label' : 'aside'}>{label}</legend>
      <div class="segmented-row">
        {options.map((option) => (
          <label key={option.value} class="segmented-option">
            <input
              type="radio"
              class="aside"
              name={name}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
