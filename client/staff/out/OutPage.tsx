import type { OutLinkAbout } from '../../../shared/out-links.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { Downloading, useDownloads } from '../recap/Downloading.tsx';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { CalendarLink } from './CalendarLink.tsx';
import { Speakers } from './Speakers.tsx';
import './out.css';
import { words } from './words.ts';

/** What leaves the team: paper, a calendar, a kit for partners, a page for each speaker. */
export function OutPage() {
  const show = useShow();
  const path = `/shows/${encodeURIComponent(show.id)}`;
  const downloads = useDownloads();
  const asked = useAsked<{ links: readonly OutLinkAbout[] }>(`${path}/links`, { when: show.link.value });
  const hats = show.me.value?.hats ?? [];
  const may = hats.includes('approve') || hats.includes('administer');
  const links = asked.reply?.links;
  const t = words();
  const getting = downloads.state.at === 'loading';
  return (
    <div class="stack">
      <p class="small soft">{t.why}</p>
      <Downloading of={downloads} />
      <section class="panel stack">
        <h2>{t.sheet}</h2>
        <p class="small soft">{t.sheetWhy}</p>
        <div class="row row-wrap">
          <a
            class="button button-quiet"
            href={`${path}/run-sheet.html`}
            target="_blank"
            rel="noreferrer"
            aria-label={t.openSays(t.sheet)}
          >
            {t.open}
          </a>
          <Button
            disabled={getting}
            aria-label={t.getSays(t.sheet)}
            onClick={() => downloads.get(`${path}/run-sheet.html?download`, t.sheet)}
          >
            {t.get}
          </Button>
        </div>
      </section>
      <section class="panel stack">
        <h2>{t.kit}</h2>
        <p class="small soft">{t.kitWhy}</p>
        <div class="row row-wrap">
          <Button
            disabled={getting}
            aria-label={t.getSays(t.kit)}
            onClick={() => downloads.get(`${path}/kit.zip`, t.kit)}
          >
            {t.get}
          </Button>
        </div>
      </section>
      {asked.failed && (
        <p class="small soft">{asked.failed === 'offline' ? t.offline : httpRefusalWords(asked.failed)}</p>
      )}
      {!may && <p class="small soft">{t.notAllowed}</p>}
      <section class="panel stack">
        <h2>{t.calendar}</h2>
        <p class="small soft">{t.calendarWhy}</p>
        <div class="row row-wrap">
          <Button
            disabled={getting}
            aria-label={t.getSays(t.calendar)}
            onClick={() => downloads.get(`${path}/programme.ics`, t.calendar)}
          >
            {t.get}
          </Button>
        </div>
        {links && (
          <CalendarLink link={links.find(({ person }) => person === undefined)} may={may} onChange={asked.again} />
        )}
      </section>
      {links && <Speakers links={links} may={may} onChange={asked.again} />}
    </div>
  );
}
