import type { CheckReply } from '../../../shared/connection.ts';
import { readReason } from '../../../shared/network-reason.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { useShow } from '../shell/show-context.ts';
import { connectionWords } from './connection-words.ts';
import { troubleWords } from './trouble-words.ts';

/** Why a check was not passed, what to do about it, and the network's own words. */
export function CheckFailed({ check }: { readonly check: Extract<CheckReply, { ok: false }> }) {
  const show = useShow();
  const { code, detail } = readReason(check.reason);
  const zone = showOf(show.rows.value)?.zone ?? 'Europe/Paris';
  return (
    <p class="settings-trouble" role="alert">
      {troubleWords(code)}
      {check.retryAtMs !== undefined && ` ${connectionWords().retryAt(hour(check.retryAtMs, zone, language.value))}`}
      {detail && <span class="small soft"> {detail}</span>}
    </p>
  );
}
