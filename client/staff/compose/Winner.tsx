import type { Signal } from '@preact/signals';
import trophy from 'lucide-static/icons/trophy.svg?raw';
import { useState } from 'preact/hooks';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { byRank } from '../../../shared/running-plan.ts';
import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { outOfTheWay } from './away.ts';
import { Face } from './Face.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';
import { words } from './words.ts';

/** Who won: naming them fills every post of the prize. Nothing is published by it. */
export function Winner({
  post,
  slot,
  readOnly,
  away,
  onNamed,
}: {
  readonly post: PostRow;
  readonly slot: Slot;
  readonly readOnly: boolean;
  readonly away?: Signal<boolean>;
  /** Opened for this and nothing else: the faces are there at once, and it is over once one is chosen. */
  readonly onNamed?: () => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const [choosing, choose] = useState(onNamed !== undefined && slot.fill === undefined && !readOnly);
  const t = words().fills;
  const prize = slot.prize === undefined ? undefined : rows.get('prize', slot.prize);
  const winner = slot.fill === undefined ? undefined : rows.get('person', slot.fill);
  /** From the one seen to another, or to none. */
  const take = (to: string | undefined, from: string | undefined) => {
    const change = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return said(() =>
      prize
        ? show.act('prize.award', { prize: prize.id, ...change })
        : show.act('post.fill', { post: post.id, slot: slot.name, ...change }),
    );
  };
  const award = async (to: string) => {
    const from = prize ? prize.winner : slot.fill;
    const isOver = onNamed !== undefined && from === undefined;
    if (!isOver) choose(false);
    const done = await (isOver && away ? outOfTheWay(away, () => take(to, from)) : take(to, from));
    if (!done) return;
    const back = { label: common().undo, run: () => void take(from, to) };
    if (from !== undefined) toast(t.winnerChanged, { undo: back });
    else if (onNamed) {
      const says = prize ? t.named(rows.get('person', to)?.name ?? '', prize.name) : t.winnerChanged;
      toast(says, { undo: back });
      onNamed();
    }
  };
  return (
    <section class={winner ? 'compose-fill' : 'compose-fill compose-fill-open'} aria-label={t.winner}>
      <p class="field-label">{prize ? t.winnerOf(prize.name) : t.winner}</p>
      {winner && (
        <p class="row">
          <Face person={winner} />
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
          among={speakersOf(rows)}
          onClose={() => choose(false)}
          onChoose={(person) => void award(person)}
        />
      )}
      <p class="small soft">{t.winnerWhy}</p>
    </section>
  );
}

/** Those who spoke, in the order they came: as a rule, who may win. */
const speakersOf = (rows: Rows): readonly string[] =>
  [...rows.all('segment')]
    .filter(({ kind, cancelled }) => kind === 'talk' && !cancelled)
    .sort(byRank)
    .flatMap(({ people }) => people);
