import { useShow } from '../shell/show-context.ts';
import { sharesOf } from './equity.ts';
import { words } from './words.ts';

/** How many posts speak of each speaker: nobody should go home without one. */
export function Equity({ onPerson }: { readonly onPerson: (name: string) => void }) {
  const { rows } = useShow();
  const shares = sharesOf(rows.value);
  const t = words().equity;
  if (shares.length < 2) return null;
  const most = Math.max(1, ...shares.map(({ fired, planned }) => fired + planned));
  const few = shares.filter((share) => share.few).length;
  return (
    <details class="posts-equity panel">
      <summary>
        <span class="strong">{t.title}</span> <span class="soft small">{few > 0 ? t.few(few) : t.even}</span>
      </summary>
      <p class="small soft">{t.why}</p>
      <ul>
        {shares.map(({ person, fired, planned, few }) => (
          <li key={person.id}>
            <button type="button" class="posts-share" onClick={() => onPerson(person.name)}>
              <span class="posts-share-name">
                {person.name} {few && <strong class="posts-few">{t.fewOne}</strong>}
              </span>
              <span class="posts-bar" aria-hidden="true">
                <span class="posts-bar-fired" style={{ inlineSize: `${(fired / most) * 100}%` }} />
                <span class="posts-bar-planned" style={{ inlineSize: `${(planned / most) * 100}%` }} />
              </span>
              <span class="posts-share-count">
                {fired + planned}
                <span class="aside"> {t.says(fired, planned)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
