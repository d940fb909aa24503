import { relays } from '../../../shared/networks.ts';
import { otherAccounts } from '../../../shared/relaying.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { common } from '../../words/common.ts';
import { accountName } from '../parts/account-name.ts';
import { Empty } from '../parts/Empty.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { RelayAccount } from './RelayAccount.tsx';
import './relay.css';
import { words } from './words.ts';

/** Each network where it is out, with our other accounts there: asked of each once. */
export function RelaySheet({
  publications,
  onClose,
}: {
  readonly publications: readonly PublicationRow[];
  readonly onClose: () => void;
}) {
  return (
    <Sheet title={words().title} onClose={onClose}>
      {publications.map((publication) => (
        <OnNetwork key={publication.id} publication={publication} />
      ))}
    </Sheet>
  );
}

function OnNetwork({ publication }: { readonly publication: PublicationRow }) {
  const show = useShow();
  const rows = show.rows.value;
  const t = words();
  const own = rows.get('channel', publication.channel);
  const { network } = publication.payload;
  const name = common().networks[network];
  const accounts = otherAccounts(rows, publication);
  const administers = show.me.value?.hats.includes('administer') ?? false;
  return (
    <section class="relay-network" aria-label={name}>
      <h3 class="field-label">{t.from(name, (own && accountName(own)) || name)}</h3>
      {accounts.length === 0 ? (
        <Empty title={t.none(name)}>
          <p class="soft">{t.noneWhy}</p>
          {administers && (
            <a class="button button-quiet" href={pathTo(show.id, 'settings', 'channels')}>
              {t.add}
            </a>
          )}
        </Empty>
      ) : (
        <>
          {!relays(network) && <p class="small soft">{t.byHand}</p>}
          <ul>
            {accounts.map((account) => (
              <RelayAccount key={account.id} publication={publication} account={account} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
