import type { Correction, PublicationRow } from '../../shared/rows/publication.ts';
import type { Channel } from '../channels/channel.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { parcelOf } from './parcel.ts';

/** A step that failed is not taken up again before this. */
const RETRY_MS = 15_000;
const PREPARE_TIMEOUT_MS = 60_000;

interface CorrectingParts {
  readonly ledger: Ledger;
  readonly commit: (show: string, id: string, name: string, args: unknown) => boolean;
  /** Commits, however long the ledger's disk refuses. */
  readonly untilSaid: (show: string, id: string, name: string, args: unknown) => Promise<void>;
  readonly later: (show: string, publication: PublicationRow, ms: number, retryAtMs?: number) => void;
  readonly timed: <T>(call: (signal: AbortSignal) => Promise<T>, limitMs?: number) => Promise<T>;
  readonly nowMs: () => number;
}

/**
 * Corrects what is out, under the rules of any call: the try is committed before it, its outcome after, an unknown one is
 * looked at. What is to be sent anew is made ready first, so that nothing is taken down for words the network refuses.
 */
export function correcting({ ledger, commit, untilSaid, later, timed, nowMs }: CorrectingParts) {
  return { correct, reRead, bornOfACrash };

  async function correct(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const { correction } = publication;
    if (!correction) return;
    const parcel = parcelOf(show, ledger.rows(show), anew(publication, correction));
    const ready = await timed((signal) => channel.prepare(parcel, signal), PREPARE_TIMEOUT_MS).catch(
      (error: unknown) => ({ outcome: 'not-sent', reason: wordsOf(error) }) as const,
    );
    const call = nextCall(correction);
    const of = { publication: publication.id, n: correction.n, call };
    const name = `${publication.id}/${correction.n}/${call}`;
    if (ready.outcome === 'ready' && correction.way === 'replace') {
      // From here on it is being taken down, as after a withdrawal, and the new round is owed once it is known to be gone.
      if (!commit(show, `retry/${name}`, 'correction.try', of)) later(show, publication, RETRY_MS);
      return;
    }
    if (ready.outcome !== 'ready' && correction.way === 'replace') {
      await untilSaid(show, `ready/${name}/${ledger.rev(show)}`, 'correction.unready', {
        publication: publication.id,
        n: correction.n,
        ...told(ready),
      });
      return;
    }
    if (!commit(show, `retell/${name}`, 'correction.try', of)) return later(show, publication, RETRY_MS);
    const result = ready.outcome === 'ready' ? await edit(ready.prepared) : ready;
    await untilSaid(show, `retold/${name}`, 'correction.outcome', { ...of, ...told(result) });

    async function edit(prepared: unknown) {
      const { remote } = publication;
      if (!channel.edit || !remote?.id) return { outcome: 'refused', reason: 'gone' } as const;
      return timed(
        (signal) => channel.edit?.(parcel, prepared, remote, signal) ?? Promise.reject(new Error('no edit')),
      ).catch((error: unknown) => ({ outcome: 'unknown', reason: wordsOf(error) }) as const);
    }
  }

  async function reRead(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const { correction, remote } = publication;
    if (!correction) return;
    const parcel = parcelOf(show, ledger.rows(show), anew(publication, correction));
    const read =
      channel.reRead && remote?.id
        ? await timed(
            (signal) => channel.reRead?.(parcel, remote, signal) ?? Promise.reject(new Error('no reading')),
          ).catch((error: unknown) => ({ later: wordsOf(error), retryAtMs: undefined }))
        : ({ says: 'gone' } as const);
    if ('later' in read) return later(show, publication, RETRY_MS, read.retryAtMs);
    const found = read.says === 'these' ? 'corrected' : read.says === 'others' ? 'not' : 'gone';
    const args = { publication: publication.id, n: correction.n, found };
    const id = `re-read/${publication.id}/${correction.n}/${correction.tries.length}/${ledger.rev(show)}`;
    if (!commit(show, id, 'correction.find', args)) later(show, publication, RETRY_MS);
  }

  /** What a killed server left under way may have landed. One taken down to be sent again goes on being taken down. */
  function bornOfACrash(show: string, { id, state, correction }: PublicationRow): void {
    if (correction?.state !== 'sending' || state !== 'published') return;
    const last = correction.tries.at(-1);
    if (!last) return;
    const of = { publication: id, n: correction.n, call: last.n };
    const args = { ...of, outcome: 'unknown', reason: 'restart' };
    commit(show, `retold/${id}/${correction.n}/${last.n}`, 'correction.outcome', args);
  }

  function told(result: { readonly outcome: string; readonly reason?: string; readonly retryAtMs?: number }) {
    const { outcome, reason, retryAtMs } = result;
    return {
      outcome: outcome === 'edited' ? 'published' : outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(outcome === 'not-sent' ? { retryAtMs: retryAtMs ?? nowMs() + RETRY_MS } : {}),
    };
  }
}

/** As it is to stand. Sent again it is a new round, with uploads of its own. */
const anew = (publication: PublicationRow, { way, payload }: Correction): PublicationRow => ({
  ...publication,
  payload,
  round: publication.round + (way === 'replace' ? 1 : 0),
});

const nextCall = ({ tries }: Correction): number => (tries.at(-1)?.n ?? 0) + 1;
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
