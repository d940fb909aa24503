import { useLocation } from 'preact-iso/router';
import type { PostKind } from '../../../shared/rows/post.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Squares } from '../parts/Squares.tsx';
import { pathTo } from '../shell/address.ts';
import { RoomChoice } from '../shell/RoomChoice.tsx';
import { myRoom } from '../shell/room.ts';
import { useShow } from '../shell/show-context.ts';
import { type BoardRow, boardOf } from './board.ts';
import type { NewAbout } from './Posts.tsx';
import { words } from './words.ts';

/** Statuses change with the minute at most: the board is not made anew every second. */
const EVERY_MS = 10_000;

/** Segments down, kinds across: what is sent, ready, begun, and the gaps. */
export function Board({
  onNew,
  onSeveral,
}: {
  readonly onNew: (about: NewAbout) => void;
  readonly onSeveral: (segment: string, kind: PostKind) => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const room = myRoom(rows, show.id);
  const board = boardOf(rows, { room, atMs });
  const order = runningOrder(rows, atMs);
  const t = words().board;
  return (
    <section aria-label={t.label}>
      <div class="posts-board-head">
        <Legend />
        <RoomChoice />
      </div>
      <div class="posts-scroll">
        <table class="posts-board">
          <thead>
            <tr>
              <th scope="col">
                <span class="aside">{t.segment}</span>
              </th>
              {board.kinds.map((kind) => (
                <th key={kind} scope="col">
                  {t.kinds[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.rows.map((row) => (
              <tr
                key={row.segment?.id ?? ''}
                data-now={row.segment && order.isBegun(row.segment.id) && !order.isEnded(row.segment.id)}
                data-over={row.segment && order.isEnded(row.segment.id)}
              >
                <th scope="row">
                  {row.segment ? shortTitle(rows, row.segment) : t.noSegment}
                  {row.segment?.cancelled && <small> {t.cancelled}</small>}
                </th>
                {board.kinds.map((kind) => (
                  <td key={kind}>
                    <BoardCell row={row} kind={kind} onNew={onNew} onSeveral={onSeveral} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function BoardCell({
  row,
  kind,
  onNew,
  onSeveral,
}: {
  readonly row: BoardRow;
  readonly kind: PostKind;
  readonly onNew: (about: NewAbout) => void;
  readonly onSeveral: (segment: string, kind: PostKind) => void;
}) {
  const show = useShow();
  const { route } = useLocation();
  const cells = row.cells.get(kind) ?? [];
  const writes = show.me.value?.hats.includes('write') ?? false;
  const name = row.segment ? shortTitle(show.rows.value, row.segment) : words().board.noSegment;
  const t = words().board;
  const [only] = cells;
  if (!only) {
    if (!row.missing.has(kind)) return null;
    const says = t.missing(common().kinds[kind], name);
    if (!writes) return <Squares marks={['missing']} says={says} />;
    return (
      <button type="button" class="posts-cell" onClick={() => onNew({ segment: row.segment?.id, kind })}>
        <Squares marks={['missing']} says={says} />
      </button>
    );
  }
  const says = `${common().kinds[kind]}, ${name} : ${cells.map(({ status }) => common().statuses[status]).join(', ')}`;
  return (
    <button
      type="button"
      class="posts-cell"
      onClick={() =>
        cells.length === 1 ? route(pathTo(show.id, 'posts', only.post)) : onSeveral(row.segment?.id ?? '', kind)
      }
    >
      <Squares marks={cells.map(({ mark }) => mark)} says={says} />
    </button>
  );
}

/** What the squares say, for who has forgotten since last year. */
function Legend() {
  const t = words().board.legend;
  return (
    <ul class="posts-legend">
      {(['sent', 'ready', 'draft', 'look', 'missing'] as const).map((mark) => (
        <li key={mark} class="row">
          <span aria-hidden="true">
            <Squares marks={[mark]} says="" />
          </span>
          {t[mark]}
        </li>
      ))}
    </ul>
  );
}
