import copy from 'lucide-static/icons/copy.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import { useState } from 'preact/hooks';
import { photoPath } from '../../../shared/picture/sizes.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { Button } from '../parts/Button.tsx';
import { copied } from '../parts/copied.ts';
import { Icon } from '../parts/Icon.tsx';
import { Text } from '../parts/Text.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { AccountAct } from './AccountAct.tsx';
import { linkIn } from './account-link.ts';
import { words } from './words.ts';

/** A channel served by hand: its words and photos to take along, and a way to say it is done. */
export function ByHand({ publication }: { readonly publication: PublicationRow }) {
  const show = useShow();
  const [link, setLink] = useState('');
  const t = words().byHand;
  const { id, payload, state } = publication;
  const removing = state === 'removing';
  const hats = show.me.value?.hats ?? [];
  const url = linkIn(link);
  const done = async () => {
    const args = { publication: id, ...(url !== undefined && { url }) };
    if (await said(() => show.act('publication.done', args))) toast(removing ? t.removed : t.done);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void done();
      }}
    >
      {removing && <p class="tray-why">{t.remove}</p>}
      <div class="tray-acts">
        {!removing && (
          <Button
            drawing={copy}
            onClick={async () => toast((await copied(payload.words)) ? words().copied : words().notCopied)}
          >
            {words().copy}
          </Button>
        )}
        {!removing &&
          payload.photos.map((photo, place) => (
            <a
              key={photo.id}
              class="button button-quiet"
              href={photoPath(photo.hash, 'network')}
              download={`${publication.post}-${place + 1}.jpg`}
              target="_blank"
              rel="noreferrer"
            >
              <Icon of={download} />
              {t.photo(place + 1)}
            </a>
          ))}
        {!removing &&
          payload.photos.map((photo, place) => (
            <Button
              key={`${photo.id} alt`}
              drawing={copy}
              onClick={async () => toast((await copied(photo.alt)) ? words().copied : words().notCopied)}
            >
              {t.alt(place + 1)}
            </Button>
          ))}
        <AccountAct channel={publication.channel} />
      </div>
      {!removing && (
        <Text
          label={t.link}
          hint={t.linkWhy}
          wrong={link.trim() !== '' && url === undefined ? words().notALink : undefined}
          type="url"
          max={2000}
          value={link}
          onChange={setLink}
        />
      )}
      {(hats.includes('write') || hats.includes('approve')) && (
        <div class="tray-acts">
          <Button type="submit" tone="act" disabled={link.trim() !== '' && url === undefined}>
            {removing ? t.isRemoved : t.isDone}
          </Button>
          {!removing && hats.includes('approve') && (
            <Button
              onClick={async () => {
                if (await said(() => show.act('publication.drop', { publication: id }))) toast(words().left);
              }}
            >
              {words().leave}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
