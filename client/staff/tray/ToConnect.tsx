import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** Only a connection mended helps: the way to it for who administers, for others whom to ask. */
export function ToConnect() {
  const show = useShow();
  const t = words();
  if (show.me.value?.hats.includes('administer')) {
    return (
      <a class="button button-act" href={pathTo(show.id, 'settings', 'channels')}>
        {t.toConnect}
      </a>
    );
  }
  const administrators = [...show.rows.value.all('staff')]
    .filter(({ hats, revoked }) => hats.includes('administer') && !revoked)
    .map(({ name }) => name);
  return <p class="small soft">{t.askToConnect(administrators.join(', '))}</p>;
}
