import { useState } from 'preact/hooks';
import { foreseenMs } from '../../../shared/cue.ts';
import type { Cue } from '../../../shared/rows/post.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { cueTerms, cueWords } from '../../words/cues.ts';
import { shortTitle } from '../../words/segments.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { ClockCue } from './ClockCue.tsx';
import type { Composer } from './composer.ts';
import { SegmentCue } from './SegmentCue.tsx';
import { words } from './words.ts';

/** When it goes: at an hour, on a segment, or by hand. Folded to one line until it is to be changed. */
export function CueField({ composer }: { readonly composer: Composer }) {
  const show = useShow();
  const rows = show.rows.value;
  const post = composer.post.value;
  const [kind, setKind] = useState<Cue['kind']>();
  const zone = showOf(rows)?.zone ?? 'UTC';
  const t = words().cue;
  const shownKind = kind ?? post.cue.kind;
  const segment = post.cue.kind === 'segment' ? rows.get('segment', post.cue.segment) : undefined;
  const atMs = foreseenMs(rows, post.cue, show.second.value);
  const away = atMs === undefined ? undefined : atMs - show.second.value;
  const span = away === undefined ? '' : cueTerms().span(away);
  const set = async (cue: Cue) => {
    setKind(undefined);
    const acted = await composer.edit({ cue });
    if (acted && !acted.ok) await said(async () => acted);
  };
  return (
    <details class="compose-fold">
      <summary>
        <span class="grow">
          <span class="field-label">{t.label}</span>{' '}
          <span>
            {segment && `${shortTitle(rows, segment)}, `}
            {cueWords(post.cue, zone)}
            {away !== undefined && (
              <span class="soft"> · {away >= 0 ? cueTerms().inSpan(span) : cueTerms().ago(span)}</span>
            )}
          </span>
        </span>
      </summary>
      {composer.mayWrite && (
        <div class="stack">
          <Segmented
            label={t.label}
            value={shownKind}
            options={[
              { value: 'hand', label: t.hand },
              { value: 'segment', label: t.segment },
              { value: 'clock', label: t.clock },
            ]}
            onChoose={(next) => (next === 'hand' ? void set({ kind: 'hand' }) : setKind(next))}
          />
          {shownKind === 'hand' && <p class="small soft">{t.handWhy}</p>}
          {shownKind === 'clock' && (
            <ClockCue cue={post.cue} zone={zone} atMs={show.second.value} onSet={(cue) => void set(cue)} />
          )}
          {shownKind === 'segment' && <SegmentCue cue={post.cue} about={post.segment} onSet={(cue) => void set(cue)} />}
        </div>
      )}
    </details>
  );
}
