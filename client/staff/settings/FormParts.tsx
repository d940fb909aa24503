import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import type { Clash } from './use-form.ts';
import { words } from './words.ts';

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly wrong?: string | undefined;
  readonly lines?: number;
  readonly max?: number;
  readonly disabled?: boolean;
  readonly type?: 'text' | 'url' | 'number';
  readonly list?: string;
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
}: TextProps) {
  return (
    <Field label={label} {...(hint && { hint })} {...(wrong && { wrong })}>
      {(described) =>
        lines === undefined ? (
          <input
            {...described}
            class="input"
            type={type}
            value={value}
            maxLength={max}
            disabled={disabled ?? false}
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
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}

/** What someone else wrote while the form was open, beside what was typed. */
export function ClashNote({
  clash,
  label,
  onTake,
}: {
  readonly clash: Clash | undefined;
  readonly label: (field: string) => string;
  readonly onTake: () => void;
}) {
  const t = words().form;
  if (!clash) return null;
  return (
    <div class="settings-clash" role="alert">
      <p class="grow">{t.clash(label(clash.field), shownOf(clash.theirs) || t.nothing)}</p>
      <Button onClick={onTake}>{t.takeTheirs}</Button>
    </div>
  );
}

function shownOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(shownOf).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, inside]) => `${key} ${shownOf(inside)}`)
      .join(', ');
  return String(value);
}
