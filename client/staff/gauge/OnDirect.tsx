import alert from 'lucide-static/icons/triangle-alert.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { channelName } from '../parts/channel-name.ts';
import { Icon } from '../parts/Icon.tsx';
import { pathTo } from '../shell/address.ts';
import { idle } from '../shell/idle.ts';
import { useShow } from '../shell/show-context.ts';
import './gauge.css';
import { type GaugeLine, gaugesOf } from './gauges.ts';
import { gaugeWords } from './words.ts';

const EVERY_MS = 60_000;

/** One quiet line of what the evening costs; what passes a budget or a limit stands out and leads to the channels. */
export function OnDirect() {
  const show = useShow();
  const lines = useGauges();
  const t = gaugeWords().direct;
  if (lines.length === 0) return null;
  return (
    <section class="gauges" aria-label={t.label}>
      {lines.map((line) => {
        const key = `${line.channel} ${line.kind === 'quota' ? line.what : ''}`;
        return line.over ? (
          <a key={key} class="gauges-over" href={pathTo(show.id, 'settings', 'channels')}>
            <Icon of={alert} size={1.25} />
            <span role="alert">
              <Line line={line} />
            </span>
          </a>
        ) : (
          <p key={key} class="small soft">
            <Line line={line} />
          </p>
        );
      })}
    </section>
  );
}

function Line({ line }: { readonly line: GaugeLine }) {
  const rows = useShow().rows.value;
  const { dollars, what, direct: t } = gaugeWords();
  const name = channelName(rows, line.channel);
  if (line.kind === 'cost') {
    const { spent, toCome, budget } = line;
    return (
      <>
        {line.over && <b>{t.overBudget}. </b>}
        {t.cost(name, dollars(spent), dollars(toCome))}
        {budget !== undefined && t.ofBudget(dollars(budget))}
      </>
    );
  }
  const zone = showOf(rows)?.zone ?? 'UTC';
  const used = `${line.used}/${line.limit}`;
  return (
    <>
      <b>{(line.over ? t.over : t.near)(name)}. </b>
      {t.quota(used, what[line.what], hour(line.fromMs, zone, language.value))}
    </>
  );
}

/** Every post of the show is read: in an idle moment, once a minute and whenever something went out. */
function useGauges(): readonly GaugeLine[] {
  const show = useShow();
  const [lines, setLines] = useState<readonly GaugeLine[]>([]);
  const minute = Math.floor(show.second.value / EVERY_MS);
  const out = [...show.rows.value.all('publication')].length;
  useEffect(() => {
    let wanted = true;
    void idle().then(() => wanted && setLines(gaugesOf(show.rows.peek(), show.second.peek())));
    return () => {
      wanted = false;
    };
  }, [show, minute, out]);
  return lines;
}
