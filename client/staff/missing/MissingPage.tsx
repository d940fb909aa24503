import check from 'lucide-static/icons/check.svg?raw';
import chevron from 'lucide-static/icons/chevron-right.svg?raw';
import { useState } from 'preact/hooks';
import { MISSING_CODES, type Missing, missingIn } from '../../../shared/missing.ts';
import { headsOf } from '../../../shared/post-status.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { ALL_CHANNELS } from '../../../shared/rows/variant.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Empty } from '../parts/Empty.tsx';
import { Icon } from '../parts/Icon.tsx';
import { pathTo } from '../shell/address.ts';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import '../parts/forms.css';
import { words } from './words.ts';

const PersonSheet = later(() => import('../settings/PersonSheet.tsx').then((found) => found.PersonSheet));

const EVERY_MS = 10_000;
/** Of one kind; the count says how many more. */
const SHOWN = 40;

/** All that preparation lacks, each line one tap from where it is mended. */
export function MissingPage() {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const [person, open] = useState<string>();
  const found = missingIn(rows, atMs);
  // With nothing to look through, nothing can be said to be right.
  const isBare = [...rows.all('segment')].length + [...rows.all('post')].length === 0;
  const t = words();
  const hats = show.me.value?.hats ?? [];
  const may = hats.includes('write') || hats.includes('administer');
  return (
    <div class="stack">
      {found.length === 0 && isBare && (
        <Empty title={t.bare}>
          <p class="soft">{t.bareWhy}</p>
          <a class="button button-quiet" href={pathTo(show.id, 'settings', 'import')}>
            {t.toImport}
          </a>
        </Empty>
      )}
      {found.length === 0 && !isBare && (
        <Empty drawing={check} title={t.none}>
          <p class="soft">{t.noneWhy}</p>
        </Empty>
      )}
      {MISSING_CODES.map((code) => {
        const lines = found.filter((each) => each.code === code);
        if (lines.length === 0) return null;
        return (
          <section key={code} class="panel" aria-label={t.codes[code]}>
            <h2>
              {t.codes[code]} <span class="soft">{lines.length}</span>
            </h2>
            <p class="small soft">{t.why[code]}</p>
            <ul class="settings-list">
              {lines.slice(0, SHOWN).map((line) => (
                <li key={`${line.id} ${line.network}`}>
                  <Line line={line} rows={rows} onPerson={open} />
                </li>
              ))}
            </ul>
            {lines.length > SHOWN && <p class="small soft">{t.more(lines.length - SHOWN)}</p>}
          </section>
        );
      })}
      {person !== undefined && <PersonSheet key={person} id={person} may={may} onClose={() => open(undefined)} />}
    </div>
  );
}

function Line({
  line,
  rows,
  onPerson,
}: {
  readonly line: Missing;
  readonly rows: Rows;
  readonly onPerson: (id: string) => void;
}) {
  const show = useShow();
  const inside = (
    <>
      <span class="grow">
        {nameOf(rows, line)}
        <small class="field-hint">{detailOf(rows, line)}</small>
      </span>
      <Icon of={chevron} size={1.25} />
    </>
  );
  if (line.row === 'person') {
    return (
      <button type="button" class="settings-link" onClick={() => onPerson(line.id)}>
        {inside}
      </button>
    );
  }
  const path =
    line.row === 'post'
      ? pathTo(show.id, 'posts', line.id)
      : line.code === 'no-intro'
        ? pathTo(show.id, 'settings', 'templates')
        : pathTo(show.id, 'conducteur', line.id);
  return (
    <a class="settings-link" href={path}>
      {inside}
    </a>
  );
}

function nameOf(rows: Rows, { row, id }: Missing): string {
  switch (row) {
    case 'person':
      return rows.get('person', id)?.name ?? '';
    case 'segment': {
      const segment = rows.get('segment', id);
      return segment ? shortTitle(rows, segment) : '';
    }
    case 'post': {
      const post = rows.get('post', id);
      if (!post) return '';
      const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
      return [common().kinds[post.kind], segment ? shortTitle(rows, segment) : post.title].filter(Boolean).join(', ');
    }
  }
}

const WORDS_SHOWN = 70;

function detailOf(rows: Rows, line: Missing): string {
  const t = words();
  const networks = common().networks;
  switch (line.code) {
    case 'same-handle':
      return t.alsoOf(
        line.handle ?? '',
        line.network ? networks[line.network] : '',
        rows.get('person', line.other ?? '')?.name ?? '',
      );
    case 'odd-handle':
      return t.accountOf(line.handle ?? '', line.network ? networks[line.network] : '');
    case 'no-handle':
      return (line.networks ?? []).map((network) => networks[network]).join(', ');
    case 'too-long':
      return t.over(line.network ? networks[line.network] : '', line.over ?? 0);
    case 'odd-token':
      return line.token ?? '';
    case 'no-alt':
    case 'no-channel':
    case 'no-cue':
      return (headsOf(rows, line.id)[ALL_CHANNELS]?.[0]?.words ?? '').slice(0, WORDS_SHOWN);
    case 'no-words':
    case 'no-speaker':
    case 'no-intro':
    case 'rights':
    case 'rights-refused':
      return '';
  }
}
