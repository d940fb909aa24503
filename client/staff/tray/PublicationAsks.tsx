import { useState } from 'preact/hooks';
import { readReason } from '../../../shared/network-reason.ts';
import type { TrayItem } from '../../../shared/post-status.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { reasonWords } from '../../words/network-reasons.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { accountLink, linkIn } from './account-link.ts';
import { words } from './words.ts';

/** A network refused, or cannot tell, or it is too late: look there, say it is there, send anew, or leave it. */
export function PublicationAsks({
  publication,
  reason,
  onOpen,
}: {
  readonly publication: PublicationRow;
  readonly reason: TrayItem['reason'];
  readonly onOpen: () => void;
}) {
  const show = useShow();
  const [found, setFound] = useState(false);
  const [link, setLink] = useState('');
  const t = words();
  const { id, round, channel } = publication;
  const row = show.rows.value.get('channel', channel);
  const account = row && accountLink(row);
  const last = publication.tries.findLast((call) => call.reason !== undefined)?.reason;
  const why = last === undefined ? undefined : readReason(last);
  const approves = show.me.value?.hats.includes('approve') ?? false;
  const unknown = reason === 'unknown';
  const again = async () => {
    if (await said(show.act('publication.again', { publication: id, round }))) toast(t.again);
  };
  const leave = async () => {
    if (await said(show.act('publication.drop', { publication: id }))) toast(t.left);
  };
  const isThere = async () => {
    const url = linkIn(link);
    const remote = { id: url ?? 'said', ...(url !== undefined && { url }) };
    if (await said(show.act('publication.find', { publication: id, round, remote }))) toast(t.unknown.foundDone);
  };
  return (
    <>
      {unknown && !publication.asks && <p class="soft">{t.unknown.looking}</p>}
      {why && (
        <p class="tray-why">
          {reasonWords(why.code)}
          {why.detail && <span class="small soft"> {why.detail}</span>}
        </p>
      )}
      {!approves && <p class="small soft">{t.approver}</p>}
      <div class="tray-acts">
        {unknown && account && (
          <a class="button button-quiet" href={account} target="_blank" rel="noreferrer">
            {t.unknown.open}
          </a>
        )}
        {unknown && approves && !found && <Button onClick={() => setFound(true)}>{t.unknown.found}</Button>}
        {approves && <Button onClick={() => void again()}>{t.sendAgain}</Button>}
        {reason === 'refused' && <Button onClick={onOpen}>{t.correct}</Button>}
        {approves && <Button onClick={() => void leave()}>{t.leave}</Button>}
      </div>
      {found && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void isThere();
          }}
        >
          <Field
            label={t.unknown.link}
            hint={t.unknown.linkWhy}
            {...(link.trim() !== '' && linkIn(link) === undefined && { wrong: t.notALink })}
          >
            {(described) => (
              <input
                {...described}
                class="input"
                type="url"
                inputmode="url"
                placeholder="https://"
                value={link}
                onInput={(event) => setLink(event.currentTarget.value)}
              />
            )}
          </Field>
          <Button type="submit" tone="act" disabled={link.trim() !== '' && linkIn(link) === undefined}>
            {t.unknown.found}
          </Button>
        </form>
      )}
    </>
  );
}
