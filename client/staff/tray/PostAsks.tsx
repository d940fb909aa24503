import { approvalOf } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Hat } from '../../../shared/rows/staff.ts';
import type { TrayItem } from '../../../shared/tray.ts';
import { common } from '../../words/common.ts';
import { refusalWordsSoon } from '../../words/refusal-soon.ts';
import { primaryOf } from '../direct/primary.ts';
import { Button } from '../parts/Button.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { mayPublish } from '../shell/first-publication.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** A post that missed its moment, lost it, lacks something, has two versions, or needs a second person. */
export function PostAsks({
  item,
  post,
  atMs,
  onOpen,
}: {
  readonly item: TrayItem;
  readonly post: PostRow;
  readonly atMs: number;
  readonly onOpen: () => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const t = words();
  const me = show.me.value;
  const approval = approvalOf(rows, post);
  const fires = item.reason === 'missed' || item.reason === 'no-moment' || item.reason === 'needs-two';
  const primary = primaryOf(rows, { post, me, atMs });
  const long = primary.act === 'publish' && primary.long;
  const mayFire = fires && approval !== undefined && primary.act === 'publish';
  const refusal = mayFire && approval ? show.check('post.fire', { post: post.id, approval: approval.id }) : undefined;
  const has = (...hats: readonly Hat[]) => me?.hats.some((hat) => hats.includes(hat)) ?? false;
  const mayLeave = (item.reason === 'missed' || item.reason === 'no-moment') && has('write', 'approve');
  const mayBin = fires && has('approve', 'moderate');
  const fire = async () => {
    if (!approval || !(await mayPublish(show, post))) return;
    if (!(await said(() => show.act('post.fire', { post: post.id, approval: approval.id })))) return;
    toast(t.fired);
  };
  const leave = async () => {
    const from = post.unaskedMs;
    const to = Math.round(atMs);
    if (!(await said(() => show.act('post.leave', { post: post.id, ...(from !== undefined && { from }), to })))) return;
    const back = { post: post.id, from: to, ...(from !== undefined && { to: from }) };
    toast(t.leftAlone, { undo: { label: common().undo, run: () => void said(() => show.act('post.leave', back)) } });
  };
  const bin = async () => {
    if (!(await said(() => show.act('post.withdraw', { post: post.id })))) return;
    const run = () => void said(() => show.act('post.restore', { post: post.id }));
    toast(t.binned, { undo: { label: common().undo, run } });
  };
  const approver = approval && rows.get('staff', approval.by)?.name;
  return (
    <>
      {item.reason === 'needs-two' && approver && <p class="small soft">{t.approvedBy(approver)}</p>}
      {refusal && <p class="tray-why">{refusalWordsSoon(refusal)}</p>}
      {fires && primary.act === 'wait' && <p class="tray-why">{t.waits[primary.why]}</p>}
      <div class="tray-acts">
        {mayFire &&
          (long ? (
            <HoldButton tone="act" disabled={refusal !== undefined} onDone={() => void fire()}>
              {t.holdToPublish}
            </HoldButton>
          ) : (
            <Button tone="act" disabled={refusal !== undefined} onClick={() => void fire()}>
              {t.publish}
            </Button>
          ))}
        <Button onClick={onOpen}>{t.open[item.reason]}</Button>
        {mayLeave && <Button onClick={() => void leave()}>{t.leave}</Button>}
        {mayBin && <Button onClick={() => void bin()}>{t.bin}</Button>}
      </div>
    </>
  );
}
