import { useState } from 'preact/hooks';
import { HANDLE_NETWORKS, handleOf, isHandle, keptHandles } from '../../../shared/handles.ts';
import { IMAGE_RIGHTS, PERSON_KINDS, type PersonRow } from '../../../shared/rows/person.ts';
import { same } from '../../../shared/same.ts';
import { common } from '../../words/common.ts';
import { restrictionTerms } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { Text } from '../parts/Text.tsx';
import { said } from '../shell/act.ts';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import { ClashNote } from './FormParts.tsx';
import { useForm } from './use-form.ts';
import { words } from './words.ts';

interface PersonSheetProps {
  readonly id: string;
  readonly may: boolean;
  readonly onClose: () => void;
}

/** Asked of the server when it is opened: most sheets are opened for a handle. */
const PersonData = later(() => import('../privacy/PersonData.tsx').then((found) => found.PersonData));

/** One person, organisation or group: how each network names them, and what may be shown and said of them. */
export function PersonSheet({ id, may, onClose }: PersonSheetProps) {
  const show = useShow();
  const rows = show.rows.value;
  const row = rows.get('person', id);
  const form = useForm(fieldsOf(row));
  const { values, set } = form;
  const t = words().people;
  const [looking, look] = useState(false);
  const [typing, type] = useState<string>();
  // As typed: a comma just written has no name behind it yet.
  const [otherNames, typeOtherNames] = useState(listed(row?.otherNames));
  const hats = show.me.value?.hats ?? [];
  const mayErase = row !== undefined && hats.includes('administer');
  const organisations = [...rows.all('person')].filter(
    ({ kind, erased, id: other }) => kind === 'organisation' && !erased && other !== id,
  );
  const whereName = rows.get('person', values.affiliation ?? '')?.name ?? values.affiliation ?? '';
  const isHuman = values.kind === 'human';

  const save = async () => {
    const saved = await form.save((change) => {
      const handles = change.handles && { handles: { ...change.handles, to: keptHandles(values.handles) } };
      return show.act('person.edit', { person: id, change: { ...change, ...handles } });
    });
    if (saved) onClose();
  };
  /** Said once it is left: half typed, every account is odd. */
  const isOdd = (network: (typeof HANDLE_NETWORKS)[number]): boolean => {
    const handle = handleOf(network, values.handles[network] ?? '');
    return handle !== '' && network !== typing && !isHandle(network, handle);
  };
  const about = (field: 'title' | 'field' | 'agreement', value: string) => {
    const next = { ...values.about, [field]: value };
    const kept = Object.fromEntries(Object.entries(next).filter(([, inside]) => inside));
    set('about', Object.keys(kept).length > 0 ? kept : undefined);
  };
  return (
    <Sheet
      title={row?.name || t.newPerson}
      onClose={onClose}
      tall
      {...(may && {
        foot: (
          <Button tone="act" large disabled={!form.differs || values.name.trim() === ''} onClick={() => void save()}>
            {words().form.save}
          </Button>
        ),
      })}
    >
      <fieldset class="stack" disabled={!may}>
        <Segmented
          label={t.kind}
          options={PERSON_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          value={values.kind}
          onChoose={(kind) => set('kind', kind)}
        />
        <Text label={t.name} value={values.name} onChange={(name) => set('name', name)} />
        {!isHuman && (
          <Text
            label={t.acronym}
            value={values.acronym ?? ''}
            onChange={(acronym) => set('acronym', acronym === '' ? undefined : acronym)}
          />
        )}
        {isHuman && (
          <>
            <Text
              label={t.otherNames}
              hint={t.otherNamesHint}
              value={same(namesIn(otherNames), values.otherNames) ? otherNames : listed(values.otherNames)}
              onChange={(typed) => {
                typeOtherNames(typed);
                set('otherNames', namesIn(typed));
              }}
            />
            <Text
              label={t.affiliation}
              hint={t.affiliationHint}
              list="settings-organisations"
              value={whereName}
              onChange={(typed) =>
                set(
                  'affiliation',
                  typed === '' ? undefined : (organisations.find(({ name }) => name === typed)?.id ?? typed),
                )
              }
            />
            <datalist id="settings-organisations">
              {organisations.map((each) => (
                <option key={each.id} value={each.name} />
              ))}
            </datalist>
            <Text
              label={t.role}
              value={values.role ?? ''}
              onChange={(role) => set('role', role === '' ? undefined : role)}
            />
            <Text label={t.thesis} lines={3} value={values.about?.title ?? ''} onChange={(to) => about('title', to)} />
            <Text label={t.field} value={values.about?.field ?? ''} onChange={(to) => about('field', to)} />
            <Segmented
              showLabel
              label={t.agreement}
              options={(['f', 'm', ''] as const).map((value) => ({ value, label: t.agreements[value || 'none'] }))}
              value={values.about?.agreement === 'f' || values.about?.agreement === 'm' ? values.about.agreement : ''}
              onChoose={(to) => about('agreement', to)}
            />
            <Segmented
              showLabel
              label={t.imageRights}
              options={IMAGE_RIGHTS.map((value) => ({ value, label: t.rights[value] }))}
              value={values.imageRights}
              onChoose={(imageRights) => set('imageRights', imageRights)}
            />
          </>
        )}
        <fieldset class="stack">
          <legend class="field-label">{t.handles}</legend>
          <p class="field-hint">{t.handlesHint}</p>
          {HANDLE_NETWORKS.map((network) => (
            <label key={network} class="settings-handle">
              <span>{common().networks[network]}</span>
              <input
                class="input"
                {...(isOdd(network) && { 'aria-invalid': true as const, 'aria-describedby': `odd-${network}` })}
                autoCapitalize="none"
                autoComplete="off"
                spellcheck={false}
                value={values.handles[network] ?? ''}
                onInput={(event) => set('handles', { ...values.handles, [network]: event.currentTarget.value })}
                onFocus={() => type(network)}
                onBlur={() => {
                  type(undefined);
                  set('handles', keptHandles(values.handles));
                }}
              />
              {isOdd(network) && (
                <small id={`odd-${network}`} class="field-wrong settings-handle-odd">
                  {t.oddHandle(common().networks[network])}
                </small>
              )}
            </label>
          ))}
        </fieldset>
        {isHuman && (
          <>
            <fieldset>
              <legend class="field-label">{t.restrictions}</legend>
              <div class="row row-wrap">
                {Object.entries(restrictionTerms())
                  .filter(([code]) => code !== 'no-slide-photo')
                  .map(([code, label]) => {
                    const on = values.restrictions.includes(code);
                    return (
                      <Chip
                        key={code}
                        pressed={on}
                        onPress={() =>
                          set(
                            'restrictions',
                            on ? values.restrictions.filter((each) => each !== code) : [...values.restrictions, code],
                          )
                        }
                      >
                        {label}
                      </Chip>
                    );
                  })}
              </div>
            </fieldset>
            <Text
              label={t.look}
              hint={t.lookHint}
              lines={2}
              value={values.look ?? ''}
              onChange={(look) => set('look', look === '' ? undefined : look)}
            />
          </>
        )}
        <ClashNote
          clash={form.clash}
          label={(name) => (t as unknown as Record<string, string>)[name] ?? name}
          onTake={form.takeTheirs}
        />
      </fieldset>
      {mayErase && (
        <details class="settings-erase" onToggle={(event) => look(event.currentTarget.open)}>
          <summary>{row.kind === 'human' ? t.data : t.erase}</summary>
          {row.kind === 'human' && looking && <PersonData id={id} onErased={onClose} />}
          {row.kind !== 'human' && (
            <>
              <p class="small soft">{t.eraseWhy}</p>
              <HoldButton
                wide
                onDone={() =>
                  void said(() => show.act('row.erase', { row: 'person', id })).then(
                    (done) => done !== undefined && onClose(),
                  )
                }
              >
                {t.eraseHold}
              </HoldButton>
            </>
          )}
        </details>
      )}
    </Sheet>
  );
}

const listed = (names: readonly string[] = []): string => names.join(', ');

/** No list at all where there is no name in it, as in a row that never had one. */
function namesIn(typed: string): string[] | undefined {
  const names = typed.split(',').map((each) => each.trim());
  const kept = [...new Set(names.filter((each) => each !== ''))];
  return kept.length > 0 ? kept : undefined;
}

/** A new person's fields are what the rule makes of one: only what is filled in is a change. */
function fieldsOf(row: PersonRow | undefined): Pick<
  PersonRow,
  'kind' | 'name' | 'handles' | 'imageRights' | 'restrictions'
> & {
  otherNames: PersonRow['otherNames'];
  affiliation: string | undefined;
  role: string | undefined;
  about: PersonRow['about'];
  acronym: string | undefined;
  look: string | undefined;
} {
  return {
    kind: row?.kind ?? 'human',
    name: row?.name ?? '',
    otherNames: row?.otherNames,
    affiliation: row?.affiliation,
    role: row?.role,
    about: row?.about,
    handles: row?.handles ?? {},
    imageRights: row?.imageRights ?? 'to-confirm',
    restrictions: row?.restrictions ?? [],
    acronym: row?.acronym,
    look: row?.look,
  };
}
