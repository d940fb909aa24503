import { useEffect } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { accountName } from '../parts/account-name.ts';
import { Button } from '../parts/Button.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { firstPublication } from './first-publication.ts';
import { firstPublicationWords } from './first-publication-words.ts';
import { useShow } from './show-context.ts';
import './publishes-as.css';

/** Once a show and a phone: under which names what goes now goes, and what time it is. */
export function FirstPublicationAsk() {
  const show = useShow();
  const asked = firstPublication.value;
  // Left for another show or another tab: it was not said.
  useEffect(() => () => firstPublication.peek()?.answer(false), []);
  if (asked?.show !== show.id) return null;
  const t = firstPublicationWords();
  const row = showOf(show.rows.value);
  const zone = row?.zone ?? 'Europe/Paris';
  return (
    <Sheet
      title={t.title}
      onClose={() => asked.answer(false)}
      foot={
        <>
          <Button onClick={() => asked.answer(false)}>{t.notNow}</Button>
          {/* Held: this sheet comes under the thumb that has just pressed. */}
          <HoldButton tone="act" onDone={() => asked.answer(true)}>
            {t.publish}
          </HoldButton>
        </>
      }
    >
      <div class="stack">
        <p>{t.real(row?.name ?? '')}</p>
        <ul class="first-accounts">
          {asked.accounts.map((account) => (
            <li key={account.id}>
              <span class="strong">{accountName(account) || t.noName}</span>{' '}
              <span class="soft">{common().networks[account.network]}</span>
            </li>
          ))}
        </ul>
        <p>{t.clock(hour(show.second.value, zone, language.value), zone)}</p>
        <p class="small soft">{t.once}</p>
      </div>
    </Sheet>
  );
}
