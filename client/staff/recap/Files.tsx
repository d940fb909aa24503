import { Button } from '../parts/Button.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { Downloading, useDownloads } from './Downloading.tsx';
import { words } from './words.ts';

const FORMATS = ['html', 'md', 'csv', 'json', 'zip'] as const;

/** The recap as files, in a sheet: where there is no room for them beside what they hold. */
export function Files({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title={words().files.title} onClose={onClose}>
      <FileList />
    </Sheet>
  );
}

/** The recap as files, made by the server, and the way to what else leaves the team. */
export function FileList() {
  const show = useShow();
  const downloads = useDownloads();
  const t = words().files;
  return (
    <>
      <p class="small soft">{t.why}</p>
      <Downloading of={downloads} />
      <ul>
        {FORMATS.map((format) => (
          <li key={format} class="recap-file">
            <p class="grow">
              <span class="strong">{t[format]}</span>
              <br />
              <small class="soft">{t[`${format}Why`]}</small>
            </p>
            {format === 'html' && (
              <a
                class="button button-plain"
                href={`/shows/${encodeURIComponent(show.id)}/recap.html`}
                target="_blank"
                rel="noreferrer"
              >
                {t.open}
              </a>
            )}
            <Button
              aria-label={t.getSays(t[format])}
              disabled={downloads.state.at === 'loading'}
              onClick={() => downloads.get(`/shows/${encodeURIComponent(show.id)}/recap.${format}?download`, t[format])}
            >
              {t.get}
            </Button>
          </li>
        ))}
      </ul>
      <a class="button button-plain button-wide" href={pathTo(show.id, 'settings', 'out')}>
        {t.out}
      </a>
    </>
  );
}
