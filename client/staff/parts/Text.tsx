import { Field } from './Field.tsx';

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly wrong?: string | undefined;
  readonly lines?: number;
  readonly max?: number;
  readonly disabled?: boolean;
  /** `url`: a web address, with the keyboard for it. */
  readonly type?: 'text' | 'url' | 'number';
  readonly list?: string;
  /** The focus begins here, in a sheet that opens. */
  readonly first?: boolean;
}

/** A labelled line, or several, of text. */
export function Text({
  label,
  value,
  onChange,
  hint,
  wrong,
  lines,
  max = 300,
  disabled,
  type = 'text',
  list,
  first = false,
}: TextProps) {
  return (
    <Field label={label} {...(hint && { hint })} {...(wrong && { wrong })}>
      {(described) =>
        lines === undefined ? (
          <input
            {...described}
            class="input"
            type={type}
            {...(type === 'url' && { inputMode: 'url', placeholder: 'https://' })}
            value={value}
            maxLength={max}
            disabled={disabled ?? false}
            {...(first && { autofocus: true })}
            autoComplete="off"
            {...(list && { list })}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <textarea
            {...described}
            class="input"
            rows={lines}
            value={value}
            maxLength={max}
            disabled={disabled ?? false}
            {...(first && { autofocus: true })}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}
