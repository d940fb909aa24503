import { type ReadonlySignal, signal } from '@preact/signals';
import { approvalOf } from '../../../shared/post-status.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import type { ShowModel } from '../../signals/show.ts';

const KEY = 'regie.publishes-as';

/** Accounts that this phone has not published as yet, in a real show: named once before it does. */
export interface FirstPublication {
  readonly show: string;
  readonly accounts: readonly ChannelRow[];
  answer(publish: boolean): void;
}

const asked = signal<FirstPublication | undefined>(undefined);
/** The question that waits for an answer; drawn by the frame, since posts are fired from several screens. */
export const firstPublication: ReadonlySignal<FirstPublication | undefined> = asked;

/**
 * Whether a post may be fired now, as far as the accounts are concerned: at once where this phone has published as each of
 * them in this show, or where none is called; else when a person has read their names and the clock, once.
 */
export function mayPublish(show: Pick<ShowModel, 'id' | 'rows'>, post: PostRow): Promise<boolean> {
  const rows = show.rows.peek();
  if (!asksFirst(rows, post, confirmedOf(show.id))) return Promise.resolve(true);
  asked.peek()?.answer(false);
  const accounts = realAccounts(rows);
  return new Promise((resolve) => {
    const mine: FirstPublication = {
      show: show.id,
      accounts,
      answer(publish) {
        if (asked.peek() !== mine) return;
        asked.value = undefined;
        if (publish) confirm(show.id, accounts);
        resolve(publish);
      },
    };
    asked.value = mine;
  });
}

/** The accounts that the server publishes on for this show; none in a rehearsal, which calls no network. */
export function realAccounts(rows: Rows): readonly ChannelRow[] {
  if (showOf(rows)?.rehearsal !== false) return [];
  return [...rows.all('channel')]
    .filter(({ on, served, network }) => on && served === 'server' && network !== 'wall')
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
}

/** Those of them that this post goes out on. */
export function accountsOf(rows: Rows, post: PostRow): readonly ChannelRow[] {
  const approval = post.state === 'approved' ? approvalOf(rows, post) : undefined;
  const channels = approval?.channels ?? post.channels;
  return realAccounts(rows).filter(({ id }) => channels.includes(id));
}

/** Whether this post goes out under a name that was not confirmed yet. */
export const asksFirst = (rows: Rows, post: PostRow, confirmed: readonly string[]): boolean =>
  accountsOf(rows, post).some((account) => !confirmed.includes(nameOf(account)));

/** Another account on the same channel is another name. */
const nameOf = ({ id, network, account }: ChannelRow): string => `${id} ${network} ${account}`;

/** Where the browser keeps nothing, confirmed for as long as the page. */
const thisPage = new Map<string, readonly string[]>();

function confirmedOf(show: string): readonly string[] {
  const here = thisPage.get(show);
  if (here) return here;
  try {
    const found: unknown = JSON.parse(localStorage.getItem(`${KEY}.${show}`) ?? '[]');
    return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

function confirm(show: string, accounts: readonly ChannelRow[]): void {
  const names = [...new Set([...confirmedOf(show), ...accounts.map(nameOf)])];
  thisPage.set(show, names);
  try {
    localStorage.setItem(`${KEY}.${show}`, JSON.stringify(names));
  } catch {
    // Storage refused: asked again when the page is next opened.
  }
}
