import { useContext } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { ShowContext } from '../shell/show-context.ts';

/** An hour in the show's zone. Where `plannedMs` reads differently, the planned hour is struck through beneath it. */
export function Hour({ atMs, plannedMs }: { readonly atMs: number; readonly plannedMs?: number }) {
  const show = useContext(ShowContext);
  const zone = (show && showOf(show.rows.value)?.zone) ?? 'Europe/Paris';
  const says = hour(atMs, zone, language.value);
  const planned = plannedMs === undefined ? says : hour(plannedMs, zone, language.value);
  return (
    <span class="hour">
      <time dateTime={new Date(atMs).toISOString()}>{says}</time>
      {planned !== says && (
        <s class="hour-planned">
          <span class="aside">{common().planned} </span>
          {planned}
        </s>
      )}
    </span>
  );
}
