import calm from 'lucide-static/icons/circle-check-big.svg?raw';
import { useState } from 'preact/hooks';
import { needsTeam, questionsOf } from '../../../shared/question.ts';
import { trayOf } from '../../../shared/tray.ts';
import { Empty } from '../parts/Empty.tsx';
import { pathTo } from '../shell/address.ts';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import './tray.css';
import { worthSeeing } from './count.ts';
import { Items } from './Items.tsx';
import { Phone } from './Phone.tsx';
import { Refused } from './Refused.tsx';
import { words } from './words.ts';

const Compose = later(() => import('../compose/Compose.tsx').then((found) => found.Compose));

/** What a person decides changes by the minute at most. */
const EVERY_MS = 5_000;

/** Everything that waits for a person: of the show, then of this phone; and where what was done here has got to. */
export function Tray() {
  const show = useShow();
  const [open, setOpen] = useState<string>();
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const items = trayOf(show.rows.value, atMs);
  const asked = questionsOf(show.rows.value, atMs).filter(needsTeam).length;
  const refused = worthSeeing(show.tray.value);
  const t = words();
  return (
    <div class="screen screen-two tray">
      <h1 class="tray-title">{t.title}</h1>
      <section class="tray-column" aria-label={t.toDecide}>
        {asked > 0 && (
          <a class="button button-quiet button-wide" href={pathTo(show.id, 'questions')}>
            {t.questions(asked)}
          </a>
        )}
        {items.length === 0 && refused.length === 0 ? (
          <Empty drawing={calm} title={t.none}>
            <p class="soft">{t.noneWhy}</p>
          </Empty>
        ) : (
          <>
            <Items items={items} atMs={atMs} onOpen={setOpen} />
            <Refused entries={refused} onOpen={setOpen} />
          </>
        )}
      </section>
      <Phone onOpen={setOpen} />
      {open !== undefined && <Compose key={open} post={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
