import chartColumn from 'lucide-static/icons/file-text.svg?raw';
import list from 'lucide-static/icons/layers.svg?raw';
import question from 'lucide-static/icons/message-circle-question-mark.svg?raw';
import octagonPause from 'lucide-static/icons/octagon-pause.svg?raw';
import person from 'lucide-static/icons/person-standing.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import phones from 'lucide-static/icons/smartphone.svg?raw';
import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';
import { after } from '../direct/after.ts';
import { HoldSheet } from '../direct/HoldSheet.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { Switch } from '../parts/Switch.tsx';
import { pathTo } from './address.ts';
import { Choices } from './Choices.tsx';
import { chooseKeys, keysOn } from './keys.ts';
import { later } from './later.tsx';
import { menuWords } from './menu-words.ts';
import { useShow } from './show-context.ts';

const HandOver = later(() => import('../hand-over/HandOver.tsx').then((found) => found.HandOver));

/** What is not needed every minute: the other places, who is here, how the app looks. */
export function Menu({ onClose }: { readonly onClose: () => void }) {
  const show = useShow();
  const [holding, setHolding] = useState(false);
  const [handingOver, setHandingOver] = useState(false);
  const t = menuWords();
  const row = showOf(show.rows.value);
  const me = show.me.value?.id;
  const others = new Set(show.here.value.map((here) => here.staff).filter((id) => id !== me));
  const names = [...others].map((id) => show.rows.value.get('staff', id)?.name).filter(Boolean);
  const links = [
    { to: pathTo(show.id, 'questions'), drawing: question, label: common().screens.questions },
    { to: pathTo(show.id, 'recap'), drawing: chartColumn, label: t.recap },
    { to: pathTo(show.id, 'settings'), drawing: settings, label: t.settings },
    { to: '/', drawing: list, label: t.shows },
    { to: '/accessibility', drawing: person, label: t.accessibility },
  ];
  return (
    <Sheet title={row?.name ?? t.title} onClose={onClose}>
      <div class="stack">
        <nav aria-label={t.label}>
          {links.map(({ to, drawing, label }) => (
            <a key={to} class="menu-link" href={to} onClick={onClose}>
              <Icon of={drawing} />
              {label}
            </a>
          ))}
        </nav>
        <p class="small">
          <span class="soft">{t.here} </span>
          {names.length > 0 ? names.join(', ') : t.hereNobody}
        </p>
        <Button wide drawing={phones} onClick={() => setHandingOver(true)}>
          {t.handOver}
        </Button>
        <Choices />
        <Switch label={t.keys} hint={t.keysList} on={keysOn.value} onChange={chooseKeys} />
        {!row?.held && (
          <Button tone="stop" wide drawing={octagonPause} onClick={() => setHolding(true)}>
            {after().hold.title}
          </Button>
        )}
      </div>
      {holding && <HoldSheet onClose={onClose} />}
      {handingOver && <HandOver onClose={() => setHandingOver(false)} />}
    </Sheet>
  );
}
