import type { PostRow } from '../../../shared/rows/post.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { accountName } from '../parts/account-name.ts';
import { accountsOf } from './first-publication.ts';
import { firstPublicationWords } from './first-publication-words.ts';
import './publishes-as.css';
import { useShow } from './show-context.ts';

/**
 * Above every button that fires: under which names it goes, and what time it is; or that it is a rehearsal, in another
 * colour and pattern, so that the two are never taken for each other. Nothing where the post calls no network.
 */
export function PublishesAs({
  post,
  channel,
}: {
  readonly post: PostRow;
  /** Sent anew on this one alone. */
  readonly channel?: string;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const row = showOf(rows);
  const t = firstPublicationWords();
  const now = hour(show.second.value, row?.zone ?? 'Europe/Paris', language.value);
  if (row?.rehearsal) {
    return (
      <p class="publishes-as publishes-as-rehearsal">
        <span class="grow">{t.rehearses}</span>
        <span class="publishes-as-hour">{now}</span>
      </p>
    );
  }
  const sent = channel === undefined ? undefined : rows.get('channel', channel);
  const accounts = sent ? [sent] : accountsOf(rows, post);
  if (accounts.length === 0) return null;
  const names = accounts.map(
    (account) => `${accountName(account) || t.noName} (${common().networks[account.network]})`,
  );
  return (
    <p class="publishes-as">
      <span class="grow">
        {t.as} <b>{names.join(', ')}</b>
      </span>
      <span class="publishes-as-hour">{now}</span>
    </p>
  );
}
