import type { Mark } from './marks.ts';
import './forms.css';

/** Told apart without colour: a tick, a full square, a dashed one, an exclamation mark, an empty one. */
const SIGNS: Readonly<Record<Mark, string>> = { sent: '✓', ready: '', draft: '', look: '!', missing: '' };

/** The posts of something as small squares. `says` is what a screen reader hears for all of them; empty: words beside do. */
export function Squares({ marks, says }: { readonly marks: readonly Mark[]; readonly says: string }) {
  if (marks.length === 0) return null;
  const heard =
    says === '' ? { 'aria-hidden': true as const } : { role: 'img' as const, 'aria-label': says, title: says };
  return (
    <span class="squares" {...heard}>
      {marks.map((mark, place) => (
        // Squares have no identity of their own: a place in the row is all there is.
        <span key={place} class={`square square-${mark}`}>
          {SIGNS[mark]}
        </span>
      ))}
    </span>
  );
}
