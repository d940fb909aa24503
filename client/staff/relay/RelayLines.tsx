import { isRelayMissed } from '../../../shared/relaying.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { accountName } from '../parts/account-name.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** What became of each relay that was asked for of a publication. */
export function RelayLines({ publication }: { readonly publication: PublicationRow }) {
  const show = useShow();
  const rows = show.rows.value;
  const t = words();
  const asked = rows
    .ofPost('relay', publication.post)
    .filter((relay) => relay.publication === publication.id && relay.state !== 'dropped');
  return (
    <>
      {asked.map((relay) => {
        const account = rows.get('channel', relay.channel);
        const state = isRelayMissed(relay, show.second.value) ? t.missed : t.states[relay.state];
        return (
          <p key={relay.id} class="small soft">
            {t.by((account && accountName(account)) || relay.channel, state)}
          </p>
        );
      })}
    </>
  );
}
