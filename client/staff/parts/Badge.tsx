/**
 * A count on a tab or a title. Nothing at zero. `says` is what a screen reader hears: « 2 à voir ». `since`: how long the
 * oldest of them has waited.
 */
export function Badge({
  count,
  says,
  since,
}: {
  readonly count: number;
  readonly says: string;
  readonly since?: string;
}) {
  if (count === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">
        {count > 99 ? '99+' : count}
        {since && <span class="badge-since"> · {since}</span>}
      </span>
      <span class="aside">{says}</span>
    </span>
  );
}
