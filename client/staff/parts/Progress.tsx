/** Without `share` it only says that something is under way. */
export function Progress({
  label,
  share,
  tone = 'act',
}: {
  readonly label: string;
  /** From 0 to 1. */
  readonly share?: number;
  readonly tone?: 'act' | 'air' | 'good';
}) {
  const percent = share === undefined ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      class={`progress progress-${tone}${percent === undefined ? ' progress-unknown' : ''}`}
      role="progressbar"
      aria-label={label}
      {...(percent !== undefined && { 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <div class="progress-done" style={percent === undefined ? undefined : { inlineSize: `${percent}%` }} />
    </div>
  );
}
