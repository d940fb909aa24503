import pin from 'lucide-static/icons/pin.svg?raw';
import type { Wall } from '../../../shared/wall.ts';
import { Button } from '../parts/Button.tsx';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** Newest posts offered to be pinned; those that are pinned stand first, whatever their age. */
const OFFERED = 6;

/** What comes back on the wall when nothing is new. */
export function Pinned({ wall }: { readonly wall: Wall }) {
  const show = useShow();
  const t = words().pinned;
  const posts = wall.cards.flatMap((card) => show.rows.value.get('publication', card.id)?.post ?? []);
  const pinned = posts.filter((id) => show.rows.value.get('post', id)?.pinned);
  const others = posts.filter((id) => !pinned.includes(id));
  const wordsOf = (id: string) => wall.cards.find((card) => card.id.startsWith(`${id}:`))?.words ?? '';
  return (
    <section class="panel stack">
      <h2>{t.title}</h2>
      <p class="small soft">{posts.length === 0 ? t.none : t.why}</p>
      <ul>
        {[...pinned, ...others.slice(0, OFFERED)].map((id) => {
          const on = pinned.includes(id);
          return (
            <li key={id} class="wall-item">
              <p class="grow clip">{wordsOf(id)}</p>
              <Button
                drawing={pin}
                tone={on ? 'quiet' : 'plain'}
                aria-pressed={on}
                aria-label={t.says(wordsOf(id))}
                onClick={() =>
                  void said(() => show.act('post.star', { post: id, change: { pinned: { from: on, to: !on } } }))
                }
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
