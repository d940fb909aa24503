/** RFC 5545, 3.1: a line of more octets is folded, its line break not counted. */
const LINE_OCTETS = 75;

/**
 * A property and its text as content lines, escaped and folded. Written here because ical.js folds what follows the
 * first line one octet too late, which strict readers refuse.
 */
export function textLine(name: string, text: string): string {
  const escaped = text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    // Of other control characters the format allows none, escaped or not.
    .replace(/[^\P{Cc}\t]/gu, '');
  return folded(`${name}:${escaped}`);
}

/** A property whose value is written as it is: a time, a number, one of the format's own words. */
export const plainLine = (name: string, value: string | number): string => folded(`${name}:${value}`);

/** `20270610T163000Z`: UTC, hence with no zone to describe and no hour that exists twice. */
export const utc = (atMs: number): string =>
  new Date(atMs)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d{3}/, '');

/** Never between the octets of one character. */
function folded(line: string): string {
  let lines = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > LINE_OCTETS) {
      lines += '\r\n ';
      octets = 1;
    }
    lines += character;
    octets += more;
  }
  return `${lines}\r\n`;
}
