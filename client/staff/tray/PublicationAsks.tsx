import { useState } from 'preact/hooks';
import { MENDED_BY_CONNECTING, MENDED_BY_PICTURES, readReason } from '../../../shared/network-reason.ts';
import { remoteAt } from '../../../shared/remote-link.ts';
import type { PublicationRow, Remote } from '../../../shared/rows/publication.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import type { TrayItem } from '../../../shared/tray.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Text } from '../parts/Text.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { PublishesAs } from '../shell/PublishesAs.tsx';
import { useShow } from '../shell/show-context.ts';
import { AccountAct } from './AccountAct.tsx';
import { linkIn } from './account-link.ts';
import { Latest } from './Latest.tsx';
import { LookedFor } from './LookedFor.tsx';
import { TryAgain } from './TakingBack.tsx';
import { ToConnect } from './ToConnect.tsx';
import { Why } from './Why.tsx';
import { words } from './words.ts';

/** A network refused, or cannot tell, or it is too late: look there, say it is there, send anew, or leave it. */
export function PublicationAsks({
  publication,
  reason,
  atMs,
  onOpen,
}: {
  readonly publication: PublicationRow;
  readonly reason: TrayItem['reason'];
  readonly atMs: number;
  readonly onOpen: () => void;
}) {
  const show = useShow();
  const [found, setFound] = useState(false);
  const [link, setLink] = useState('');
  const t = words();
  const { id, round, channel, payload } = publication;
  const row = show.rows.value.get('channel', channel);
  const post = show.rows.value.get('post', publication.post);
  const { notBeforeMs, freshUntilMs, trouble } = publication;
  const last = trouble?.reason ?? publication.tries.findLast((call) => call.reason !== undefined)?.reason;
  const why = last === undefined ? undefined : readReason(last);
  const needsConnecting = why !== undefined && MENDED_BY_CONNECTING.includes(why.code);
  const zone = showOf(show.rows.value)?.zone ?? 'UTC';
  const waits = reason === 'retrying' || reason === 'not-connected';
  const approves = show.me.value?.hats.includes('approve') ?? false;
  const unknown = reason === 'unknown';
  const isOfPictures = reason === 'refused' && why !== undefined && MENDED_BY_PICTURES.includes(why.code);
  const again = async (more: { readonly without?: 'photos' } = {}) => {
    if (await said(() => show.act('publication.again', { publication: id, round, ...more }))) toast(t.again);
  };
  const look = async () => {
    if (await said(() => show.act('publication.look', { publication: id, round }))) toast(t.unknown.lookAsked);
  };
  const onLook = approves && row?.served === 'server' ? () => void look() : undefined;
  const leave = async () => {
    if (await said(() => show.act('publication.drop', { publication: id }))) toast(t.left);
  };
  const linked = (): Remote => {
    const url = linkIn(link);
    return url === undefined || !row ? { id: '' } : remoteAt(row.network, url);
  };
  const isThere = async (remote: Remote) => {
    if (await said(() => show.act('publication.find', { publication: id, round, remote }))) toast(t.unknown.foundDone);
  };
  return (
    <>
      {unknown && <LookedFor publication={publication} atMs={atMs} onLook={onLook} />}
      {why && <Why why={why} />}
      {reason === 'retrying' && <p>{t.retryAt(hour(Math.max(notBeforeMs, atMs), zone, language.value))}</p>}
      {(reason === 'retrying' || reason === 'not-connected') && (
        <p class="small soft">{t.aloneUntil(hour(freshUntilMs, zone, language.value))}</p>
      )}
      {needsConnecting && <ToConnect />}
      {!approves && <p class="small soft">{t.approver}</p>}
      {approves && !waits && post && <PublishesAs post={post} channel={channel} />}
      <div class="tray-acts">
        {unknown && <AccountAct channel={channel} />}
        {unknown && onLook && <TryAgain trouble={trouble} label={t.unknown.look} onAgain={onLook} />}
        {unknown && approves && !found && <Button onClick={() => setFound(true)}>{t.unknown.found}</Button>}
        {approves && isOfPictures && payload.words.trim() !== '' && (
          <Button tone="act" onClick={() => void again({ without: 'photos' })}>
            {t.withoutPhotos(payload.photos.length)}
          </Button>
        )}
        {reason === 'refused' && (
          <Button onClick={onOpen}>{isOfPictures ? t.otherPhotos(payload.photos.length) : t.correct}</Button>
        )}
        {approves && !waits && <Button onClick={() => void again()}>{t.sendAgain}</Button>}
        {approves && <Button onClick={() => void leave()}>{t.leave}</Button>}
      </div>
      {found && row?.served === 'server' && <Latest channel={channel} onChoose={(remote) => void isThere(remote)} />}
      {found && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void isThere(linked());
          }}
        >
          <Text
            label={t.unknown.link}
            hint={t.unknown.linkWhy}
            wrong={link.trim() !== '' && linkIn(link) === undefined ? t.notALink : undefined}
            type="url"
            max={2000}
            value={link}
            onChange={setLink}
          />
          <Button type="submit" tone="act" disabled={link.trim() !== '' && linkIn(link) === undefined}>
            {t.unknown.found}
          </Button>
        </form>
      )}
    </>
  );
}
