import { useShow } from '../shell/show-context.ts';
import { accountLink } from './account-link.ts';
import { words } from './words.ts';

/** Opens the account of a channel, where a person sees for themselves; nothing, where it has no page that is known. */
export function AccountAct({ channel }: { readonly channel: string }) {
  const account = useShow().rows.value.get('channel', channel);
  const link = account && accountLink(account);
  if (!link) return null;
  return (
    <a class="button button-quiet" href={link} target="_blank" rel="noreferrer">
      {words().unknown.open}
    </a>
  );
}
