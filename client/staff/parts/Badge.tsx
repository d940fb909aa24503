/** A count on a tab or a title. Nothing at zero. `says` is what a screen reader hears: « 2 à voir ». */
export function Badge({ count, says }: { readonly count: number; readonly says: string }) {
  if (count === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="aside">{says}</span>
    </span>
  );
}
