import { useEffect, useRef, useState } from 'preact/hooks';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { Progress } from '../parts/Progress.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { canShare, saveFile, shareFile } from '../parts/save-file.ts';
import { useShow } from '../shell/show-context.ts';
import { type Downloaded, download } from './download.ts';
import { words } from './words.ts';

const FORMATS = ['html', 'md', 'csv', 'json', 'zip'] as const;
type Format = (typeof FORMATS)[number];

type State =
  | { readonly at: 'rest' }
  | { readonly at: 'loading'; readonly format: Format; readonly share: number | undefined; readonly stop: () => void }
  | { readonly at: 'ready'; readonly file: File }
  | { readonly at: 'failed'; readonly code: Exclude<Downloaded, { ok: true }>['code'] };

/** The recap as files, in a sheet: where there is no room for them beside what they hold. */
export function Files({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title={words().files.title} onClose={onClose}>
      <FileList />
    </Sheet>
  );
}

/** The recap as files, made by the server; each says how far it is, and can be shared where the phone shares files. */
export function FileList() {
  const show = useShow();
  const [state, setState] = useState<State>({ at: 'rest' });
  const stop = useRef<() => void>(() => undefined);
  const t = words().files;
  useEffect(() => () => stop.current(), []);

  const get = async (format: Format) => {
    stop.current();
    const aborting = new AbortController();
    stop.current = () => aborting.abort();
    const loading = (share: number | undefined) => setState({ at: 'loading', format, share, stop: stop.current });
    loading(undefined);
    const { signal } = aborting;
    const path = `/shows/${encodeURIComponent(show.id)}/recap.${format}?download`;
    const downloaded = await download(path, { onShare: loading, signal, fetch: (...given) => fetch(...given) });
    if (signal.aborted) return;
    if (!downloaded.ok) return setState({ at: 'failed', code: downloaded.code });
    setState({ at: 'ready', file: downloaded.file });
    // A phone that shares is asked which of the two; elsewhere there is only one thing to do with it.
    if (!canShare(downloaded.file)) saveFile(downloaded.file, downloaded.file.name);
  };
  return (
    <>
      <p class="small soft">{t.why}</p>
      <div role="status" class="recap-told">
        <Told state={state} onRest={() => setState({ at: 'rest' })} />
      </div>
      <ul>
        <li class="recap-file">
          <p class="grow">
            <span class="strong">{t.pdf}</span>
            <br />
            <small class="soft">{t.pdfWhy}</small>
          </p>
          <a
            class="button button-quiet"
            aria-label={t.openSays(t.pdf)}
            href={`/shows/${encodeURIComponent(show.id)}/recap.html`}
            target="_blank"
            rel="noreferrer"
          >
            {t.open}
          </a>
        </li>
        {FORMATS.map((format) => (
          <li key={format} class="recap-file">
            <p class="grow">
              <span class="strong">{t[format]}</span>
              <br />
              <small class="soft">{t[`${format}Why`]}</small>
            </p>
            <Button
              aria-label={t.getSays(t[format])}
              disabled={state.at === 'loading'}
              onClick={() => void get(format)}
            >
              {t.get}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Told({ state, onRest }: { readonly state: State; readonly onRest: () => void }) {
  const t = words().files;
  switch (state.at) {
    case 'rest':
      return null;
    case 'loading': {
      const label = t.loading(t[state.format]);
      return (
        <div class="stack">
          <div class="row">
            <p class="grow">
              {label} {state.share !== undefined && t.percent(Math.round(state.share * 100))}
            </p>
            <Button
              tone="plain"
              onClick={() => {
                state.stop();
                onRest();
              }}
            >
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
