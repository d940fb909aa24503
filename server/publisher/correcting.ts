import type { Correction, PublicationRow } from '../../shared/rows/publication.ts';
import type { Channel, EditResult } from '../channels/channel.ts';
import { parcelOf } from './parcel.ts';
import { inVain, notSent, PREPARE_TIMEOUT_MS, RETRY_MS, type Stepping, told } from './stepping.ts';

/**
 * Corrects what is out, under the rules of any call: the try is committed before it, its outcome after, an unknown one is
 * looked at. What is to be sent anew is made ready first, so that nothing is taken down for words the network refuses.
 */
export function correcting({ ledger, commit, untilSaid, later, timed, nowMs, tried, lookedInVain }: Stepping) {
  return { correct, reRead, bornOfACrash };

  async function correct(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const { correction } = publication;
    if (!correction) return;
    const parcel = parcelOf(show, ledger.rows(show), anew(publication, correction));
    const ready = await timed((signal) => channel.prepare(parcel, signal), PREPARE_TIMEOUT_MS).catch(notSent);
    const call = nextCall(correction);
    const of = { publication: publication.id, n: correction.n, call };
    const name = callName(publication.id, correction, call);
    if (ready.outcome === 'ready' && correction.way === 'replace') {
      // From here on it is being taken down, as after a withdrawal, and the new round is owed once it is known to be gone.
      if (!commit(show, `retry/${name}`, 'correction.try', of)) later(show, publication, RETRY_MS);
      return;
    }
    if (ready.outcome !== 'ready' && correction.way === 'replace') {
      await untilSaid(show, `ready/${name}/${ledger.rev(show)}`, 'correction.unready', {
        publication: publication.id,
        n: correction.n,
        ...told(ready, nowMs()),
      });
      return;
    }
    await tried(show, {
      row: publication,
      kind: 'correction',
      before: `retell/${name}`,
      after: `retold/${name}`,
      of,
      call: async () => (ready.outcome === 'ready' ? edit(ready.prepared) : ready),
    });

    async function edit(prepared: unknown): Promise<EditResult> {
      const { remote } = publication;
      const { edit: told } = channel;
      if (!told || !remote?.id) return { outcome: 'refused', reason: 'gone' };
      return timed((signal) => told(parcel, prepared, remote, signal));
    }
  }

  async function reRead(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const { correction, remote } = publication;
    if (!correction) return;
    const parcel = parcelOf(show, ledger.rows(show), anew(publication, correction));
    const { reRead: readAgain } = channel;
    const read =
      readAgain && remote?.id
        ? await timed((signal) => readAgain(parcel, remote, signal)).catch(inVain)
        : ({ says: 'gone' } as const);
    if ('later' in read) {
      const of = { publication: publication.id, n: correction.n };
      const find = { name: 'correction.find', id: `re-read-in-vain/${publication.id}/${correction.n}`, of };
      return lookedInVain(show, { id: publication.id, trouble: correction.trouble }, read, find);
    }
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
    commit(show, `retold/${callName(id, correction, last.n)}`, 'correction.outcome', args);
  }
}

/** As it is to stand. Sent again it is a new round, with uploads of its own. */
const anew = (publication: PublicationRow, { way, payload }: Correction): PublicationRow => ({
  ...publication,
  payload,
  round: publication.round + (way === 'replace' ? 1 : 0),
});

/**
 * By its approval, too: a show that dropped a tried correction before they were counted gives its number again, and under
 * an id used before the ledger would answer for the old try, so that the call was made again and again without one.
 */
const callName = (publication: string, { n, approval }: Correction, call: number): string =>
  `${publication}/${n}/${approval}/${call}`;

const nextCall = ({ tries }: Correction): number => (tries.at(-1)?.n ?? 0) + 1;
