/** Whether a camera that reads this in a QR code would open a page. */
export function isWebAddress(typed: string): boolean {
  const url = URL.parse(typed.trim());
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.hostname.includes('.');
}
