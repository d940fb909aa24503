import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import { approvalOf, isEditedAfterApproval, photosOf, statusOf } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';
import { awayWords, cueWords } from '../../words/cues.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import type { Coming } from './coming.ts';
import type { Compose } from './compose.ts';
import { Networks } from './Networks.tsx';
import { Slots } from './Slots.tsx';
import { words } from './words.ts';

const Photo = later(() => import('../parts/Photo.tsx').then((found) => found.Photo));

interface PostCardProps {
  readonly coming: readonly Coming[];
  readonly place: number;
  readonly onPlace: (place: number) => void;
  readonly onCompose: (compose: Compose) => void;
  /** The segment named just above, which need not be named again. */
  readonly known: readonly string[];
  readonly atMs: number;
}

/** The next post as it will go out, and a way through those that follow. */
export function PostCard({ coming, place, onPlace, onCompose, known, atMs }: PostCardProps) {
  const show = useShow();
  const rows = show.rows.value;
  const shown = coming[place];
  if (!shown) return null;
  const { post } = shown;
  const t = words().post;
  const writes = show.me.value?.hats.includes('write') ?? false;
  return (
    <section class="panel post-card" aria-label={t.label}>
      <div class="post-head">
        <Button
          tone="plain"
          drawing={chevronLeft}
          aria-label={t.previous}
          disabled={place === 0}
          onClick={() => onPlace(place - 1)}
        />
        <p class="grow small soft post-place">
          <span class="strong">{common().kinds[post.kind]}</span> {t.place(place + 1, coming.length)}
        </p>
        {writes && (
          <Button tone="plain" drawing={pencil} aria-label={t.edit} onClick={() => onCompose({ post: post.id })} />
        )}
        <Button
          tone="plain"
          drawing={chevronRight}
          aria-label={t.following}
          disabled={place >= coming.length - 1}
          onClick={() => onPlace(place + 1)}
        />
      </div>
      <Facts rows={rows} coming={shown} known={known} atMs={atMs} />
      <Networks rows={rows} post={post} atMs={atMs} />
      <Photos rows={rows} post={post} />
      {writes && <Slots rows={rows} post={post} onCompose={onCompose} />}
      <Notes rows={rows} coming={shown} me={show.me.value?.id} />
    </section>
  );
}

/** When it goes, on what, and where it stands. */
function Facts({
  rows,
  coming,
  known,
  atMs,
}: {
  readonly rows: Rows;
  readonly coming: Coming;
  readonly known: readonly string[];
  readonly atMs: number;
}) {
  const { post } = coming;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const cue = approvalOf(rows, post)?.cue ?? post.cue;
  const segment = cue.kind === 'segment' ? rows.get('segment', cue.segment) : undefined;
  const status = statusOf(rows, post, atMs);
  const away = coming.atMs === undefined ? undefined : coming.atMs - atMs;
  return (
    <p class="post-facts small">
      <Chip tone={status === 'ready' ? 'ready' : status === 'draft' || status === 'submitted' ? 'plain' : 'act'}>
        {common().statuses[status]}
      </Chip>
      {segment && !known.includes(segment.id) && <span class="strong">{shortTitle(rows, segment)}, </span>}
      {cueWords(cue, zone)}
      {away !== undefined && <span class="soft"> · {awayWords(away)}</span>}
    </p>
  );
}

function Photos({ rows, post }: { readonly rows: Rows; readonly post: PostRow }) {
  const photos = photosOf(rows, post.id);
  if (photos.length === 0) return null;
  return (
    <div class="post-photos">
      {photos.map((photo) => (
        <Photo key={photo.id} photo={photo} />
      ))}
    </div>
  );
}

/** What one must know before pressing: whose word it has, what has changed since, what is not there yet. */
function Notes({
  rows,
  coming,
  me,
}: {
  readonly rows: Rows;
  readonly coming: Coming;
  readonly me: string | undefined;
}) {
  const { post, missed } = coming;
  const t = words().post;
  const nameOf = (id: string) => rows.get('staff', id)?.name ?? common().app;
  const approval = post.state === 'approved' ? approvalOf(rows, post) : undefined;
  const notes = [
    missed && t.missed,
    isEditedAfterApproval(rows, post) && t.editedSince,
    post.returned && t.returned(post.returned),
    post.held && `${common().statuses.held} : ${post.held.reason}`,
    post.owner && post.owner !== me && t.writtenBy(nameOf(post.owner)),
    photosOf(rows, post.id).some((photo) => !photo.received) && t.photoSending,
    post.note,
  ].filter(Boolean);
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="small post-note">
          {note}
        </p>
      ))}
      {(approval || post.needsTwo) && (
        <p class="small soft">
          {[approval && t.approvedBy(nameOf(approval.by)), post.needsTwo && t.needsTwo].filter(Boolean).join(' · ')}
        </p>
      )}
    </>
  );
}
