import { useEffect, useRef, useState } from 'preact/hooks';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { Progress } from '../parts/Progress.tsx';
import { canShare, saveFile, shareFile } from '../parts/save-file.ts';
import { onceAnswered } from '../shell/frames.ts';
import { type Downloaded, download } from './download.ts';
import { words } from './words.ts';

type State =
  | { readonly at: 'rest' }
  | { readonly at: 'loading'; readonly what: string; readonly share: number | undefined }
  | { readonly at: 'ready'; readonly file: File }
  | { readonly at: 'failed'; readonly code: Exclude<Downloaded, { ok: true }>['code'] };

export interface Downloads {
  readonly state: State;
  /** Fetches a file of the server, one at a time: another one stops it. `what`: its name in words. */
  get(path: string, what: string): void;
  stop(): void;
}

/** Files made by the server; each says how far it is, and can be shared where the phone shares files. */
export function useDownloads(): Downloads {
  const [state, setState] = useState<State>({ at: 'rest' });
  const abort = useRef<() => void>(() => undefined);
  useEffect(() => () => abort.current(), []);

  const get = async (path: string, what: string) => {
    abort.current();
    const aborting = new AbortController();
    abort.current = () => aborting.abort();
    const loading = (share: number | undefined) => setState({ at: 'loading', what, share });
    loading(undefined);
    const { signal } = aborting;
    const downloaded = await onceAnswered(() =>
      download(path, { onShare: loading, signal, fetch: (...given) => fetch(...given) }),
    );
    if (signal.aborted) return;
    if (!downloaded.ok) return setState({ at: 'failed', code: downloaded.code });
    setState({ at: 'ready', file: downloaded.file });
    // A phone that shares is asked which of the two; elsewhere there is only one thing to do with it.
    if (!canShare(downloaded.file)) saveFile(downloaded.file, downloaded.file.name);
  };
  return {
    state,
    get: (path, what) => void get(path, what),
    stop() {
      abort.current();
      setState({ at: 'rest' });
    },
  };
}

/** How far the file is, what to do with it once it is here, or why it is not. */
export function Downloading({ of: { state, stop } }: { readonly of: Downloads }) {
  return (
    <div role="status" class="recap-told">
      <Told state={state} onStop={stop} />
    </div>
  );
}

function Told({ state, onStop }: { readonly state: State; readonly onStop: () => void }) {
  const t = words().files;
  switch (state.at) {
    case 'rest':
      return null;
    case 'loading': {
      const label = t.loading(state.what);
      return (
        <div class="stack">
          <div class="row">
            {/* A percentage that changes with each piece would be read out with each piece. */}
            <p class="grow">
              {label}{' '}
              <span aria-hidden="true">{state.share !== undefined && t.percent(Math.round(state.share * 100))}</span>
            </p>
            <Button tone="plain" onClick={onStop}>
              {t.stop}
            </Button>
          </div>
          <Progress label={label} {...(state.share !== undefined && { share: state.share })} />
        </div>
      );
    }
    case 'ready':
      return (
        <div class="row row-wrap">
          <p class="grow">{t.ready(state.file.name)}</p>
          {canShare(state.file) && <Button onClick={() => shareFile(state.file)}>{t.share}</Button>}
          <Button onClick={() => saveFile(state.file, state.file.name)}>{t.save}</Button>
        </div>
      );
    case 'failed':
      if (state.code === 'stopped') return null;
      return <p class="field-wrong">{state.code === 'cut' ? t.cut : httpRefusalWords(state.code)}</p>;
  }
}
