import { initialsOf } from './search-people.ts';

/** Two letters in a round, where a face would be. */
export function Face({ name }: { readonly name: string }) {
  return (
    <span class="compose-face" aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
