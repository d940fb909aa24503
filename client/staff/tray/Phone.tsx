import download from 'lucide-static/icons/file-down.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { localTimeOf } from '../../../shared/zone.ts';
import type { ShowModel } from '../../signals/show.ts';
import { shortTitle } from '../../words/segments.ts';
import { PhotoJourney } from '../compose/PhotoJourney.tsx';
import { Button } from '../parts/Button.tsx';
import { Photo } from '../parts/Photo.tsx';
import { useShow } from '../shell/show-context.ts';
import { mutationWords } from './mutation-words.ts';
import { type Line, linesOf, photosHere } from './phone-lines.ts';
import { words } from './words.ts';

/** This phone: what is still only here, step by step, in plain words; photos on their way; a file of all of it. */
export function Phone({ onOpen }: { readonly onOpen: (post: string) => void }) {
  const show = useShow();
  const rows = show.rows.value;
  const kept = useKeptPhotos(show);
  const lines = linesOf(show.outbox.value);
  const photos = photosHere(rows, kept);
  const unfinished = show.unfinished.value.filter(({ post }) => rows.get('post', post));
  const t = words().phone;
  const nothing = lines.length === 0 && photos.length === 0 && unfinished.length === 0;
  return (
    <section class="tray-column" aria-label={t.title}>
      <h2 class="tray-part">{t.title}</h2>
      <p class="soft">{nothing ? t.allReceived : t.links[show.link.value]}</p>
      {unfinished.map(({ post, variant, words: typed }) => (
        <article key={`${post} ${variant}`} class="panel tray-item">
          <h3>{t.unfinished}</h3>
          <p class="clip">{typed}</p>
          <Button onClick={() => onOpen(post)}>{t.resume}</Button>
        </article>
      ))}
      {lines.length > 0 && (
        <ul class="tray-lines">
          {lines.map((line) => (
            <PhoneLine key={line.key} line={line} about={aboutOf(show, line.post)} />
          ))}
        </ul>
      )}
      {photos.length > 0 && (
        <>
          <h3 class="tray-part">{t.photos(photos.length)}</h3>
          <ul class="tray-photos">
            {photos.map((photo) => (
              <li key={photo.id} class="tray-photo">
                <Photo photo={photo} />
                <PhotoJourney photo={photo} />
              </li>
            ))}
          </ul>
        </>
      )}
      {!nothing && (
        <>
          <Button drawing={download} onClick={() => exportUnsent(show)}>
            {t.export}
          </Button>
          <p class="small soft">{t.exportWhy}</p>
        </>
      )}
    </section>
  );
}

function PhoneLine({ line, about }: { readonly line: Line; readonly about: string }) {
  const t = words().phone;
  return (
    <li class="tray-line" data-step={line.state}>
      <span class="grow">
        {mutationWords(line.name)}
        {line.count > 1 && ` × ${line.count}`}
        {about && <span class="soft"> · {about}</span>}
      </span>
      <span class="small soft">{line.impossible ? t.impossible : t.states[line.state]}</span>
    </li>
  );
}

function aboutOf(show: ShowModel, post: string | undefined): string {
  const rows = show.rows.value;
  const row = post === undefined ? undefined : rows.get('post', post);
  const segment = row?.segment === undefined ? undefined : rows.get('segment', row.segment);
  return segment ? shortTitle(rows, segment) : (row?.title ?? '');
}

/** Hashes of the photos whose bytes this phone holds; read again when one has moved. */
function useKeptPhotos(show: ShowModel): ReadonlySet<string> {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const progress = show.photos.progress.value;
  const outbox = show.outbox.value.length;
  useEffect(() => {
    let here = true;
    show.store.listPhotos().then(
      (photos) => here && setKept(new Set(photos.map(({ hash }) => hash))),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [show, progress, outbox]);
  return kept;
}

/** A file a person can keep or hand over. */
function exportUnsent(show: ShowModel): void {
  const row = showOf(show.rows.peek());
  const { year, month, day } = localTimeOf(show.nowMs(), row?.zone ?? 'UTC');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([show.exportUnsent()], { type: 'application/json' }));
  link.download = `regie-${show.id}-${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}.json`;
  link.click();
  // The browser has taken the file by then; until it has, the address must stand.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
