import { type ChannelLoad, loadOf } from '../../../shared/channel-load.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { gaugeWords } from '../gauge/words.ts';
import { useShow } from '../shell/show-context.ts';

/** A limit is worth a line from here on, in parts of one. */
const WORTH_SAYING = 0.5;
const MINUTE_MS = 60_000;

/** What the evening asks of this channel: its cost where there is one, and the limits it comes near to. */
export function Gauge({ channel }: { readonly channel: ChannelRow }) {
  const show = useShow();
  const rows = show.rows.value;
  // Once in ten seconds: every post of the show is read.
  const load = loadOf(rows, channel, Math.floor(show.second.value / 10_000) * 10_000);
  if (!load) return null;
  const zone = showOf(rows)?.zone ?? 'Europe/Paris';
  const t = gaugeWords();
  const near = load.evening.quotas.filter(({ used, limit }) => used >= limit * WORTH_SAYING);
  return (
    <>
      {channel.network === 'x' && load.evening.posts > 0 && <Cost load={load} />}
      {near.map(({ what, limit, used, withinMs, fromMs, over }) => (
        <div key={`${what}${withinMs}`} class="settings-gauge" data-over={over}>
          <p class="small" role={over ? 'alert' : undefined}>
            {t.quota(`${used}/${limit}`, t.what[what], withinMs / MINUTE_MS, hour(fromMs, zone, language.value))}
            {over && <strong> {t.over}</strong>}
          </p>
          <meter
            class="settings-meter"
            min={0}
            max={limit}
            high={limit * 0.9}
            value={Math.min(used, limit)}
            aria-label={t.what[what]}
          />
        </div>
      ))}
    </>
  );
}

function Cost({ load: { spent, toCome, budget, evening } }: { readonly load: ChannelLoad }) {
  const t = gaugeWords();
  const total = spent + toCome;
  const over = budget !== undefined && total > budget;
  return (
    <div class="settings-gauge" data-over={over}>
      <p class="small" role={over ? 'alert' : undefined}>
        {t.cost(t.dollars(spent), t.dollars(toCome), evening.posts)}
        {budget !== undefined && ` ${t.budget(t.dollars(budget))}`}
        {over && <strong> {t.overBudget}</strong>}
      </p>
      {budget !== undefined && budget > 0 && (
        <meter
          class="settings-meter"
          min={0}
          max={budget}
          high={budget * 0.9}
          value={Math.min(total, budget)}
          aria-label={t.costName}
        />
      )}
    </div>
  );
}
