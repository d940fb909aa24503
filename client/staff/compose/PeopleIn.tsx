import x from 'lucide-static/icons/x.svg?raw';
import { useState } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { useShow } from '../shell/show-context.ts';
import { PeoplePicker } from './PeoplePicker.tsx';
import { rightsTone, rightsWords } from './rights.ts';
import { words } from './words.ts';

/** Who is on a photo, each with what they allow, seen while there is still time for another shot. */
export function PeopleIn({
  people,
  segment,
  readOnly,
  onChange,
}: {
  readonly people: readonly string[];
  readonly segment: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (people: string[]) => void;
}) {
  const rows = useShow().rows.value;
  const [adding, setAdding] = useState(false);
  const t = words().people;
  return (
    <div class="compose-people">
      <p class="field-label">{t.label}</p>
      {people.map((id) => {
        const person = rows.get('person', id);
        if (!person) return null;
        return (
          <p key={id} class="row compose-in-photo">
            <span class="grow">
              {person.name} <Chip tone={rightsTone(person.imageRights)}>{rightsWords(person)}</Chip>
            </span>
            {!readOnly && (
              <Button
                tone="plain"
                drawing={x}
                aria-label={t.remove(person.name)}
                onClick={() => onChange(people.filter((each) => each !== id))}
              />
            )}
          </p>
        );
      })}
      {people.length === 0 && <p class="small soft">{t.nobody}</p>}
      {!readOnly && !adding && <Button onClick={() => setAdding(true)}>{t.add}</Button>}
      {adding && (
        <PeoplePicker
          segment={segment}
          only="human"
          without={people}
          onClose={() => setAdding(false)}
          onChoose={(person) => {
            setAdding(false);
            onChange([...people, person]);
          }}
        />
      )}
    </div>
  );
}
