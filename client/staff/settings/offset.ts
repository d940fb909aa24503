import { words } from './words.ts';

/** By how much this phone's clock is off, to a tenth of a second; what is less is not worth a figure. */
export function offsetWords(offsetMs: number): string {
  const tenths = Math.abs(Math.round(offsetMs / 100));
  return tenths === 0 ? words().onTime : words().offset(tenths / 10);
}
