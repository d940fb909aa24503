import { useEffect, useRef, useState } from 'preact/hooks';
import type { PersonRow } from '../../../shared/rows/person.ts';
import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { useAfterPaint } from '../shell/after-paint.ts';
import { useShow } from '../shell/show-context.ts';
import { Face } from './Face.tsx';
import { searchPeople } from './search-people.ts';
import { words } from './words.ts';

const SHOWN = 8;
/** Faces drawn at once; what stands below them is drawn once they are painted. */
const AT_ONCE = 6;

/** People to choose from, found by name. */
export function PeoplePicker({
  segment,
  only,
  without = [],
  among,
  onChoose,
  onClose,
}: {
  readonly segment?: string | undefined;
  readonly only: PersonRow['kind'];
  readonly without?: readonly string[];
  /** Only these, in this order and as faces, until something is searched for. */
  readonly among?: readonly string[];
  readonly onChoose: (person: string) => void;
  readonly onClose: () => void;
}) {
  const rows = useShow().rows.value;
  const painted = useAfterPaint();
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  // A keyboard that opened by itself would cover the faces.
  useEffect(() => {
    if (!among) search.current?.focus({ preventScroll: true });
  }, []);
  const isFaces = among !== undefined && query.trim() === '';
  const isOffered = ({ id, kind, erased }: PersonRow) => !erased && kind === only && !without.includes(id);
  const first = isFaces
    ? among.flatMap((id) => rows.get('person', id) ?? []).filter(isOffered)
    : searchPeople(rows, { query, segment, only }).filter(isOffered).slice(0, SHOWN);
  const t = words().people;
  return (
    <div class="compose-picker">
      <Field label={t.search}>
        {(described) => (
          <input
            {...described}
            ref={search}
            class="input"
            type="search"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        )}
      </Field>
      <ul class={isFaces ? 'compose-faces' : undefined}>
        {(painted ? first : first.slice(0, AT_ONCE)).map((person) => (
          <li key={person.id}>
            <button type="button" class="compose-person-main" onClick={() => onChoose(person.id)}>
              <Face person={person} />
              <span class="grow">
                <span class="compose-person-name">{person.name}</span>
                <small class="compose-person-more">{whereFrom(person, (id) => rows.get('person', id)?.name)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {first.length === 0 && <p class="small soft">{t.none}</p>}
      <Button tone="plain" onClick={onClose}>
        {common().cancel}
      </Button>
    </div>
  );
}

const whereFrom = ({ affiliation, about, role }: PersonRow, nameOf: (id: string) => string | undefined): string =>
  [affiliation && (nameOf(affiliation) ?? affiliation), about?.title ?? role].filter(Boolean).join(' · ');
