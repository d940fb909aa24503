import { Button } from '../parts/Button.tsx';
import type { Clash } from './use-form.ts';
import { words } from './words.ts';

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
