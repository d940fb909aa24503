import type { RelayRow } from '../../../shared/rows/relay.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

interface AgainProps extends Pick<RelayRow, 'trouble'> {
  readonly atMs: number;
}

/** Whether the network is asked again to take it back, and when; after ten times in vain only a person has it tried. */
export function TakingBack({ trouble, atMs }: AgainProps) {
  const { out, retryAt } = words();
  return <Again trouble={trouble} atMs={atMs} at={retryAt} gaveUp={out.gaveUp} trying={out.trying} />;
}

/** The same of what its account does not let us look for. */
export function Looking({ trouble, atMs }: AgainProps) {
  const { lookAt, gaveUp, lookAsked } = words().unknown;
  return <Again trouble={trouble} atMs={atMs} at={lookAt} gaveUp={gaveUp} trying={lookAsked} />;
}

interface AgainWords {
  readonly at: (hour: string) => string;
  readonly gaveUp: string;
  readonly trying: string;
}

function Again({ trouble, atMs, at, gaveUp, trying }: AgainProps & AgainWords) {
  const show = useShow();
  const { retryAtMs, refusals } = trouble ?? {};
  const zone = showOf(show.rows.value)?.zone ?? 'UTC';
  if (retryAtMs !== undefined && retryAtMs > atMs && !isAsked(trouble))
    return <p>{at(hour(retryAtMs, zone, language.value))}</p>;
  const isOver = refusals !== undefined && retryAtMs === undefined && !isAsked(trouble);
  return <p>{isOver ? gaveUp : trying}</p>;
}

interface TryAgainProps extends Pick<RelayRow, 'trouble'> {
  readonly onAgain: () => void;
  readonly label?: string;
}

/** A try at once, where the network said no; a wait that passes by itself is not made shorter by a press. */
export function TryAgain({ trouble, onAgain, label }: TryAgainProps) {
  if (trouble?.refusals === undefined || isAsked(trouble)) return null;
  return <Button onClick={onAgain}>{label ?? words().out.again}</Button>;
}

const isAsked = (trouble: RelayRow['trouble']): boolean => (trouble?.askedMs ?? 0) > (trouble?.refusedMs ?? 0);
