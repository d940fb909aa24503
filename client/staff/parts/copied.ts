/** Puts words in the clipboard; false: the browser refuses, and they have to be selected by hand. */
export async function copied(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}
