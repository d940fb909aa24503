import type { Recap } from '../../shared/recap-schema.ts';
import { recapCsv } from './csv.ts';
import { recapHtml } from './html.ts';
import { recapJson } from './json.ts';
import { recapMarkdown } from './markdown.ts';
import { pageBeside, pageWithPictures, type Sending, wholeOf } from './page-stream.ts';
import type { PhotoFile, PhotoReader } from './photo-file.ts';
import { fileName, receivedPhotos, tellingOf } from './telling.ts';
import { type Entry, zipOf } from './zip.ts';

export const RECAP_FORMATS = ['html', 'md', 'csv', 'json', 'zip'] as const;
export type RecapFormat = (typeof RECAP_FORMATS)[number];

export const CONTENT_TYPES: Readonly<Record<RecapFormat, string>> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
};

/** A recap as a file: its length is known, its bytes are made as they are sent. */
export async function exportOf(recap: Recap, format: RecapFormat, photoFile: PhotoReader): Promise<Sending> {
  switch (format) {
    case 'html': {
      const { there, photos } = await withPhotos(recap, photoFile, 'wall');
      return pageWithPictures(recapHtml(there, 'inside'), photos);
    }
    case 'md':
      return textual(recapMarkdown(recap, { photos: false }));
    case 'csv':
      return textual(recapCsv(recap));
    case 'json':
      return textual(recapJson(recap));
    case 'zip':
      return archive(recap, photoFile);
  }
}

/** Everything in one folder: the page, what it is made of, and every photo as its phone sent it. */
async function archive(recap: Recap, photoFile: PhotoReader): Promise<Sending> {
  const { there, photos } = await withPhotos(recap, photoFile, 'original');
  const folder = fileName(recap);
  const { files } = tellingOf(there);
  const texts: readonly (readonly [string, string])[] = [
    ['recap.html', pageBeside(recapHtml(there, 'beside'), files)],
    ['recap.md', recapMarkdown(there, { photos: true })],
    ['recap.csv', recapCsv(there)],
    ['recap.json', recapJson(there)],
  ];
  const entries: Entry[] = texts.map(([name, text]) => {
    const bytes = Buffer.from(text);
    return { name: `${folder}/${name}`, bytes: bytes.length, read: async () => bytes };
  });
  for (const photo of receivedPhotos(there)) {
    const name = files.get(photo.id);
    const file = photos.get(photo.hash);
    if (name && file)
      entries.push({ name: `${folder}/${name}`, bytes: file.bytes, read: () => wholeOf(photos, photo.hash) });
  }
  return zipOf(entries, recap.madeMs);
}

/** The recap with `received` said of those photos only whose bytes are here now, and these. */
export async function withPhotos(recap: Recap, photoFile: PhotoReader, size: 'wall' | 'original') {
  const photos = new Map<string, PhotoFile>();
  for (const { hash } of receivedPhotos(recap)) {
    const file = photos.has(hash) ? undefined : await photoFile(hash, size);
    if (file) photos.set(hash, file);
  }
  const there: Recap = {
    ...recap,
    parts: recap.parts.map((part) => ({
      ...part,
      said: part.said.map((said) => ({
        ...said,
        photos: said.photos.map((photo) => ({ ...photo, received: photos.has(photo.hash) })),
      })),
    })),
  };
  return { there, photos };
}

/** Words as a file. */
export function textual(text: string): Sending {
  const bytes = Buffer.from(text);
  return {
    bytes: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
}
