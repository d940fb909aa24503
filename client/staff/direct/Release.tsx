import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { Switch } from '../parts/Switch.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { after } from './after.ts';
import { cameDue } from './came-due.ts';
import { previewsOf } from './previews.ts';

/** Letting go of a hold, with a review of what came due meanwhile: nothing floods out. */
export function Release({ onClose }: { readonly onClose: () => void }) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = show.second.value;
  const row = showOf(rows);
  const [chosen, choose] = useState<Readonly<Record<string, boolean>>>({});
  const held = row?.held;
  if (!row || !held) return null;
  const t = after().release;
  const at = (ms: number) => hour(ms, row.zone, language.value);
  const due = cameDue(rows, atMs);
  // What is still in its window is proposed; what is late goes only when a person says so.
  const sends = (id: string, missed: boolean) => chosen[id] ?? !missed;
  const send = due.posts.filter(({ post, missed }) => sends(post.id, missed)).map(({ post }) => post.id);
  const drop = due.publications.filter(({ id }) => !sends(id, false)).map(({ id }) => id);
  const away = [...rows.all('staff')].filter(
    ({ id, revoked }) => !revoked && id !== show.me.value?.id && !show.here.value.some((here) => here.staff === id),
  );
  const release = async () => {
    if (!(await said(() => show.act('show.release', { saw: held.atMs, send, drop })))) return;
    toast(t.done);
    onClose();
  };
  const who = rows.get('staff', held.by)?.name ?? common().app;
  return (
    <Sheet
      title={t.title}
      onClose={onClose}
      foot={
        <Button tone="act" large onClick={() => void release()}>
          {t.act(send.length + due.publications.length - drop.length)}
        </Button>
      }
    >
      <div class="stack">
        <p class="soft">
          {t.since(who, at(held.atMs))} {held.reason}
        </p>
        {held.kind === 'epoch' && away.length > 0 && <p>{t.away(away.map(({ name }) => name).join(', '))}</p>}
        <p>{due.posts.length + due.publications.length === 0 ? t.nothing : t.review}</p>
        {due.posts.map(({ post, dueMs, missed }) => (
          <Switch
            key={post.id}
            label={<span class="clip">{previewsOf(rows, post, atMs)[0]?.words ?? post.title ?? post.id}</span>}
            hint={missed ? `${t.due(at(dueMs))}, ${t.tooLate}` : t.due(at(dueMs))}
            on={sends(post.id, missed)}
            onChange={(on) => choose({ ...chosen, [post.id]: on })}
          />
        ))}
        {due.publications.map((each) => (
          <Switch
            key={each.id}
            label={<span class="clip">{each.payload.words}</span>}
            hint={t.owed(channelName(rows, each.channel))}
            on={sends(each.id, false)}
            onChange={(on) => choose({ ...chosen, [each.id]: on })}
          />
        ))}
        {due.posts.length > 0 && <p class="small soft">{t.left}</p>}
      </div>
    </Sheet>
  );
}
