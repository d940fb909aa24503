import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import type { PostAct } from './post-acts.ts';
import { words } from './words.ts';

/** Why a post is returned or held: a usual reason is one tap. */
export function Reason({
  act,
  onGive,
  onClose,
}: {
  readonly act: PostAct;
  readonly onGive: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const form = useRef<HTMLFormElement>(null);
  // What asked for it is gone from under the finger: the keyboard goes on here, and a screen reader hears where it is.
  useEffect(() => form.current?.querySelector('button')?.focus({ preventScroll: true }), []);
  const t = words().reason;
  const usual = act === 'hold' ? t.holds : t.returns;
  return (
    <form
      ref={form}
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onGive(reason.trim());
      }}
    >
      <div class="compose-others">
        {Object.values(usual).map((each) => (
          <Button key={each} onClick={() => onGive(each)}>
            {each}
          </Button>
        ))}
      </div>
      <Field label={t.other}>
        {(described) => (
          <input
            {...described}
            class="input"
            value={reason}
            maxLength={500}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="compose-pair">
        <Button onClick={onClose}>{common().cancel}</Button>
        <Button type="submit" tone="act" disabled={reason.trim() === ''}>
          {words().acts[act]}
        </Button>
      </div>
    </form>
  );
}
