import type { Qr as Drawn } from '../../../shared/wall-full.ts';
import './forms.css';

/** A QR code the server drew: dark on white in both themes, or many cameras would not read it. */
export function Qr({ qr, says }: { readonly qr: Drawn; readonly says: string }) {
  return (
    <svg class="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={says} shape-rendering="crispEdges">
      <path class="qr-dark" d={qr.path} />
    </svg>
  );
}
