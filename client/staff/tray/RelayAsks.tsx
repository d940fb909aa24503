import { MENDED_BY_CONNECTING, readReason } from '../../../shared/network-reason.ts';
import type { RelayRow } from '../../../shared/rows/relay.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { AccountAct } from './AccountAct.tsx';
import { TakingBack, TryAgain } from './TakingBack.tsx';
import { ToConnect } from './ToConnect.tsx';
import { Why } from './Why.tsx';
import { words } from './words.ts';

/** Another account of ours does not show it, or still shows it: why, where to look, and what a person can do about it. */
export function RelayAsks({ relay, atMs }: { readonly relay: RelayRow; readonly atMs: number }) {
  const show = useShow();
  const t = words();
  const hats = show.me.value?.hats ?? [];
  const approves = hats.includes('approve');
  const leaving = relay.state === 'removing';
  const waits = relay.state === 'owed' && atMs <= relay.freshUntilMs;
  const reason = relay.trouble?.reason ?? relay.tries.at(-1)?.reason;
  const why = reason === undefined ? undefined : readReason(reason);
  const act = async (gone?: true) => {
    const args = { relay: relay.id, ...(gone && { seenGone: gone }) };
    if (await said(() => show.act('relay.drop', args))) toast(gone ? t.out.goneDone : t.relay.left);
  };
  return (
    <>
      {why && <Why why={why} />}
      {leaving && <TakingBack trouble={relay.trouble} atMs={atMs} />}
      {why && MENDED_BY_CONNECTING.includes(why.code) && <ToConnect />}
      {!approves && <p class="small soft">{t.approver}</p>}
      <div class="tray-acts">
        <AccountAct channel={relay.channel} />
        {approves && !leaving && !waits && (
          <Button
            onClick={async () => {
              const args = { publication: relay.publication, channel: relay.channel };
              if (await said(() => show.act('relay.ask', args))) toast(t.relay.again);
            }}
          >
            {t.relay.ask}
          </Button>
        )}
        {approves && leaving && (
          <TryAgain
            trouble={relay.trouble}
            onAgain={async () => {
              if (await said(() => show.act('relay.drop', { relay: relay.id }))) toast(t.out.tryingNow);
            }}
          />
        )}
        {approves && leaving && <Button onClick={() => void act(true)}>{t.out.gone}</Button>}
        {approves && !leaving && <Button onClick={() => void act()}>{t.leave}</Button>}
      </div>
    </>
  );
}
