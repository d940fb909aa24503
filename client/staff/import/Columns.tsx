import { useState } from 'preact/hooks';
import { COLUMN_FIELDS, type ColumnField, type ImportTable, type Mapping } from '../../../shared/import.ts';
import { words } from './words.ts';

/** What each column holds: guessed from its heading, chosen where the guess is wrong. */
export function Columns({
  table,
  onChange,
}: {
  readonly table: ImportTable;
  readonly onChange: (mapping: Mapping) => void;
}) {
  const t = words().columns;
  const { headings, mapping, sample } = table;
  const unread = mapping.filter((field) => field === null).length;
  // Most of it not understood: what was pasted is something else than it was taken for. It stays open while one chooses.
  const [isOpen] = useState(unread * 2 > mapping.length || !table.hasHeadings);
  const choose = (place: number, field: ColumnField | null) =>
    // A field is held by one column: chosen here, it is let go there.
    onChange(mapping.map((now, at) => (at === place ? field : now === field ? null : now)));
  return (
    <details class="import-columns import-fold" open={isOpen}>
      <summary>{t.title(mapping.length - unread, mapping.length)}</summary>
      <ul>
        {headings.map((heading, place) => {
          const label = heading.trim() === '' ? t.unnamed(place + 1) : heading;
          const said = sample.flatMap((cells) => cells[place] || []).slice(0, 2);
          return (
            <li key={`${place} ${heading}`}>
              <span class="import-heading">
                <span class="strong">{label}</span>
                <small class="field-hint">{said.join(' · ')}</small>
              </span>
              <select
                class="input"
                aria-label={t.holds(label)}
                value={mapping[place] ?? ''}
                onChange={(event) => choose(place, (event.currentTarget.value || null) as ColumnField | null)}
              >
                <option value="">{t.none}</option>
                {COLUMN_FIELDS.map((field) => (
                  <option key={field} value={field}>
                    {t.fields[field]}
                  </option>
                ))}
              </select>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
