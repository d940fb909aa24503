import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Parcel } from '../../server/channels/channel.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import { publish } from './channel.ts';

/** Two accounts on one network, real or faithful: what the first publishes, the second shows again. */
export interface TwoAccounts {
  /** A post of the first account. */
  published(words: string): Promise<Remote>;
  takenDown(remote: Remote): Promise<void>;
  /** A new channel on an account, as after a restart: with nothing in memory. */
  open(account: 'first' | 'second'): Channel;
  /** How many times the second account shows the post now. */
  shown(of: Remote): Promise<number>;
  close?(): Promise<void>;
}

/** What the first account publishes, on channels that `open` makes. */
export function firstAccount(
  network: 'bluesky' | 'mastodon',
  open: TwoAccounts['open'],
): Pick<TwoAccounts, 'open' | 'published' | 'takenDown'> {
  let n = 0;
  const parcelOf = (words: string): Parcel => ({
    show: 'contract',
    publication: `p${++n}:first`,
    round: 1,
    key: `p${n}:first/1`,
    lookUnder: [],
    payload: { network, words, language: 'fr', photos: [] },
    taken: [],
  });
  return {
    open,
    async published(words) {
      const sent = await publish(open('first'), parcelOf(words));
      if (sent.outcome !== 'published') throw new Error(sent.reason);
      return sent.remote;
    },
    async takenDown(remote) {
      await open('first').remove(parcelOf(''), remote, AbortSignal.timeout(5_000));
    },
  };
}

/** What a channel that relays must promise, whichever network it serves. */
export function relayContract(name: string, openAccounts: () => Promise<TwoAccounts>): void {
  describe(name, () => {
    let accounts: TwoAccounts;
    beforeAll(async () => {
      accounts = await openAccounts();
    });
    afterAll(async () => accounts.close?.());
    const relayOf = (account: 'first' | 'second') => {
      const { relay } = accounts.open(account);
      if (!relay) throw new Error('this channel relays nothing');
      return relay;
    };

    test('CH140 what another account published is shown once, however often it is asked for', async () => {
      const of = await accounts.published('À relayer.');
      expect(await relayOf('second').lookUp(of, signal())).toEqual({ absent: 'proved' });
      expect(await accounts.shown(of)).toBe(0);
      for (const _time of ['once', 'and again']) {
        expect(await relayOf('second').send(of, signal())).toMatchObject({ outcome: 'published' });
        expect(await accounts.shown(of)).toBe(1);
      }
    });

    test('CH141 a relay is found by a channel that remembers nothing, and taken back twice is taken back', async () => {
      const of = await accounts.published('À relayer, puis non.');
      const sent = await relayOf('second').send(of, signal());
      if (sent.outcome !== 'published') throw new Error(sent.reason);
      expect(await relayOf('second').lookUp(of, signal())).toEqual({ found: sent.remote });
      for (const remote of [sent.remote, undefined]) {
        expect(await relayOf('second').remove(of, remote, signal())).toEqual({ removed: true });
        expect(await accounts.shown(of)).toBe(0);
        expect(await relayOf('second').lookUp(of, signal())).toEqual({ absent: 'proved' });
      }
      expect(await relayOf('second').send(of, signal())).toMatchObject({ outcome: 'published' });
      expect(await accounts.shown(of)).toBe(1);
    });

    test('CH142 the account that published it does not relay it, and nobody relays what is gone', async () => {
      const of = await accounts.published('La nôtre.');
      expect(await relayOf('first').send(of, signal())).toEqual({ outcome: 'refused', reason: 'same-account' });
      await accounts.takenDown(of);
      const reason = expect.stringMatching(/^(gone|not-seen)$/);
      expect(await relayOf('second').send(of, signal())).toEqual({ outcome: 'refused', reason });
      expect(await accounts.shown(of)).toBe(0);
    });
  });
}

const signal = (): AbortSignal => AbortSignal.timeout(15_000);
