import { useState } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';

/** A line that adds something by its name. What was typed stays until it has been added. */
export function AddByName({
  label,
  act,
  maxLength,
  onAdd,
}: {
  readonly label: string;
  readonly act: string;
  readonly maxLength: number;
  /** Undefined: it was not added, and who did it was told why. */
  readonly onAdd: (name: string) => Promise<string | undefined>;
}) {
  const [name, setName] = useState('');
  const typed = name.trim();
  const add = async () => {
    if (typed !== '' && (await onAdd(typed)) !== undefined) setName('');
  };
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        class="input grow"
        aria-label={label}
        placeholder={label}
        maxLength={maxLength}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={typed === ''}>
        {act}
      </Button>
    </form>
  );
}
