import { useEffect, useRef, useState } from 'preact/hooks';
import type { HandoverState, NewHandover } from '../../../shared/access.ts';
import { clock } from '../../../shared/text/hours.ts';
import { ask } from '../../sync/session-http.ts';
import { type HttpFailure, httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { Qr } from '../parts/Qr.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { Taken } from './Taken.tsx';
import './hand-over.css';
import { words } from './words.ts';

/** How soon the first phone hears that the other one is linked. */
const LOOK_EVERY_MS = 1_000;

type State =
  | { readonly at: 'making' }
  | { readonly at: 'failed'; readonly code: HttpFailure }
  | { readonly at: 'shown'; readonly handover: NewHandover };

/** A phone whose battery dies: a code on its screen signs the same person in on another. */
export function HandOver({ onClose }: { readonly onClose: () => void }) {
  const [state, setState] = useState<State>({ at: 'making' });
  const [taken, setTaken] = useState<string>();
  const isOpen = useRef(true);
  const t = words();
  const make = async () => {
    setState({ at: 'making' });
    const answered = await ask<{ handover: NewHandover }>('/handovers', { method: 'POST' });
    if (!isOpen.current) return;
    setState(answered.ok ? { at: 'shown', handover: answered.handover } : { at: 'failed', code: answered.code });
  };
  useEffect(() => {
    void make();
    return () => {
      isOpen.current = false;
      // Out of sight, it opens nothing.
      void ask('/handovers', { method: 'DELETE' });
    };
  }, []);
  return (
    <Sheet title={t.title} onClose={onClose} tall>
      {taken !== undefined && <Taken name={taken} onKeep={onClose} />}
      {taken === undefined && state.at === 'making' && <p role="status">{t.making}</p>}
      {taken === undefined && state.at === 'failed' && <Failed code={state.code} onAgain={() => void make()} />}
      {taken === undefined && state.at === 'shown' && (
        <Shown key={state.handover.id} handover={state.handover} onTaken={setTaken} onAgain={() => void make()} />
      )}
    </Sheet>
  );
}

interface ShownProps {
  readonly handover: NewHandover;
  readonly onTaken: (name: string) => void;
  readonly onAgain: () => void;
}

function Shown({ handover: { id, qr, code, expiresMs }, onTaken, onAgain }: ShownProps) {
  const show = useShow();
  const { reply } = useAsked<HandoverState>(`/handovers/${encodeURIComponent(id)}`, { everyMs: LOOK_EVERY_MS });
  const leftMs = expiresMs - show.second.value;
  const t = words();
  useEffect(() => {
    if (reply?.taken !== undefined) onTaken(reply.taken);
  }, [reply]);
  if (leftMs <= 0) {
    return (
      <div class="stack">
        <p role="status">{t.dead}</p>
        <Button tone="act" wide onClick={onAgain}>
          {t.again}
        </Button>
      </div>
    );
  }
  return (
    <div class="stack">
      <p>{t.scan}</p>
      {qr && <Qr qr={qr} says={t.qr} />}
      <p class="small soft">{t.orCode}</p>
      <p class="code hand-over-code">{code}</p>
      <p class="small soft">{t.life(clock(leftMs))}</p>
    </div>
  );
}

/** With no network what can be saved is: what is unsent, as a file. */
function Failed({ code, onAgain }: { readonly code: HttpFailure; readonly onAgain: () => void }) {
  const show = useShow();
  const t = words();
  return (
    <div class="stack">
      <p class="field-wrong">{code === 'offline' ? t.offline : httpRefusalWords(code)}</p>
      <Button wide onClick={onAgain}>
        {t.again}
      </Button>
      <Button
        wide
        onClick={() => saveFile(new File([show.exportUnsent()], t.file, { type: 'application/json' }), t.file)}
      >
        {t.export}
      </Button>
    </div>
  );
}
