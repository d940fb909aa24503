import menu from 'lucide-static/icons/menu.svg?raw';
import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { pathTo } from './address.ts';
import { later } from './later.tsx';

const Menu = later(() => import('./Menu.tsx').then((found) => found.Menu));

/** The show, whether what is done here reaches the server, and the hour there. */
export function TopBar({ show }: { readonly show: ShowModel }) {
  const [open, setOpen] = useState(false);
  const row = showOf(show.rows.value);
  return (
    <header class="top">
      <button type="button" class="top-show" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon of={menu} size={1.25} />
        <span class="top-name">{row?.shortName || row?.name || common().app}</span>
        <span class="aside">{common().menu}</span>
      </button>
      <Link show={show} />
      <span class="top-hour">{row && hour(show.second.value, row.zone, language.value)}</span>
      {open && <Menu onClose={() => setOpen(false)} />}
    </header>
  );
}

/** In plain words, and a way to the list of what waits. */
function Link({ show }: { readonly show: ShowModel }) {
  const t = common().link;
  const link = show.link.value;
  const waiting = show.outbox.value.filter((entry) => entry.state !== 'received').length;
  const short = { online: t.onlineShort, weak: t.weakShort, offline: t.offlineShort }[link];
  return (
    <a class="top-link" href={pathTo(show.id, 'tray')} data-link={link}>
      <span class="top-dot" />
      <span class="top-words">{waiting > 0 ? t.waiting(waiting, short) : t[link]}</span>
    </a>
  );
}
