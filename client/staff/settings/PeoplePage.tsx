import plus from 'lucide-static/icons/plus.svg?raw';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { sharedHandles } from '../../../shared/missing.ts';
import type { PersonRow } from '../../../shared/rows/person.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Empty } from '../parts/Empty.tsx';
import { finder, foldOnce } from '../parts/fold.ts';
import { pathTo } from '../shell/address.ts';
import { inIdleMoments } from '../shell/idle.ts';
import { useShow } from '../shell/show-context.ts';
import { PersonSheet } from './PersonSheet.tsx';
import { searched } from './searched.ts';
import { words } from './words.ts';

/** A list longer than this is searched, not scrolled. */
const SHOWN_LIMIT = 80;

/** Everyone and everything a post can name: found by any word of their name, place or handles. */
export function PeoplePage() {
  const show = useShow();
  const rows = show.rows.value;
  const [query, search] = useState('');
  const [opened, open] = useState<string>();
  const t = words().people;
  const hats = show.me.value?.hats ?? [];
  const may = hats.includes('write') || hats.includes('administer');
  const { all, shared } = useMemo(() => directoryOf(rows), [rows]);
  const said = (person: PersonRow) => foldOnce(person, searched(person, whereOf(person)));
  const finds = finder(query);
  const found = query.trim() === '' ? all : all.filter((person) => finds(said(person)));
  // While a person still reads the list, so that their first letter waits for nothing.
  useEffect(() => {
    const gone = new AbortController();
    void inIdleMoments(all, said, { signal: gone.signal });
    return () => gone.abort();
  }, [all]);
  const toConfirm = all.filter(({ kind, imageRights }) => kind === 'human' && imageRights === 'to-confirm').length;

  function whereOf({ affiliation }: PersonRow): string {
    if (affiliation === undefined) return '';
    return rows.get('person', affiliation)?.name ?? affiliation;
  }
  return (
    <div class="stack">
      <div class="row">
        <input
          class="input grow"
          type="search"
          aria-label={t.search}
          placeholder={t.searchHint}
          value={query}
          onInput={(event) => search(event.currentTarget.value)}
        />
        {may && (
          <Button drawing={plus} onClick={() => open(show.newId())}>
            {t.add}
          </Button>
        )}
      </div>
      {toConfirm > 0 && <p class="small soft">{t.toConfirm(toConfirm)}</p>}
      {found.length === 0 && (
        <Empty title={all.length === 0 ? t.none : t.noneFound}>
          {all.length === 0 && <p class="soft">{t.noneWhy}</p>}
          {all.length === 0 && may && (
            <a class="button button-quiet" href={pathTo(show.id, 'settings', 'import')}>
              {t.import}
            </a>
          )}
        </Empty>
      )}
      {found.length > 0 && (
        <ul class="panel settings-list">
          {found.slice(0, SHOWN_LIMIT).map((person) => (
            <li key={person.id}>
              <button type="button" class="settings-link" onClick={() => open(person.id)}>
                <span class="grow">
                  {person.name}
                  <small class="field-hint">{[t.kinds[person.kind], whereOf(person)].filter(Boolean).join(', ')}</small>
                </span>
                <span class="settings-badges">
                  {shared.has(person.id) && <Chip tone="air">{t.sharedHandle}</Chip>}
                  {person.kind === 'human' && person.imageRights !== 'granted' && (
                    <Chip tone={person.imageRights === 'to-confirm' ? 'plain' : 'air'}>
                      {t.rights[person.imageRights]}
                    </Chip>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {found.length > SHOWN_LIMIT && <p class="soft">{t.more(found.length - SHOWN_LIMIT)}</p>}
      {opened !== undefined && <PersonSheet key={opened} id={opened} may={may} onClose={() => open(undefined)} />}
    </div>
  );
}

/** Everyone by name, and who has an account that another has too. */
function directoryOf(rows: Rows): { readonly all: readonly PersonRow[]; readonly shared: ReadonlySet<string> } {
  const { compare } = new Intl.Collator('fr');
  const all = [...rows.all('person')]
    .filter(({ erased }) => !erased)
    .sort((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  return { all, shared: new Set(sharedHandles(rows).flatMap(({ id, other }) => [id, other ?? id])) };
}
