import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { useShow } from '../shell/show-context.ts';
import { accountLink } from './account-link.ts';
import { words } from './words.ts';

/** Opens what is out where the network gave its link, else its account; nothing, where neither is known. */
export function SeeIt({ publication: { channel, remote } }: { readonly publication: PublicationRow }) {
  const t = words();
  const row = useShow().rows.value.get('channel', channel);
  const it = remote?.url?.startsWith('https://') ? remote.url : undefined;
  const there = it ?? (row && accountLink(row));
  if (!there) return null;
  return (
    <a class="button button-quiet" href={there} target="_blank" rel="noreferrer">
      {it ? t.out.see : t.unknown.open}
    </a>
  );
}
