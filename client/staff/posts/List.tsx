import inbox from 'lucide-static/icons/inbox.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';
import { useState } from 'preact/hooks';
import { POST_STATUSES, type PostStatus } from '../../../shared/post-status.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Empty } from '../parts/Empty.tsx';
import { pathTo } from '../shell/address.ts';
import { roomsOf } from '../shell/room.ts';
import { useShow } from '../shell/show-context.ts';
import { boardOf } from './board.ts';
import { findPosts } from './find.ts';
import { Item } from './Item.tsx';
import type { NewAbout } from './Posts.tsx';
import { words } from './words.ts';

const EVERY_MS = 10_000;

/** Posts one below the other, filtered and searched on this phone. */
export function List({
  query,
  bin,
  about,
  onAll,
  onNew,
}: {
  readonly query: string;
  readonly bin: boolean;
  /** Only this segment's; empty: those of none. */
  readonly about: string | undefined;
  readonly onAll: () => void;
  readonly onNew: (about: NewAbout) => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const [status, setStatus] = useState<PostStatus>();
  const [channel, setChannel] = useState<string>();
  const [room, setRoom] = useState<string>();
  const [mine, setMine] = useState(false);
  const t = words().list;
  const rooms = roomsOf(rows);
  const segment = about ? rows.get('segment', about) : undefined;
  const row =
    about === undefined
      ? undefined
      : boardOf(rows, { room: undefined, atMs }).rows.find((each) => (each.segment?.id ?? '') === about);
  const writes = show.me.value?.hats.includes('write') ?? false;
  const found = findPosts(
    rows,
    {
      query,
      bin,
      status: bin ? undefined : status,
      channel,
      room,
      mine: mine ? show.me.value?.id : undefined,
      segment: about,
    },
    atMs,
  );
  return (
    <section class="posts-list" aria-label={bin ? t.bin : t.label}>
      <div class="posts-filters">
        {about !== undefined && (
          <Button drawing={x} onClick={onAll}>
            <span class="posts-about">{segment ? shortTitle(rows, segment) : words().board.noSegment}</span>
            <span class="aside"> {t.all}</span>
          </Button>
        )}
        <Chip pressed={mine} onPress={() => setMine(!mine)}>
          {t.mine}
        </Chip>
        {!bin && (
          <Filter
            label={t.status}
            value={status}
            onChoose={(value) => setStatus(value as PostStatus | undefined)}
            options={POST_STATUSES.filter((each) => each !== 'withdrawn').map((each) => [
              each,
              common().statuses[each],
            ])}
          />
        )}
        <Filter
          label={t.channel}
          value={channel}
          onChoose={setChannel}
          options={[...rows.all('channel')]
            .sort((a, b) => a.rank - b.rank)
            .map(({ id }) => [id, channelName(rows, id)])}
        />
        {rooms.length > 1 && (
          <Filter label={t.room} value={room} onChoose={setRoom} options={rooms.map(({ id, name }) => [id, name])} />
        )}
      </div>
      {writes && row && row.missing.size > 0 && (
        <p class="row row-wrap">
          <span class="small">{t.missing}</span>
          {[...row.missing].map((kind) => (
            <Button key={kind} onClick={() => onNew({ segment: about, kind })}>
              {t.add(common().kinds[kind])}
            </Button>
          ))}
        </p>
      )}
      <p class="small soft" role="status">
        {common().posts(found.length)}
      </p>
      {found.length === 0 ? (
        <Empty drawing={inbox} title={bin ? t.binEmpty : t.none}>
          <p class="soft">{bin ? t.binWhy : t.noneWhy}</p>
          {!bin && query.trim() === '' && (
            <a class="button button-quiet" href={pathTo(show.id, 'settings', 'templates')}>
              {t.toTemplates}
            </a>
          )}
        </Empty>
      ) : (
        <ul>
          {found.map((each) => (
            <Item key={each.post.id} found={each} corrects={writes && (query.trim() !== '' || about !== undefined)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Filter({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string | undefined) => void;
}) {
  return (
    <select
      class="posts-filter"
      aria-label={label}
      data-on={value !== undefined}
      value={value ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value || undefined)}
    >
      <option value="">{label}</option>
      {options.map(([each, says]) => (
        <option key={each} value={each}>
          {says}
        </option>
      ))}
    </select>
  );
}
