import { apply } from '../shared/apply/apply.ts';
import type { Mutation } from '../shared/apply/mutation.ts';
import { dueOf, isMissed } from '../shared/post-status.ts';
import type { PostRow } from '../shared/rows/post.ts';
import { type Rows, showOf } from '../shared/rows/rows.ts';
import { type Clock, LEAP_MS, type MachineClock } from './clock.ts';
import type { Ledger } from './ledger/ledger.ts';

const BY = 'engine:scheduler';

export interface SchedulerParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly machine: MachineClock;
}

/**
 * Fires what is due: called after each commit and each second, it pushes one `post.fire` per due post through the door,
 * under an id made of post and approval, so that no crash can fire one approval twice.
 */
export function createScheduler({ ledger, clock, machine }: SchedulerParts): { tick(): void } {
  let apartMs = machine.wallMs() - machine.monotonicMs();
  return { tick };

  function tick(): void {
    const nowApartMs = machine.wallMs() - machine.monotonicMs();
    // Ahead of the machine's, after a wrong hour that lasted: what is due by it is not due yet.
    const isAhead = clock.nowMs() - machine.wallMs() > LEAP_MS;
    const leapt = Math.abs(nowApartMs - apartMs) > LEAP_MS || isAhead;
    apartMs = nowApartMs;
    for (const { id: show, endedMs } of ledger.shows()) {
      const rows = ledger.rows(show);
      if (!rows || endedMs !== undefined) continue;
      if (leapt) hold(show, rows);
      else fireDue(show, rows);
    }
  }

  function hold(show: string, rows: Rows): void {
    if (showOf(rows)?.held) return;
    const args = { kind: 'clock', reason: '' };
    push({ id: `clock/${show}/${ledger.rev(show)}`, show, name: 'show.hold', args });
  }

  function fireDue(show: string, rows: Rows): void {
    if (showOf(rows)?.held) return;
    const atMs = clock.nowMs();
    const waiting: PostRow[] = [];
    for (const post of rows.all('post'))
      if (post.state === 'approved' && !post.needsTwo && !post.held) waiting.push(post);
    for (const post of waiting) {
      if (post.approval === undefined) continue;
      const due = dueOf(rows, post, atMs);
      if (due === undefined || due > atMs || isMissed(rows, post, atMs)) continue;
      const args = { post: post.id, approval: post.approval };
      const mutation = { id: `due/${post.id}/${post.approval}`, show, name: 'post.fire', args };
      // What the door would refuse (a slot still empty) is not pushed each second: it waits, and the tray asks.
      if (apply(rows, stamped(mutation), { by: BY, atMs, epoch: ledger.epoch }).ok) push(mutation);
    }
  }

  function push(mutation: Pick<Mutation, 'id' | 'show' | 'name' | 'args'>): void {
    ledger.push([stamped(mutation)], { by: BY });
  }

  function stamped(mutation: Pick<Mutation, 'id' | 'show' | 'name' | 'args'>): Mutation {
    return { ...mutation, madeAtMs: clock.nowMs(), epoch: ledger.epoch };
  }
}
