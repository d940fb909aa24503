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
  const choices = (days: readonly number[], now: number) =>
    [...new Set([...days, now])].sort((a, b) => a - b).map((count) => ({ value: String(count), label: t.kept(count) }));
  const choose = (field: 'draftsKeptDays' | 'messagesKeptDays', days: number) =>
    void said(show.act('show.edit', { change: { [field]: { from: row[field], to: days } } }));
  return (
    <div class="stack">
      {!may && <p class="soft">{settingsWords().form.administer}</p>}
      <p>{t.sweep}</p>
      <fieldset class="panel stack" disabled={!may}>
        <legend class="aside">{t.drafts}</legend>
        <h2>{t.drafts}</h2>
        <p class="small soft">{t.draftsWhy}</p>
        <Segmented
          label={t.draftsKeptDays}
          options={choices(DRAFTS_DAYS, row.draftsKeptDays ?? DRAFTS_KEPT_DAYS)}
          value={String(row.draftsKeptDays ?? DRAFTS_KEPT_DAYS)}
          onChoose={(days) => choose('draftsKeptDays', Number(days))}
        />
        <p role="status">{leaveMs === undefined ? t.noEnd(drafts) : t.leave(drafts, day(leaveMs))}</p>
      </fieldset>
      <fieldset class="panel stack" disabled={!may}>
        <legend class="aside">{t.messages}</legend>
        <h2>{t.messages}</h2>
        <p class="small soft">{t.messagesWhy}</p>
        <Segmented
          label={t.messagesKeptDays}
          options={choices(MESSAGES_DAYS, row.messagesKeptDays ?? MESSAGES_KEPT_DAYS)}
          value={String(row.messagesKeptDays ?? MESSAGES_KEPT_DAYS)}
          onChoose={(days) => choose('messagesKeptDays', Number(days))}
        />
        <p role="status">
          {t.messagesHeld(messages.length, messages.length > 0 ? day(messageLeavesMs(row, oldestMs)) : '')}
        </p>
      </fieldset>
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
