import { statusOf } from '../../../shared/post-status.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';
import { Hour } from '../parts/Hour.tsx';
import { after } from './after.ts';
import type { Coming } from './coming.ts';
import { previewsOf } from './previews.ts';
import { words } from './words.ts';
import './after.css';

const SHOWN = 10;

/** Where there is room: the posts that follow, one tap each. */
export function Upcoming({
  rows,
  coming,
  place,
  onPlace,
  atMs,
}: {
  readonly rows: Rows;
  readonly coming: readonly Coming[];
  readonly place: number;
  readonly onPlace: (place: number) => void;
  readonly atMs: number;
}) {
  if (coming.length < 2) return null;
  const tenSeconds = Math.floor(atMs / 10_000) * 10_000;
  return (
    <section class="upcoming" aria-label={after().upcoming}>
      {coming.slice(0, SHOWN).map(({ post, atMs: dueMs }, at) => {
        const said = previewsOf(rows, post, tenSeconds)[0]?.words;
        return (
          <button
            key={post.id}
            type="button"
            class="upcoming-post"
            onClick={() => onPlace(at)}
            {...(at === place && { 'aria-current': true as const })}
          >
            {dueMs === undefined ? <span class="hour">–</span> : <Hour atMs={dueMs} />}
            <span class="grow">
              <span class="clip clip-one">{said || post.title || words().post.noWords}</span>
              <span class="small soft">
                {common().kinds[post.kind]} · {common().statuses[statusOf(rows, post, atMs)]}
              </span>
            </span>
          </button>
        );
      })}
    </section>
  );
}
