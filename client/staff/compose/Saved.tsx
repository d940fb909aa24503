import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../parts/Field.tsx';

/** At rest for this long, what was typed is saved. */
const REST_MS = 700;

/**
 * A field that saves itself when the hand rests, goes elsewhere or closes it. What comes from others meanwhile shows
 * as soon as nothing is being typed here.
 */
export function Saved({
  label,
  hint,
  wrong,
  value,
  onSave,
  language,
  lines = 2,
  focus,
  readOnly,
  max,
}: {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly wrong?: ComponentChildren;
  readonly value: string;
  readonly onSave: (value: string) => unknown;
  readonly language?: string;
  /** One: a plain line. */
  readonly lines?: number;
  readonly focus?: boolean;
  readonly readOnly?: boolean;
  readonly max?: number;
}) {
  const [typed, setTyped] = useState<string>();
  const pending = useRef<string | undefined>(undefined);
  const save = useRef(onSave);
  save.current = onSave;
  const area = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const flush = () => {
    const next = pending.current;
    pending.current = undefined;
    if (next !== undefined) save.current(next);
  };
  useEffect(() => {
    if (typed === undefined) return;
    const timer = setTimeout(flush, REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    if (focus) area.current?.focus();
    const stop = new AbortController();
    const { signal } = stop;
    const leave = () => flush();
    document.addEventListener('visibilitychange', leave, { signal });
    // Some browsers leave the caret in the field while a button is pressed, which would act without what was just typed.
    document.addEventListener('pointerdown', leave, { signal, capture: true });
    return () => {
      stop.abort();
      flush();
    };
  }, []);
  const given = {
    ref: area,
    class: 'input',
    value: typed ?? value,
    readOnly: readOnly ?? false,
    ...(language && { lang: language }),
    ...(max && { maxLength: max }),
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => {
      pending.current = event.currentTarget.value;
      setTyped(event.currentTarget.value);
    },
    onBlur: () => {
      flush();
      setTyped(undefined);
    },
  };
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(described) =>
        lines === 1 ? <input {...described} {...given} /> : <textarea {...described} {...given} rows={lines} />
      }
    </Field>
  );
}
