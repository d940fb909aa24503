import { correctionWays, isCorrectionMissed } from '../../../shared/correcting.ts';
import { MENDED_BY_CONNECTING, readReason } from '../../../shared/network-reason.ts';
import type { CorrectionWay, PublicationRow } from '../../../shared/rows/publication.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { SeeIt } from './SeeIt.tsx';
import { TakingBack, TryAgain } from './TakingBack.tsx';
import { ToConnect } from './ToConnect.tsx';
import { Why } from './Why.tsx';
import { words } from './words.ts';

/** It is out, and could not be taken back or corrected: why, where to look, and what a person can do about it. */
export function AfterOut({
  publication,
  reason,
  atMs,
}: {
  readonly publication: PublicationRow;
  readonly reason: 'not-removed' | 'not-corrected';
  readonly atMs: number;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const t = words();
  const { id, round, trouble, correction } = publication;
  const approves = show.me.value?.hats.includes('approve') ?? false;
  const last = reason === 'not-removed' ? trouble?.reason : correction?.tries.at(-1)?.reason;
  const why = last === undefined ? undefined : readReason(last);
  const late = reason === 'not-corrected' && isCorrectionMissed(publication, atMs);
  const canReplace = correction?.way === 'edit' && correctionWays(rows, publication).includes('replace');
  const again = async (way?: CorrectionWay) => {
    if (!correction) return;
    const args = { publication: id, n: correction.n, ...(way === undefined ? {} : { way }) };
    if (await said(() => show.act('correction.again', args))) toast(t.out.againDone);
  };
  return (
    <>
      {late && <p class="tray-why">{t.out.late}</p>}
      {why && <Why why={why} />}
      {reason === 'not-removed' && <TakingBack trouble={trouble} atMs={atMs} />}
      {why && MENDED_BY_CONNECTING.includes(why.code) && <ToConnect />}
      {!approves && <p class="small soft">{t.approver}</p>}
      <div class="tray-acts">
        <SeeIt publication={publication} />
        {approves && reason === 'not-removed' && (
          <TryAgain
            trouble={trouble}
            onAgain={async () => {
              if (await said(() => show.act('publication.look', { publication: id, round }))) toast(t.out.tryingNow);
            }}
          />
        )}
        {approves && reason === 'not-removed' && (
          <Button
            onClick={async () => {
              const args = { publication: id, round, none: 'said' } as const;
              if (await said(() => show.act('publication.find', args))) toast(t.out.goneDone);
            }}
          >
            {t.out.gone}
          </Button>
        )}
        {approves && correction && (
          <>
            <Button tone="act" onClick={() => void again()}>
              {t.out.again}
            </Button>
            {canReplace && <Button onClick={() => void again('replace')}>{t.out.replace}</Button>}
            <Button
              onClick={async () => {
                if (await said(() => show.act('correction.drop', { publication: id, n: correction.n })))
                  toast(t.out.left);
              }}
            >
              {t.out.leave}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
