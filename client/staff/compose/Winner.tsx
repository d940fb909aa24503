import trophy from 'lucide-static/icons/trophy.svg?raw';
import { useState } from 'preact/hooks';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { Face } from './Face.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';
import { words } from './words.ts';

/** Who won: naming them fills every post of the prize. Nothing is published by it. */
export function Winner({
  post,
  slot,
  readOnly,
}: {
  readonly post: PostRow;
  readonly slot: Slot;
  readonly readOnly: boolean;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const [choosing, choose] = useState(false);
  const t = words().fills;
  const prize = slot.prize === undefined ? undefined : rows.get('prize', slot.prize);
  const winner = slot.fill === undefined ? undefined : rows.get('person', slot.fill);
  const award = async (to: string | undefined) => {
    choose(false);
    const from = prize ? prize.winner : slot.fill;
    const change = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const done = await said(
      prize
        ? show.act('prize.award', { prize: prize.id, ...change })
        : show.act('post.fill', { post: post.id, slot: slot.name, ...change }),
    );
    if (done && to !== undefined && from !== undefined) {
      toast(t.winnerChanged, { undo: { label: common().undo, run: () => void award(from) } });
    }
  };
  return (
    <section class={winner ? 'compose-fill' : 'compose-fill compose-fill-open'} aria-label={t.winner}>
      <p class="field-label">{prize ? t.winnerOf(prize.name) : t.winner}</p>
      {winner && (
        <p class="row">
          <Face name={winner.name} />
          <span class="grow strong">{winner.name}</span>
          {!readOnly && <Button onClick={() => choose(!choosing)}>{t.change}</Button>}
        </p>
      )}
      {!winner && !choosing && !readOnly && (
        <Button wide onClick={() => choose(true)}>
          <Icon of={trophy} size={1.25} />
          {t.chooseWinner}
        </Button>
      )}
      {choosing && (
        <PeoplePicker
          only="human"
          among={speakers(rows)}
          onClose={() => choose(false)}
          onChoose={(person) => void award(person)}
        />
      )}
      <p class="small soft">{t.winnerWhy}</p>
    </section>
  );
}

/** Those who spoke: as a rule, who may win. */
const speakers = (rows: Rows): readonly string[] =>
  [...rows.all('segment')].filter(({ kind }) => kind === 'talk').flatMap(({ people }) => people);
