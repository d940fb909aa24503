import type { PrizeRow } from '../../../shared/rows/prize.ts';
import { Empty } from '../parts/Empty.tsx';
import { Field } from '../parts/Field.tsx';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { AddByName } from './AddByName.tsx';
import { byRank, lastRank } from './ordering.ts';
import { words } from './words.ts';

/** The prizes, the segment each is given in, and its winner once named. */
export function PrizesPage() {
  const show = useShow();
  const rows = show.rows.value;
  const prizes = [...rows.all('prize')].sort(byRank);
  const may = show.me.value?.hats.includes('administer') ?? false;
  const t = words().prizes;
  const add = (name: string) => {
    const change = { name: { to: name }, rank: { to: lastRank(prizes) } };
    return said(() => show.act('prize.edit', { prize: show.newId(), change }));
  };
  return (
    <div class="stack">
      <p class="soft">{may ? t.why : words().form.administer}</p>
      {prizes.length === 0 && <Empty title={t.none} />}
      <ul class="stack">
        {prizes.map((prize) => (
          <Prize key={prize.id} prize={prize} may={may} />
        ))}
      </ul>
      {may && <AddByName label={t.newName} act={t.add} maxLength={200} onAdd={add} />}
    </div>
  );
}

function Prize({ prize, may }: { readonly prize: PrizeRow; readonly may: boolean }) {
  const show = useShow();
  const rows = show.rows.value;
  const t = words().prizes;
  const winner = prize.winner === undefined ? undefined : rows.get('person', prize.winner)?.name;
  const segments = [...rows.all('segment')].filter(({ cancelled }) => !cancelled).sort(byRank);
  const edit = (change: Parameters<typeof show.act<'prize.edit'>>[1]['change']) =>
    said(() => show.act('prize.edit', { prize: prize.id, change }));
  return (
    <li class="panel stack">
      <input
        class="input"
        aria-label={t.name}
        maxLength={200}
        defaultValue={prize.name}
        key={prize.name}
        disabled={!may}
        onChange={(event) => {
          const to = event.currentTarget.value.trim();
          if (to !== '' && to !== prize.name) void edit({ name: { from: prize.name, to } });
        }}
      />
      <Field label={t.segment}>
        {(described) => (
          <select
            {...described}
            class="input"
            disabled={!may}
            value={prize.segment ?? ''}
            onChange={(event) => {
              const to = event.currentTarget.value;
              void edit({
                segment: {
                  ...(prize.segment !== undefined && { from: prize.segment }),
                  ...(to !== '' && { to }),
                },
              });
            }}
          >
            <option value="">{t.noSegment}</option>
            {segments.map((segment) => (
              <option key={segment.id} value={segment.id}>
                {segment.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p class="small soft">{winner === undefined ? t.noWinner : t.winner(winner)}</p>
    </li>
  );
}
