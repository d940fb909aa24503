import { type Patch, PROTOCOL } from '../../shared/protocol.ts';
import { isPatch } from './patch-check.ts';

/** The whole show over HTTP, compressed. Undefined: it could not be had; the loop tries again. */
export async function loadShow(show: string): Promise<Patch | undefined> {
  try {
    const response = await fetch(`/shows/${encodeURIComponent(show)}/rows?protocol=${PROTOCOL}`, { cache: 'no-store' });
    if (!response.ok) return undefined;
    const raw: unknown = await response.json();
    return isPatch(raw) ? raw : undefined;
  } catch {
    // No network, or one that answers with something else.
    return undefined;
  }
}
