import { useState } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { after } from './after.ts';

/** Hold everything, with a reason that every device shows: a reason is one tap, and is the second activation. */
export function HoldSheet({ onClose }: { readonly onClose: () => void }) {
  const show = useShow();
  const [other, setOther] = useState('');
  const t = after().hold;
  const hold = async (reason: string) => {
    onClose();
    if (await said(() => show.act('show.hold', { kind: 'person', reason }))) toast(t.done);
  };
  return (
    <Sheet title={t.title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void hold(other.trim() || t.noReason);
        }}
      >
        <p class="soft">{t.why}</p>
        {Object.values(t.reasons).map((reason) => (
          <Button key={reason} tone="stop" wide onClick={() => void hold(reason)}>
            {reason}
          </Button>
        ))}
        <Field label={t.other}>
          {(described) => (
            <input
              {...described}
              class="input"
              value={other}
              maxLength={200}
              onInput={(event) => setOther(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" tone="stop" wide>
          {t.otherAct}
        </Button>
      </form>
    </Sheet>
  );
}
