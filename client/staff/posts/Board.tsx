import inbox from 'lucide-static/icons/inbox.svg?raw';
import type { PostKind } from '../../../shared/rows/post.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Empty } from '../parts/Empty.tsx';
import { Squares } from '../parts/Squares.tsx';
import { pathTo } from '../shell/address.ts';
import { RoomChoice } from '../shell/RoomChoice.tsx';
import { myRoom } from '../shell/room.ts';
import { useShow } from '../shell/show-context.ts';
import { type BoardRow, boardOf } from './board.ts';
import { words } from './words.ts';

/** Statuses change with the minute at most: the board is not made anew every second. */
const EVERY_MS = 10_000;

/** Segments down, kinds across: what is sent, ready, begun, and the gaps. A line opens the posts of its segment. */
export function Board({ onSegment }: { readonly onSegment: (segment: string) => void }) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const room = myRoom(rows, show.id);
  const board = boardOf(rows, { room, atMs });
  const order = runningOrder(rows, atMs);
  const t = words().board;
  if (board.rows.length === 0) {
    return (
      <Empty drawing={inbox} title={t.none}>
        <p class="soft">{t.noneWhy}</p>
        <a class="button button-quiet" href={pathTo(show.id, 'settings', 'import')}>
          {t.toImport}
        </a>
      </Empty>
    );
  }
  const columns = { '--posts-kinds': board.kinds.length };
  return (
    <section aria-label={t.label} class="posts-board">
      <div class="posts-board-head">
        <Legend />
        <RoomChoice />
      </div>
      <p class="posts-line posts-kinds" aria-hidden="true" style={columns}>
        <span />
        {board.kinds.map((kind) => (
          <span key={kind}>{t.kinds[kind]}</span>
        ))}
      </p>
      <ul>
        {board.rows.map((row) => {
          const { segment } = row;
          const isOn = segment !== undefined && order.isBegun(segment.id) && !order.isEnded(segment.id);
          return (
            <li key={segment?.id ?? ''}>
              <button
                type="button"
                class="posts-line"
                style={columns}
                data-now={isOn}
                data-over={segment !== undefined && order.isEnded(segment.id)}
                onClick={() => onSegment(segment?.id ?? '')}
              >
                <span class="posts-line-name">
                  {segment ? shortTitle(rows, segment) : t.noSegment}
                  {segment?.cancelled && <small> {t.cancelled}</small>}
                </span>
                {board.kinds.map((kind) => (
                  <CellOf key={kind} row={row} kind={kind} />
                ))}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function CellOf({ row, kind }: { readonly row: BoardRow; readonly kind: PostKind }) {
  const cells = row.cells.get(kind) ?? [];
  const name = common().kinds[kind];
  if (cells.length === 0) {
    return (
      <span>
        {row.missing.has(kind) && <Squares marks={['missing']} says={`${name} : ${words().board.isMissing}`} />}
      </span>
    );
  }
  const says = `${name} : ${cells.map(({ status }) => common().statuses[status]).join(', ')}`;
  return (
    <span>
      <Squares marks={cells.map(({ mark }) => mark)} says={says} />
    </span>
  );
}

/** What the squares say, for who has forgotten since last year. */
function Legend() {
  const t = words().board.legend;
  return (
    <ul class="posts-legend">
      {(['sent', 'ready', 'draft', 'look', 'missing'] as const).map((mark) => (
        <li key={mark} class="posts-legend-one">
          <span aria-hidden="true">
            <Squares marks={[mark]} says="" />
          </span>
          {t[mark]}
        </li>
      ))}
    </ul>
  );
}
