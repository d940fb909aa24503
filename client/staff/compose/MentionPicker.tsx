import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PersonRow } from '../../../shared/rows/person.ts';
import { useShow } from '../shell/show-context.ts';
import { Face } from './Face.tsx';
import { searchPeople } from './search-people.ts';
import { words } from './words.ts';

const SHOWN = 6;

/** People whose name or account matches what follows the `@`. Arrows and Enter from the words, or a tap. */
export function MentionPicker({
  query,
  segment,
  area,
  onChoose,
}: {
  readonly query: string;
  readonly segment: string | undefined;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onChoose: (person: string, full: boolean) => void;
}) {
  const { rows } = useShow();
  const [at, setAt] = useState(0);
  const [closed, close] = useState(false);
  const found = searchPeople(rows.value, { query, segment }).slice(0, SHOWN);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => close(false), [query === '']);
  useEffect(() => {
    const words = area.current;
    if (!words || closed) return;
    const listen = (event: KeyboardEvent) => {
      const person = found[chosen];
      if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
      else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
      else if (event.key === 'Escape') close(true);
      else if ((event.key === 'Enter' || event.key === 'Tab') && person) onChoose(person.id, event.shiftKey);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    words.addEventListener('keydown', listen);
    return () => words.removeEventListener('keydown', listen);
  });
  if (closed || found.length === 0) return null;
  const t = words().mention;
  return (
    <div class="compose-picker">
      <p class="aside" role="status">
        {t.found(found.length)}
      </p>
      {found.map((person, place) => (
        <div key={person.id} class="compose-person" data-chosen={place === chosen}>
          <button type="button" class="compose-person-main" onClick={() => onChoose(person.id, false)}>
            <Face person={person} />
            <span class="grow">
              <span class="compose-person-name">{person.name}</span>
              <small class="compose-person-more">{accountOf(person) ?? t.noAccount}</small>
            </span>
          </button>
          {accountOf(person) !== undefined && (
            <button type="button" class="compose-person-full" onClick={() => onChoose(person.id, true)}>
              {t.full}
              <span class="aside"> {person.name}</span>
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

const accountOf = ({ handles }: PersonRow): string | undefined => {
  const handle = Object.values(handles)[0];
  return handle && `@${handle}`;
};
