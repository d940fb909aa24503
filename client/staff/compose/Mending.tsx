import { useEffect, useRef, useState } from 'preact/hooks';
import { correctionWays, hasAnswers } from '../../../shared/correcting.ts';
import { seenOf } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { Acted } from '../../signals/show.ts';
import type { ActRefusal } from '../../sync/store.ts';
import { common } from '../../words/common.ts';
import { refusalWordsSoon } from '../../words/refusal-soon.ts';
import { accountName } from '../parts/account-name.ts';
import { Button } from '../parts/Button.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { onceAnswered } from '../shell/frames.ts';
import { useShow } from '../shell/show-context.ts';
import { type MendWay, mendLines, waysOf } from './mending.ts';
import { words } from './words.ts';

/** What will be done on each channel to correct what is out, and the one act that approves it. */
export function Mending({
  post,
  settle,
  asked,
  onClose,
  onDone,
}: {
  readonly post: PostRow;
  /** Writes what is typed. */
  readonly settle: () => Promise<Acted | undefined>;
  /** By a tap. Unasked it comes while one types, and must not carry the words out of sight. */
  readonly asked: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const [chosen, choose] = useState<Readonly<Record<string, MendWay>>>({});
  const [refused, setRefused] = useState<ActRefusal>();
  const [busy, setBusy] = useState(false);
  const lines = mendLines(rows, post, chosen);
  const t = words().mend;
  const panel = useRef<HTMLElement>(null);
  // On a page it opens below what is seen: unseen, a person would tap in vain.
  useEffect(() => {
    if (asked) panel.current?.scrollIntoView({ block: 'end' });
  }, []);
  const mend = async () => {
    setBusy(true);
    // First of all: what is approved is what is shown.
    const written = await onceAnswered(settle);
    if (written?.ok === false) {
      setBusy(false);
      return setRefused(written.refusal);
    }
    const args = { post: post.id, seen: seenOf(show.rows.peek(), post), ways: waysOf(lines) };
    const done = await show.act('post.correct', args);
    setBusy(false);
    if (done.ok) onDone();
    else setRefused(done.refusal);
  };
  return (
    <section ref={panel} class="stack compose-mend" aria-label={t.title}>
      <h3 class="field-label">{t.title}</h3>
      {refused && (
        <p class="compose-refused" role="alert">
          {refusalWordsSoon(refused)}
        </p>
      )}
      <ul class="stack">
        {lines.map((line) => (
          <li key={line.publication.id} class="compose-mend-line">
            <span class="strong">{nameOn(rows, line.publication)}</span>
            {line.ways.length > 1 ? (
              <Segmented
                label={nameOn(rows, line.publication)}
                options={line.ways.map((way) => ({ value: way, label: t.ways[way] }))}
                value={line.way}
                onChoose={(way) => choose({ ...chosen, [line.publication.channel]: way })}
              />
            ) : (
              <span class="soft small">{t[line.does]}</span>
            )}
            {line.way === 'replace' && <span class="soft small">{t.replaceWhy}</span>}
            {hasAnswers(rows, line.publication) && correctionWays(rows, line.publication).length === 0 && (
              <span class="soft small">{t.thread}</span>
            )}
          </li>
        ))}
      </ul>
      <div class={asked ? 'compose-pair' : 'compose-pair dock compose-mend-dock'}>
        <Button onClick={onClose}>{common().cancel}</Button>
        <Button tone="act" large disabled={busy} onClick={() => void mend()}>
          {t.act}
        </Button>
      </div>
    </section>
  );
}

function nameOn(rows: Rows, { channel, payload }: PublicationRow): string {
  const row = rows.get('channel', channel);
  const account = row && accountName(row);
  return account ? `${common().networks[payload.network]} · ${account}` : common().networks[payload.network];
}
