import type { ComponentChildren } from 'preact';
import { MENDED_BY_CONNECTING, readReason } from '../../../shared/network-reason.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { Looking, TryAgain } from './TakingBack.tsx';
import { ToConnect } from './ToConnect.tsx';
import { Why } from './Why.tsx';
import { words } from './words.ts';

interface Answer {
  readonly label: string;
  readonly act: Parameters<typeof said>[0];
  readonly done: string;
}

/** An account does not let us look at what it shows: why, when it is looked again, and what a person saw there. */
export function Unseen({
  trouble,
  atMs,
  look,
  answers,
  children,
}: {
  readonly trouble: PublicationRow['trouble'];
  readonly atMs: number;
  readonly look: Answer['act'];
  /** What a person may have seen there. */
  readonly answers: readonly Answer[];
  /** Where to see it. */
  readonly children: ComponentChildren;
}) {
  const t = words();
  const approves = (useShow().me.value?.hats ?? []).includes('approve');
  const why = trouble && readReason(trouble.reason);
  const tell = async ({ act, done }: Omit<Answer, 'label'>) => {
    if (await said(act)) toast(done);
  };
  return (
    <>
      {why && <Why why={why} />}
      <Looking trouble={trouble} atMs={atMs} />
      {why && MENDED_BY_CONNECTING.includes(why.code) && <ToConnect />}
      {!approves && <p class="small soft">{t.approver}</p>}
      <div class="tray-acts">
        {children}
        {approves && (
          <TryAgain
            trouble={trouble}
            label={t.unknown.look}
            onAgain={() => void tell({ act: look, done: t.unknown.lookAsked })}
          />
        )}
        {approves &&
          answers.map((answer) => (
            <Button key={answer.label} onClick={() => void tell(answer)}>
              {answer.label}
            </Button>
          ))}
      </div>
    </>
  );
}
