import type { RelayRow } from '../../../shared/rows/relay.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** Whether the network is asked again to take it back, and when; after ten times in vain only a person has it tried. */
export function TakingBack({ trouble, atMs }: Pick<RelayRow, 'trouble'> & { readonly atMs: number }) {
  const show = useShow();
  const t = words();
  const { retryAtMs, refusals } = trouble ?? {};
  const zone = showOf(show.rows.value)?.zone ?? 'UTC';
  if (retryAtMs !== undefined && retryAtMs > atMs) return <p>{t.retryAt(hour(retryAtMs, zone, language.value))}</p>;
  const gaveUp = refusals !== undefined && retryAtMs === undefined && !isAsked(trouble);
  return <p>{gaveUp ? t.out.gaveUp : t.out.trying}</p>;
}

/** A try at once, where the network said no; a wait that passes by itself is not made shorter by a press. */
export function TryAgain({ trouble, onAgain }: Pick<RelayRow, 'trouble'> & { readonly onAgain: () => void }) {
  if (trouble?.refusals === undefined || isAsked(trouble)) return null;
  return <Button onClick={onAgain}>{words().out.again}</Button>;
}

const isAsked = (trouble: RelayRow['trouble']): boolean => (trouble?.askedMs ?? 0) > (trouble?.refusedMs ?? 0);
