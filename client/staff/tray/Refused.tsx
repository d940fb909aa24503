import copy from 'lucide-static/icons/copy.svg?raw';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import type { LocalTrayEntry } from '../../signals/show.ts';
import { refusalWordsSoon } from '../../words/refusal-soon.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { copied } from '../parts/copied.ts';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { mutationWords } from './mutation-words.ts';
import { clashOf, postOf, rebased } from './rebase.ts';
import { words } from './words.ts';

/** What was done on this phone and refused, with its words: nothing typed is ever lost with a refusal. */
export function Refused({
  entries,
  onOpen,
}: {
  readonly entries: readonly LocalTrayEntry[];
  readonly onOpen: (post: string) => void;
}) {
  if (entries.length === 0) return null;
  return (
    <>
      <h2 class="tray-part">{words().refused.title}</h2>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} onOpen={onOpen} />
      ))}
    </>
  );
}

function Entry({ entry, onOpen }: { readonly entry: LocalTrayEntry; readonly onOpen: (post: string) => void }) {
  const show = useShow();
  const rows = show.rows.value;
  const { id, mutation, refusal, atMs } = entry;
  const t = words().refused;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const clash = clashOf(refusal);
  const over = rebased(mutation, refusal);
  const post = postOf(mutation.args);
  const retry = async () => {
    if (await said(() => show.retry(id))) toast(t.retried);
  };
  const mine = async () => {
    if (!over) return;
    if (await said(() => show.act(over.name, over.args as never))) await show.dismiss(id);
  };
  return (
    <article class="panel tray-item">
      <header class="tray-head">
        <h3 class="grow">{mutationWords(mutation.name)}</h3>
        <span class="small soft">{hour(atMs, zone, language.value)}</span>
      </header>
      <p class="tray-why">{refusalWordsSoon(refusal)}</p>
      {entry.words && <blockquote class="tray-quote">{entry.words}</blockquote>}
      {clash && isPlain(clash.wanted) && isPlain(clash.now) && (
        <dl class="tray-clash">
          <dt>{t.wanted}</dt>
          <dd>{String(clash.wanted ?? '—')}</dd>
          <dt>{t.now}</dt>
          <dd>{String(clash.now ?? '—')}</dd>
        </dl>
      )}
      <div class="tray-acts">
        {over ? (
          <Button onClick={() => void mine()}>{t.mine}</Button>
        ) : (
          <Button onClick={() => void retry()}>{t.retry}</Button>
        )}
        {entry.words && (
          <Button
            drawing={copy}
            onClick={async () => toast((await copied(entry.words ?? '')) ? words().copied : words().notCopied)}
          >
            {words().copy}
          </Button>
        )}
        {post !== undefined && rows.get('post', post) && <Button onClick={() => onOpen(post)}>{t.see}</Button>}
        <Button onClick={() => void show.dismiss(id)}>{clash ? t.theirs : t.forget}</Button>
      </div>
    </article>
  );
}

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;
