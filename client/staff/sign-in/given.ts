/** The token of a link to join, from the part of the address that is never sent; undefined: none. */
export function tokenIn(hash: string): string | undefined {
  return /^#join=([A-Za-z0-9_-]{20,100})$/.exec(hash)?.[1];
}

/** A code as it was meant: without spaces and hyphens, in capitals. */
export const codeTyped = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** What to call this device until its owner says better. */
export function deviceKind(userAgent: string, widthPx: number): 'phone' | 'tablet' | 'computer' {
  if (/iPad|Tablet/i.test(userAgent) || (/Android/i.test(userAgent) && !/Mobile/i.test(userAgent))) return 'tablet';
  return /Mobi|iPhone|Android/i.test(userAgent) || widthPx < 600 ? 'phone' : 'computer';
}

/** Safari on iOS, outside of the installed app, which would not share its session. */
export function isIosBrowser(navigator: { readonly userAgent: string; readonly standalone?: boolean }): boolean {
  return /iPhone|iPad/.test(navigator.userAgent) && navigator.standalone !== true;
}
