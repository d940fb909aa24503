import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { useShow } from '../shell/show-context.ts';
import { SeeIt } from './SeeIt.tsx';
import { Unseen } from './Unseen.tsx';
import { words } from './words.ts';

/** Nobody may look whether a correction was made: a person says which words stand there. */
export function CorrectionUnknown({
  publication,
  atMs,
}: {
  readonly publication: PublicationRow;
  readonly atMs: number;
}) {
  const show = useShow();
  const t = words().correction;
  const { id, round, correction } = publication;
  if (!correction) return null;
  const found = (found: 'corrected' | 'not') => () =>
    show.act('correction.find', { publication: id, n: correction.n, found });
  const { words: said, language } = correction.payload;
  return (
    <>
      <p>{t.words}</p>
      <p class="clip tray-words" lang={language}>
        {said}
      </p>
      <Unseen
        trouble={correction.trouble}
        atMs={atMs}
        look={() => show.act('publication.look', { publication: id, round })}
        answers={[
          { label: t.made, act: found('corrected'), done: t.madeDone },
          { label: t.notMade, act: found('not'), done: t.notMadeDone },
        ]}
      >
        <SeeIt publication={publication} />
      </Unseen>
    </>
  );
}
