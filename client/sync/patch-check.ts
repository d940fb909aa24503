import type { Patch } from '../../shared/protocol.ts';

/**
 * What came is a patch, as far as the loop reads it. The rows are our own server's, checked when they were written: to
 * check them again would take every schema into the phone's bundle. What this keeps out is a proxy's page or a stray packet.
 */
export function isPatch(raw: unknown): raw is Patch {
  if (typeof raw !== 'object' || raw === null) return false;
  const { show, epoch, from, to, tip, rows, settled } = raw as Readonly<Record<string, unknown>>;
  return (
    [show, epoch, tip].every((text) => typeof text === 'string') &&
    [from, to].every((rev) => Number.isSafeInteger(rev)) &&
    Array.isArray(rows) &&
    rows.every((row) => typeof row?.row === 'string' && typeof row.id === 'string' && typeof row.rev === 'number') &&
    Array.isArray(settled) &&
    settled.every((id) => typeof id === 'string')
  );
}
