import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { byRank } from '../../../shared/running-plan.ts';
import { hour } from '../../../shared/text/hours.ts';
import { shortTitle } from '../../words/segments.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Field } from '../parts/Field.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { roomsOf } from '../shell/room.ts';
import { useShow } from '../shell/show-context.ts';
import { changeFrom, faultsOf, newDraft, type SegmentDraft } from './draft.ts';
import { MoreFields } from './MoreFields.tsx';
import { words } from './words.ts';
import '../parts/forms.css';

/** The usual lengths, one tap each. */
const MINUTES = [3, 5, 10, 15, 30, 60] as const;

interface SegmentFormProps {
  /** Absent: a new one. */
  readonly segment?: SegmentRow;
  /** A new one comes after this one. */
  readonly after?: string | undefined;
  readonly room: string | undefined;
  readonly onClose: () => void;
}

/** A segment made or changed: a title is enough, all else is proposed. Works with no network like everything here. */
export function SegmentForm({ segment, after, room, onClose }: SegmentFormProps) {
  const show = useShow();
  const rows = show.rows.value;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const [was] = useState(segment);
  const [draft, setDraft] = useState<SegmentDraft>(() => firstDraft());
  const [tried, setTried] = useState(false);
  const t = words().form;
  const dayMs = was?.plannedMs ?? plannedAfter() ?? show.nowMs();
  const faults = faultsOf(draft, { dayMs, zone });
  const set = (part: Partial<SegmentDraft>) => setDraft({ ...draft, ...part });
  const ordered = [...rows.all('segment')].filter(({ cancelled }) => !cancelled).sort(byRank);

  const save = async () => {
    setTried(true);
    if (faults.title || faults.minutes || faults.at) return;
    const change = changeFrom(rows, { draft, was, dayMs, zone });
    const id = was?.id ?? show.newId();
    if (!(await said(() => show.act('segment.edit', { segment: id, change })))) return;
    toast(was ? words().saved : words().added(draft.title.trim()));
    onClose();
  };
  return (
    <Sheet
      title={was ? t.editTitle : t.newTitle}
      onClose={onClose}
      foot={
        <Button tone="act" large onClick={() => void save()}>
          {was ? t.save : t.add}
        </Button>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t.title} hint={t.titleHint} wrong={tried && faults.title && t[faults.title]}>
          {(described) => (
            <input
              {...described}
              class="input"
              value={draft.title}
              maxLength={300}
              enterkeyhint="done"
              autofocus={!was}
              onInput={(event) => set({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          label={`${t.duration} (${t.minutes.toLowerCase()})`}
          wrong={tried && faults.minutes && t[faults.minutes]}
        >
          {(described) => (
            <input
              {...described}
              class="input"
              value={draft.minutes}
              inputmode="decimal"
              onInput={(event) => set({ minutes: event.currentTarget.value })}
            />
          )}
        </Field>
        <div class="row row-wrap">
          {MINUTES.map((each) => (
            <Chip key={each} pressed={draft.minutes === String(each)} onPress={() => set({ minutes: String(each) })}>
              {String(each)}
            </Chip>
          ))}
        </div>
        {!was && (
          <Field label={t.after}>
            {(described) => (
              <select
                {...described}
                class="input"
                value={draft.after ?? ''}
                onChange={(event) => comesAfter(event.currentTarget.value)}
              >
                <option value="">{t.first}</option>
                {ordered.map((each) => (
                  <option key={each.id} value={each.id}>
                    {shortTitle(rows, each)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t.at} hint={t.atHint} wrong={tried && faults.at && t[faults.at]}>
          {(described) => (
            <input
              {...described}
              class="input"
              value={draft.at}
              autocomplete="off"
              onInput={(event) => set({ at: event.currentTarget.value })}
            />
          )}
        </Field>
        <details>
          <summary class="unfold strong">{t.more}</summary>
          <MoreFields draft={draft} onChange={set} />
        </details>
      </form>
    </Sheet>
  );

  function firstDraft(): SegmentDraft {
    if (segment) {
      const { title, durationMs, plannedMs, kind, rooms, people, beside, exact, restrictions } = segment;
      const minutes = String(durationMs / 60_000);
      return {
        title,
        minutes,
        at: spoken(plannedMs),
        kind,
        rooms,
        people,
        beside,
        exact,
        restrictions,
        language: segment.language,
        after: undefined,
      };
    }
    return draftAfter(after);
  }
  function draftAfter(id: string | undefined): SegmentDraft {
    const rooms = room === undefined ? roomsOf(rows).map((each) => each.id) : [room];
    const { plannedMs, ...rest } = newDraft(rows, {
      after: id === undefined ? undefined : rows.get('segment', id),
      rooms,
      atMs: show.nowMs(),
    });
    return { ...rest, at: spoken(plannedMs) };
  }
  /** Its hour follows its place, until someone types another. */
  function comesAfter(id: string): void {
    const next = draftAfter(id === '' ? undefined : id);
    set({ after: next.after, at: next.at });
  }
  function plannedAfter(): number | undefined {
    return draft.after === undefined ? undefined : rows.get('segment', draft.after)?.plannedMs;
  }
  function spoken(ms: number): string {
    return hour(ms, zone, language.value);
  }
}
