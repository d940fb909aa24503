import { useState } from 'preact/hooks';
import { X_PRICES } from '../../../shared/network-forecast.ts';
import type { Prices } from '../../../shared/rows/channel.ts';
import { Text } from '../parts/Text.tsx';
import { words } from './words.ts';

const PRICES = ['post', 'postWithLink', 'altText', 'removal', 'ownRead'] as const satisfies readonly (keyof Prices)[];

/** What X asks for each thing, as known when this was built unless somebody knows better, and what an evening may cost. */
export function PricesPart({
  prices,
  budget,
  onPrices,
  onBudget,
}: {
  readonly prices: Prices | undefined;
  readonly budget: number | undefined;
  readonly onPrices: (prices: Prices | undefined) => void;
  readonly onBudget: (budget: number | undefined) => void;
}) {
  const t = words().prices;
  const now = prices ?? X_PRICES;
  return (
    <section class="stack settings-part">
      <Dollars label={t.budget} hint={t.budgetHint} amount={budget} onChange={onBudget} />
      <details>
        <summary class="settings-summary">{t.title}</summary>
        <div class="stack">
          <p class="field-hint">{t.hint}</p>
          {PRICES.map((name) => (
            <Dollars
              key={name}
              label={t.names[name]}
              amount={now[name]}
              onChange={(price) => onPrices({ ...now, [name]: price ?? X_PRICES[name] })}
            />
          ))}
        </div>
      </details>
    </section>
  );
}

/** An amount as it is typed: what cannot be read is told, and changes nothing. */
function Dollars({
  label,
  hint,
  amount,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly amount: number | undefined;
  readonly onChange: (amount: number | undefined) => void;
}) {
  const [typed, type] = useState(amount === undefined ? '' : String(amount));
  return (
    <Text
      label={label}
      {...(hint && { hint })}
      wrong={isAmount(typed) ? undefined : words().prices.unread}
      value={typed}
      onChange={(next) => {
        type(next);
        if (isAmount(next)) onChange(next.trim() === '' ? undefined : amountIn(next));
      }}
    />
  );
}

const amountIn = (typed: string): number => Number(typed.trim().replace(',', '.'));
const isAmount = (typed: string): boolean => amountIn(typed) >= 0;
