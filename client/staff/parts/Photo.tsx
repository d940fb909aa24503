import { useEffect, useState } from 'preact/hooks';
import { type PhotoSize, photoPath } from '../../../shared/picture/sizes.ts';
import type { PhotoRow } from '../../../shared/rows/photo.ts';
import { Previews } from '../../photos/previews.ts';
import { useShow } from '../shell/show-context.ts';

const previews = new Previews();

/** What there is to know of a photo to show it: its row, or what a payload froze of it. */
type Shown = Pick<PhotoRow, 'hash' | 'received' | 'width' | 'height' | 'alt'>;

/** A photo of a post: this phone's own bytes where it has them, so that it shows with no network; else the server's. */
export function Photo({ photo, size = 'thumb' }: { readonly photo: Shown; readonly size?: PhotoSize }) {
  const { store } = useShow();
  const [src, setSrc] = useState<string>();
  const { hash, received } = photo;
  useEffect(() => {
    let here = true;
    let taken = false;
    store.getPhoto(hash).then(
      (record) => {
        if (!here) return;
        taken = record !== undefined;
        setSrc(record ? previews.take(hash, record.bytes) : received ? photoPath(hash, size) : undefined);
      },
      () => here && setSrc(photoPath(hash, size)),
    );
    return () => {
      here = false;
      if (taken) previews.release(hash);
    };
  }, [store, hash, received, size]);
  const { width, height, alt } = photo;
  return <img class="photo" {...(src && { src })} alt={alt} width={width} height={height} loading="lazy" />;
}
