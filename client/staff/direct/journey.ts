import type { PublicationRow } from '../../../shared/rows/publication.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { OutboxEntry } from '../../signals/show.ts';

/** How far a fired post has come. `look`: a network refused it, or cannot tell. */
export const STEPS = ['phone', 'received', 'published'] as const;
export interface Journey {
  readonly post: string;
  readonly step: (typeof STEPS)[number];
  readonly look: boolean;
  readonly publications: readonly PublicationRow[];
  readonly firedMs: number;
}

/** What has just gone stays in sight this long after it is out everywhere. */
export const SHOWN_MS = 20_000;

/**
 * The posts this person has fired a moment ago, newest first: on this phone → received → published. What is not yet
 * received stays in sight however long that takes.
 */
export function journeys(
  rows: Rows,
  {
    outbox,
    me,
    atMs,
  }: { readonly outbox: readonly OutboxEntry[]; readonly me: string | undefined; readonly atMs: number },
): readonly Journey[] {
  const onPhone = new Set<string>();
  for (const { mutation, state } of outbox) {
    if (mutation.name === 'post.fire' && state !== 'received') onPhone.add((mutation.args as { post: string }).post);
  }
  const found: Journey[] = [];
  for (const post of rows.all('post')) {
    if (post.state !== 'fired') continue;
    const waits = onPhone.has(post.id);
    if (!waits && post.firedBy !== me) continue;
    // What a person sends by hand has left this app's care: it waits in the tray, not here.
    const publications = rows
      .ofPost('publication', post.id)
      .filter((each) => rows.get('channel', each.channel)?.served !== 'hand');
    const lastMs = Math.max(
      post.firedMs ?? 0,
      ...publications.map((each) => (isOver(each) ? (each.publishedMs ?? 0) : atMs)),
    );
    if (!waits && atMs - lastMs > SHOWN_MS) continue;
    const out = publications.every(isOver);
    found.push({
      post: post.id,
      step: waits ? 'phone' : out ? 'published' : 'received',
      look: publications.some(({ state }) => state === 'refused' || state === 'unknown'),
      publications,
      firedMs: post.firedMs ?? 0,
    });
  }
  return found.sort((a, b) => b.firedMs - a.firedMs);
}

const isOver = ({ state }: PublicationRow): boolean => state !== 'owed' && state !== 'sending';
