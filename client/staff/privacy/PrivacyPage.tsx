import {
  DRAFTS_KEPT_DAYS,
  draftsIn,
  draftsLeaveMs,
  MESSAGES_KEPT_DAYS,
  messageLeavesMs,
} from '../../../shared/retention.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import type { ShowRow } from '../../../shared/rows/show.ts';
import { language } from '../../words/words.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { words as settingsWords } from '../settings/words.ts';
import { said } from '../shell/act.ts';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

const DRAFTS_DAYS = [7, DRAFTS_KEPT_DAYS, 90, 365] as const;
const MESSAGES_DAYS = [30, 90, MESSAGES_KEPT_DAYS, 365] as const;

export function PrivacyPage() {
  const row = showOf(useShow().rows.value);
  return row ? <Kept row={row} /> : null;
}

/** How long what is personal is kept, what will go and when, and where one person's data is. */
function Kept({ row }: { readonly row: ShowRow }) {
  const show = useShow();
  const rows = show.rows.value;
  const t = words();
  const may = show.me.value?.hats.includes('administer') ?? false;
  const day = (ms: number) =>
    new Intl.DateTimeFormat(language.value, { dateStyle: 'long', timeZone: row.zone }).format(ms);
  const drafts = draftsIn(rows).length;
  const leaveMs = draftsLeaveMs(row);
  const messages = [...rows.all('message')].filter(({ erased }) => !erased);
  const oldestMs = messages.reduce((oldest, { saidMs }) => Math.min(oldest, saidMs), Number.POSITIVE_INFINITY);
  const choose = (field: 'draftsKeptDays' | 'messagesKeptDays', days: number) =>
    void said(() => show.act('show.edit', { change: { [field]: { from: row[field], to: days } } }));
  return (
    <div class="stack">
      {!may && <p class="soft">{settingsWords().form.administer}</p>}
      <p>{t.sweep}</p>
      <KeptFor
        title={t.drafts}
        why={t.draftsWhy}
        label={t.draftsKeptDays}
        offered={DRAFTS_DAYS}
        days={row.draftsKeptDays ?? DRAFTS_KEPT_DAYS}
        onChoose={may ? (days) => choose('draftsKeptDays', days) : undefined}
        says={leaveMs === undefined ? t.noEnd(drafts) : t.leave(drafts, day(leaveMs))}
      />
      <KeptFor
        title={t.messages}
        why={t.messagesWhy}
        label={t.messagesKeptDays}
        offered={MESSAGES_DAYS}
        days={row.messagesKeptDays ?? MESSAGES_KEPT_DAYS}
        onChoose={may ? (days) => choose('messagesKeptDays', days) : undefined}
        says={t.messagesHeld(messages.length, messages.length > 0 ? day(messageLeavesMs(row, oldestMs)) : '')}
      />
      <section class="panel stack">
        <h2>{t.one}</h2>
        <p class="small soft">{t.oneWhy}</p>
        <a class="button button-quiet" href={pathTo(show.id, 'settings', 'people')}>
          {t.people}
        </a>
      </section>
    </div>
  );
}

/** What is kept so many days: how many, and what that means now. */
function KeptFor({
  title,
  why,
  label,
  offered,
  days,
  onChoose,
  says,
}: {
  readonly title: string;
  readonly why: string;
  readonly label: string;
  readonly offered: readonly number[];
  readonly days: number;
  /** Undefined: not for this person to choose. */
  readonly onChoose: ((days: number) => void) | undefined;
  readonly says: string;
}) {
  const choices = [...new Set([...offered, days])].sort((a, b) => a - b);
  return (
    <fieldset class="panel stack" disabled={!onChoose}>
      <legend class="aside">{title}</legend>
      <h2>{title}</h2>
      <p class="small soft">{why}</p>
      <Segmented
        label={label}
        options={choices.map((count) => ({ value: String(count), label: words().kept(count) }))}
        value={String(days)}
        onChoose={(chosen) => onChoose?.(Number(chosen))}
      />
      <p role="status">{says}</p>
    </fieldset>
  );
}
