import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportReply, Mapping, UndoneReply } from '../../../shared/import.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { Progress } from '../parts/Progress.tsx';
import { toast } from '../parts/toasts.ts';
import { PageFrame } from '../settings/PageFrame.tsx';
import { pathTo } from '../shell/address.ts';
import { sent } from '../shell/send.ts';
import { useShow } from '../shell/show-context.ts';
import { Difference } from './Difference.tsx';
import './import.css';
import { Columns } from './Columns.tsx';
import { type Answer, type Given, importTo, tallyOf } from './importing.ts';
import { Problems } from './Problems.tsx';
import { Source } from './Source.tsx';
import { words } from './words.ts';

/** A programme or a directory from what others wrote: given, read, looked at, then done in one piece. */
export function ImportPage() {
  const show = useShow();
  /** What was pasted stays to be mended: a fault is named by its line, and only its author's copy could be pasted anew. */
  const [pasted, paste] = useState('');
  const [given, give] = useState<Given>();
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string>();
  // The last question alone counts: an answer that comes late must not undo a newer one.
  const asking = useRef(0);
  const t = words();

  useEffect(() => {
    if (!given) return;
    const mine = ++asking.current;
    setBusy(true);
    void importTo(show.id, given).then((next) => {
      if (asking.current !== mine) return;
      setAnswer(next);
      setBusy(false);
    });
  }, [given, show.id]);

  const at = done !== undefined ? 'done' : !given ? 'source' : (answer?.kind ?? 'reading');
  const stage = useStage(at);

  const begin = () => {
    asking.current += 1;
    give(undefined);
    setAnswer(undefined);
    setDone(undefined);
    setBusy(false);
  };
  const again = () => {
    paste('');
    begin();
  };
  const reply = answer?.kind === 'read' ? answer.reply : undefined;
  const tally = reply && tallyOf(reply, { cancelGone: given?.cancelGone ?? false });

  async function confirm(): Promise<void> {
    if (!given || !reply) return;
    setBusy(true);
    const id = show.newId();
    const next = await importTo(show.id, given, { saw: reply.saw, import: id });
    setBusy(false);
    setAnswer(next);
    if (next.kind === 'failed') return void toast(httpRefusalWords(next.code), { tone: 'wrong' });
    if (next.kind === 'read' && next.reply.done) setDone(id);
    else toast(t.changedMeanwhile, { tone: 'wrong' });
  }

  async function undo(id: string): Promise<void> {
    const undone = await sent<UndoneReply>('POST', `/shows/${encodeURIComponent(show.id)}/import/undo`, { import: id });
    if (!undone) return;
    toast(t.undone(undone.undone));
    begin();
  }

  if (done !== undefined) return <Done stage={stage} id={done} onUndo={() => undo(done)} onAgain={again} />;
  return (
    <PageFrame
      page="import"
      dock={
        given &&
        tally && (
          <>
            <Button onClick={begin}>{pasted === '' ? t.another : t.mend}</Button>
            <Button tone="act" large disabled={busy || !tally.does} onClick={() => void confirm()}>
              {tally.does ? t.confirm(tally.leftOut) : t.nothingToDo}
            </Button>
          </>
        )
      }
    >
      <div class="stack import-stage" tabIndex={-1} ref={stage}>
        {!given && <Source pasted={pasted} onPaste={paste} onGive={give} />}
        {/* What is there already stays in its place while it is read anew: the switch just pressed must not move. */}
        {busy && !reply && <Progress label={t.reading} />}
        {given && answer?.kind === 'failed' && (
          <div class="panel stack" role="alert">
            <p>{httpRefusalWords(answer.code)}</p>
            <Button onClick={() => give({ ...given })}>{t.retry}</Button>
            <Button tone="plain" onClick={begin}>
              {pasted === '' ? t.another : t.mend}
            </Button>
          </div>
        )}
        {given && answer?.kind === 'unread' && (
          <div class="panel stack" role="alert">
            <h2>{t.unread}</h2>
            <p>{t.faults[answer.unread.fault]}</p>
            {answer.unread.line !== undefined && answer.unread.fault !== 'too-many' && (
              <p>{t.atLine(answer.unread.line)}</p>
            )}
            {answer.unread.table && (
              <Columns
                table={answer.unread.table}
                onChange={(mapping: Mapping) => give({ ...given, mapping: [...mapping] })}
              />
            )}
            <Button onClick={begin}>{pasted === '' ? t.another : t.mend}</Button>
          </div>
        )}
        {given && reply && tally && (
          <>
            <section class="panel stack" aria-label={t.read}>
              <p class="strong" role="status">
                {t.found(reply.read)}
              </p>
              <p class="small soft">{t.readAs(t.formats[reply.format], t.encodings[reply.encoding])}</p>
              {reply.table && (
                <Columns
                  table={reply.table}
                  onChange={(mapping: Mapping) => give({ ...given, mapping: [...mapping] })}
                />
              )}
              {needsDay(reply) && (
                <label class="field">
                  <span class="field-label">{t.day}</span>
                  <input
                    class="input"
                    type="date"
                    value={given.day ?? reply.day ?? ''}
                    onChange={(event) => {
                      const day = event.currentTarget.value;
                      if (day !== '') give({ ...given, day });
                    }}
                  />
                  <span class="field-hint">{t.dayHint}</span>
                </label>
              )}
            </section>
            <Problems problems={reply.problems} />
            <Difference reply={reply} tally={tally} given={given} onChange={give} />
          </>
        )}
      </div>
    </PageFrame>
  );
}

/** What was pressed is gone with its stage: the keyboard and a screen reader go on at the next one. */
function useStage(at: string): RefObject<HTMLDivElement | null> {
  const stage = useRef<HTMLDivElement>(null);
  const was = useRef(at);
  useEffect(() => {
    if (was.current !== at && at !== 'reading') stage.current?.focus({ preventScroll: true });
    was.current = at;
  }, [at]);
  return stage;
}

/** Its hours come without a date, all of them or some: the day has to be said. */
const needsDay = ({ table, problems }: ImportReply): boolean =>
  table?.mapping.includes('start') === true &&
  (!table.mapping.includes('date') || problems.some(({ code }) => code === 'no-day'));

function Done({
  stage,
  id,
  onUndo,
  onAgain,
}: {
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly id: string;
  /** Settled, it is undone, or was refused and may be asked again. */
  readonly onUndo: () => Promise<void>;
  readonly onAgain: () => void;
}) {
  const show = useShow();
  const [undoing, setUndoing] = useState(false);
  const t = words();
  return (
    <PageFrame
      page="import"
      dock={
        <a class="button button-act button-large" href={pathTo(show.id, 'conducteur')}>
          {t.seeOrder}
        </a>
      }
    >
      <div class="panel stack import-stage" key={id} tabIndex={-1} ref={stage}>
        <h2>{t.done}</h2>
        <p>{t.doneWhy}</p>
        <a class="button button-quiet" href={pathTo(show.id, 'settings', 'templates')}>
          {t.toTemplates}
        </a>
        <a class="button button-quiet" href={pathTo(show.id, 'settings', 'missing')}>
          {t.toMissing}
        </a>
        <Button
          disabled={undoing}
          onClick={() => {
            setUndoing(true);
            void onUndo().then(() => setUndoing(false));
          }}
        >
          {t.undo}
        </Button>
        <Button tone="plain" onClick={onAgain}>
          {t.again}
        </Button>
      </div>
    </PageFrame>
  );
}
