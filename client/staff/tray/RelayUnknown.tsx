import { MENDED_BY_CONNECTING, readReason } from '../../../shared/network-reason.ts';
import type { RelayRow } from '../../../shared/rows/relay.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { AccountAct } from './AccountAct.tsx';
import { Looking, TryAgain } from './TakingBack.tsx';
import { ToConnect } from './ToConnect.tsx';
import { Why } from './Why.tsx';
import { words } from './words.ts';

/** The account does not let us look whether it shows the post: why, when it is looked again, and what a person saw there. */
export function RelayUnknown({ relay, atMs }: { readonly relay: RelayRow; readonly atMs: number }) {
  const show = useShow();
  const t = words();
  const approves = (show.me.value?.hats ?? []).includes('approve');
  const why = relay.trouble && readReason(relay.trouble.reason);
  const wish = { publication: relay.publication, channel: relay.channel };
  const look = () => (relay.gone ? show.act('relay.drop', { relay: relay.id }) : show.act('relay.ask', wish));
  return (
    <>
      {why && <Why why={why} />}
      <Looking trouble={relay.trouble} atMs={atMs} />
      {why && MENDED_BY_CONNECTING.includes(why.code) && <ToConnect />}
      {!approves && <p class="small soft">{t.approver}</p>}
      <div class="tray-acts">
        <AccountAct channel={relay.channel} />
        {approves && (
          <>
            <TryAgain
              trouble={relay.trouble}
              label={t.unknown.look}
              onAgain={async () => {
                if (await said(look())) toast(t.unknown.lookAsked);
              }}
            />
            <Button
              onClick={async () => {
                if (await said(show.act('relay.ask', { ...wish, seenThere: true }))) toast(t.relay.thereDone);
              }}
            >
              {t.relay.there}
            </Button>
            <Button
              onClick={async () => {
                if (await said(show.act('relay.drop', { relay: relay.id, seenGone: true }))) toast(t.relay.left);
              }}
            >
              {t.relay.notThere}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
