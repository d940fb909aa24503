import type { WallLink } from '../../shared/wall-full.ts';

/** A QR code the server drew; nothing where it drew none. */
export function Code({ link }: { readonly link: WallLink }) {
  if (!link.qr) return null;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${link.qr.size} ${link.qr.size}`}
      role="img"
      aria-label={link.url}
      shape-rendering="crispEdges"
    >
      <path d={link.qr.path} />
    </svg>
  );
}
