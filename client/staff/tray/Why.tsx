import type { NetworkReason } from '../../../shared/network-reason.ts';
import { reasonWords } from '../../words/network-reasons.ts';

/** Why a network did not do it: in plain words, then in its own. */
export function Why({ why }: { readonly why: { readonly code: NetworkReason; readonly detail: string } }) {
  return (
    <p class="tray-why">
      {reasonWords(why.code)}
      {why.detail && <span class="small soft"> {why.detail}</span>}
    </p>
  );
}
