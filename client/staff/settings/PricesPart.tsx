import { X_PRICES } from '../../../shared/network-forecast.ts';
import type { Prices } from '../../../shared/rows/channel.ts';
import { Text } from './FormParts.tsx';
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
      <Text
        label={t.budget}
        hint={t.budgetHint}
        type="number"
        value={budget === undefined ? '' : String(budget)}
        onChange={(typed) => onBudget(dollarsIn(typed))}
      />
      <details>
        <summary class="settings-summary">{t.title}</summary>
        <div class="stack">
          <p class="field-hint">{t.hint}</p>
          {PRICES.map((name) => (
            <Text
              key={name}
              label={t.names[name]}
              type="number"
              value={String(now[name])}
              onChange={(typed) => {
                const price = dollarsIn(typed);
                if (price !== undefined) onPrices({ ...now, [name]: price });
              }}
            />
          ))}
        </div>
      </details>
    </section>
  );
}

function dollarsIn(typed: string): number | undefined {
  const value = Number(typed.replace(',', '.'));
  return typed.trim() === '' || !Number.isFinite(value) || value < 0 ? undefined : value;
}
