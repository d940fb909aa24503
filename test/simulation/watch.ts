import type { Parcel } from '../../server/channels/channel.ts';
import type { Mutation } from '../../shared/apply/mutation.ts';
import { approvalBehind } from '../../shared/post-status.ts';
import { showOf } from '../../shared/rows/rows.ts';
import { SHOW, type SimServer } from './server.ts';

/** What the run has seen so far, and every promise it saw broken. */
export class Watch {
  readonly violations: string[] = [];
  /** Mutations that a phone said were saved, by id. */
  readonly saved = new Map<string, { readonly mutation: Mutation; readonly by: string }>();
  /** The rev a mutation was applied with, by epoch and id. */
  readonly applied = new Map<string, number>();
  /** Sent by a machine rolled back that no phone had yet shown it: the one thing that no rule prevents (README). */
  readonly sentBlindly = new Set<string>();
  /** Ids of all that people did on phones. */
  readonly made = new Set<string>();
  /** What a phone's system lost when it crashed: only where it never reached the server may it be gone. */
  readonly lostTail = new Set<string>();
  readonly counted = {
    calls: 0,
    restores: 0,
    rollbacks: 0,
    kills: 0,
    appKills: 0,
    crashes: 0,
    cuts: 0,
    doubled: 0,
    lostAnswers: 0,
    halfOpen: 0,
    corrections: 0,
    replaced: 0,
  };

  broken(words: string): void {
    if (!this.violations.includes(words)) this.violations.push(words);
  }

  /** The one irreversible call, at the moment it is made. */
  call({ ledger, isBlind }: SimServer, { publication: id, round, payload }: Parcel): void {
    this.counted.calls += 1;
    if (isBlind) this.sentBlindly.add(`${id}/${round}`);
    const rows = ledger.rows(SHOW);
    const publication = rows?.get('publication', id);
    const post = publication && rows?.get('post', publication.post);
    const approval = rows && publication && approvalBehind(rows, publication);
    if (!rows || !publication || !post || !approval) {
      this.broken(`called without a publication: ${id}`);
      return;
    }
    if (round > 1 && publication.stood?.at(-1)?.way === 'replace') this.counted.replaced += 1;
    const last = publication.tries.at(-1);
    if (publication.state !== 'sending' || !last) {
      this.broken(`called without a try: ${id}`);
      return;
    }
    if (showOf(rows)?.held || post.held) this.broken(`fires while held: ${id}`);
    if (post.state !== 'fired' || publication.gone) this.broken(`fires after withdrawal: ${id}`);
    if (last.atMs > publication.freshUntilMs) this.broken(`fires stale: ${id}`);
    const cue = approval.cue;
    if (post.firedBy === 'engine:scheduler' && cue.kind === 'clock' && (post.firedMs ?? 0) < cue.atMs)
      this.broken(`fires early: ${id}`);
    const text = approval.texts[publication.channel] ?? approval.texts.all;
    const approved = text === undefined ? undefined : rows.get('text', text)?.words;
    if (approved !== payload.words) this.broken(`sends what was not approved: ${id}`);
    // Under a remembered key the words of the first call are sent again, and corrected where they stand.
    const isSameKey =
      payload.network === 'mastodon' &&
      publication.tries.some((call) => call.round === round && call.outcome === 'unknown');
    if (publication.correction && !isSameKey) this.broken(`sends what was corrected since: ${id}`);
    if (!approval.channels.includes(publication.channel)) this.broken(`sends where it was not approved: ${id}`);
  }

  /** A correction told in place, at the moment it is called. */
  edit({ ledger }: SimServer, { publication: id, payload }: Parcel): void {
    this.counted.corrections += 1;
    const rows = ledger.rows(SHOW);
    const publication = rows?.get('publication', id);
    const correction = publication?.correction;
    if (!rows || !publication || correction?.state !== 'sending') {
      this.broken(`corrected without a try: ${id}`);
      return;
    }
    if (showOf(rows)?.held || rows.get('post', publication.post)?.held) this.broken(`corrected while held: ${id}`);
    if (publication.state !== 'published' || publication.gone) this.broken(`corrected after withdrawal: ${id}`);
    const approval = rows.get('approval', correction.approval);
    const text = approval?.texts[publication.channel] ?? approval?.texts.all;
    const approved = text === undefined ? undefined : rows.get('text', text)?.words;
    if (approved !== payload.words) this.broken(`corrected into what was not approved: ${id}`);
  }
}
