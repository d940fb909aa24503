/** Hashtags as typed, each with one `#`, none twice. */
export function hashtagsOf(typed: string): string[] {
  const words = typed.split(/[\s,;]+/).map((word) => word.replace(/^#+/, ''));
  return [...new Set(words.filter((word) => word !== '').map((word) => `#${word}`))];
}
