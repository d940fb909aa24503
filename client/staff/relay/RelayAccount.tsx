import { readReason } from '../../../shared/network-reason.ts';
import { relays } from '../../../shared/networks.ts';
import { isRelayMissed, mayBeAsked, relayId } from '../../../shared/relaying.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { reasonWords } from '../../words/network-reasons.ts';
import { accountName } from '../parts/account-name.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { accountLink } from '../tray/account-link.ts';
import { words } from './words.ts';

/** One of our other accounts: what became of the relay there, and what can be done about it. */
export function RelayAccount({
  publication,
  account,
}: {
  readonly publication: PublicationRow;
  readonly account: ChannelRow;
}) {
  const show = useShow();
  const t = words();
  const atMs = show.second.value;
  const relay = show.rows.value.get('relay', relayId(publication.id, account.id));
  const name = accountName(account) || account.id;
  const link = accountLink(account);
  const missed = relay && isRelayMissed(relay, atMs);
  const reason = relay?.trouble?.reason ?? relay?.tries.at(-1)?.reason;
  const isTold = reason !== undefined && (relay?.state === 'refused' || relay?.trouble !== undefined);
  const ask = async () => {
    const args = { publication: publication.id, channel: account.id };
    if (await said(() => show.act('relay.ask', args))) toast(t.asked);
  };
  const back = async () => {
    if (relay && (await said(() => show.act('relay.drop', { relay: relay.id })))) toast(t.takenBack);
  };
  return (
    <li class="relay-account">
      <p class="grow">
        <span class="strong">{name}</span>
        {relay && (
          <span class="small soft" role="status">
            {` · ${missed ? t.missed : t.states[relay.state]}`}
          </span>
        )}
        {isTold && <span class="small relay-why">{reasonWords(readReason(reason).code)}</span>}
      </p>
      {!relays(account.network) && link && (
        <a class="button button-quiet" href={link} target="_blank" rel="noreferrer">
          {t.open}
        </a>
      )}
      {relays(account.network) && mayBeAsked(relay, atMs) && (
        <Button tone="act" aria-label={t.askAs(name)} onClick={() => void ask()}>
          {relay?.state === 'refused' || missed ? t.again : t.act}
        </Button>
      )}
      {relay?.state === 'published' && <Button onClick={() => void back()}>{t.back}</Button>}
    </li>
  );
}
