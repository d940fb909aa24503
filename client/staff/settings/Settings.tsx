import bell from 'lucide-static/icons/bell.svg?raw';
import chevron from 'lucide-static/icons/chevron-right.svg?raw';
import clipboard from 'lucide-static/icons/clipboard-check.svg?raw';
import door from 'lucide-static/icons/door-open.svg?raw';
import upload from 'lucide-static/icons/file-up.svg?raw';
import flag from 'lucide-static/icons/flag.svg?raw';
import missing from 'lucide-static/icons/list-checks.svg?raw';
import share from 'lucide-static/icons/send.svg?raw';
import network from 'lucide-static/icons/share-2.svg?raw';
import shield from 'lucide-static/icons/shield-check.svg?raw';
import phone from 'lucide-static/icons/smartphone.svg?raw';
import stamp from 'lucide-static/icons/stamp.svg?raw';
import test from 'lucide-static/icons/test-tube.svg?raw';
import ticket from 'lucide-static/icons/ticket.svg?raw';
import trophy from 'lucide-static/icons/trophy.svg?raw';
import team from 'lucide-static/icons/user-cog.svg?raw';
import people from 'lucide-static/icons/users.svg?raw';
import type { ComponentType } from 'preact';
import { showOf } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';
import { Icon } from '../parts/Icon.tsx';
import { pathTo } from '../shell/address.ts';
import { later } from '../shell/later.tsx';
import type { ScreenProps } from '../shell/screens.ts';
import { useShow } from '../shell/show-context.ts';
import { PageFrame } from './PageFrame.tsx';
import { PAGES, type PageName, pageOf } from './pages.ts';
import '../parts/forms.css';
import './settings.css';
import { words } from './words.ts';

const DRAWINGS: Readonly<Record<PageName, string>> = {
  show: ticket,
  import: upload,
  templates: stamp,
  missing,
  rooms: door,
  people,
  prizes: trophy,
  channels: network,
  staff: team,
  checks: clipboard,
  out: share,
  privacy: shield,
  notices: bell,
  device: phone,
  end: flag,
};

/** A chunk a page: most evenings, one or two of them are opened. */
const pages: Readonly<Record<PageName, ComponentType<object>>> = {
  show: later(() => import('./ShowPage.tsx').then((found) => found.ShowPage)),
  import: later(() => import('../import/ImportPage.tsx').then((found) => found.ImportPage)),
  templates: later(() => import('../templates/TemplatesPage.tsx').then((found) => found.TemplatesPage)),
  missing: later(() => import('../missing/MissingPage.tsx').then((found) => found.MissingPage)),
  rooms: later(() => import('./RoomsPage.tsx').then((found) => found.RoomsPage)),
  people: later(() => import('./PeoplePage.tsx').then((found) => found.PeoplePage)),
  prizes: later(() => import('./PrizesPage.tsx').then((found) => found.PrizesPage)),
  channels: later(() => import('./ChannelsPage.tsx').then((found) => found.ChannelsPage)),
  staff: later(() => import('./StaffPage.tsx').then((found) => found.StaffPage)),
  checks: later(() => import('./ChecksPage.tsx').then((found) => found.ChecksPage)),
  out: later(() => import('../out/OutPage.tsx').then((found) => found.OutPage)),
  privacy: later(() => import('../privacy/PrivacyPage.tsx').then((found) => found.PrivacyPage)),
  notices: later(() => import('./NoticesPage.tsx').then((found) => found.NoticesPage)),
  device: later(() => import('./DevicePage.tsx').then((found) => found.DevicePage)),
  end: later(() => import('./EndPage.tsx').then((found) => found.EndPage)),
};

/** The settings: a list of pages, or the one its address names. */
export function Settings({ id }: ScreenProps) {
  const page = pageOf(id);
  return page ? <Page page={page} /> : <Index />;
}

function Page({ page }: { readonly page: PageName }) {
  const Body = pages[page];
  // These put their act in the dock themselves.
  if (page === 'show' || page === 'import' || page === 'templates' || page === 'end') return <Body />;
  return (
    <PageFrame page={page}>
      <Body />
    </PageFrame>
  );
}

function Index() {
  const show = useShow();
  const rows = show.rows.value;
  const isRehearsal = showOf(rows)?.rehearsal === true;
  const t = words();
  const count = (name: 'room' | 'person' | 'prize' | 'channel' | 'staff') => [...rows.all(name)].length;
  const says: Partial<Record<PageName, string>> = {
    show: showOf(rows)?.name ?? '',
    rooms: t.count(count('room')),
    people: t.count(count('person')),
    prizes: t.count(count('prize')),
    channels: t.count(count('channel')),
    staff: t.count(count('staff')),
  };
  return (
    <div class="screen settings-page">
      <h1>{t.title}</h1>
      <nav class="panel settings-list" aria-label={t.title}>
        {PAGES.map((page) => (
          <a key={page} class="settings-link" href={pathTo(show.id, 'settings', page)}>
            <Icon of={DRAWINGS[page]} />
            <span class="grow">
              {t.pages[page]}
              <small class="field-hint">{says[page] ?? t.hints[page]}</small>
            </span>
            <Icon of={chevron} size={1.25} />
          </a>
        ))}
        {isRehearsal && (
          <a class="settings-link" href={pathTo(show.id, 'rehearsal')}>
            <Icon of={test} />
            <span class="grow">
              {common().screens.rehearsal}
              <small class="field-hint">{t.rehearsalHint}</small>
            </span>
            <Icon of={chevron} size={1.25} />
          </a>
        )}
      </nav>
    </div>
  );
}
