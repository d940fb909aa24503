import { encode } from 'uqr';
import type { Qr } from '../../shared/wall-full.ts';

/** Light modules around the code; the page adds its own white margin. */
const BORDER = 2;
const KEPT_LIMIT = 50;
const kept = new Map<string, Qr>();

/** A URL as a QR code: one path, a rectangle for each run of dark modules in a row. Undefined: too long for any code. */
export function qrOf(url: string): Qr | undefined {
  const known = kept.get(url);
  if (known) return known;
  const drawn = draw(url);
  if (!drawn) return undefined;
  if (kept.size >= KEPT_LIMIT) kept.clear();
  kept.set(url, drawn);
  return drawn;
}

function draw(url: string): Qr | undefined {
  try {
    const { size, data } = encode(url, { ecc: 'M', border: BORDER });
    return { size, path: data.map(rowPath).join('') };
  } catch {
    // The library throws when no version of the code holds that many bytes.
    return undefined;
  }
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    path += `M${from} ${y}h${x - from + 1}v1H${from}z`;
  }
  return path;
}
